"""What agents owe us: pieces issued in advance, and the old parts that answer for them (INV-5)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.lifecycle import RequestState
from shouhou.exchange.models.debts import ExchangeLine
from shouhou.exchange.models.scope import AgentRows
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.lifecycle import State as DocumentState
from shouhou.stock.models import Demand, Document, Line


class Standing(models.TextChoices):
    """How far an obligation is settled, and whether it is late."""

    OPEN = "open", _("Outstanding")
    PARTIAL = "partial", _("Settled in part")
    OVERDUE = "overdue", _("Overdue")
    SETTLED = "settled", _("Settled")


class Obligations(AgentRows["ReturnObligation"]):
    """Questions about what agents owe."""

    def outstanding(self) -> Obligations:
        """Not settled yet, the one that is due first first: the order in which old parts settle."""
        return self.filter(settled__lt=F("quantity")).order_by("due_on", "pk")

    def overdue(self) -> Obligations:
        """Outstanding after their last day."""
        return self.outstanding().filter(due_on__lt=clock.today())

    def total_outstanding(self) -> int:
        """How many old parts are owed over all these rows."""
        sums = self.aggregate(issued=Sum("quantity"), settled=Sum("settled"))
        return (sums["issued"] or 0) - (sums["settled"] or 0)


class ReturnObligation(models.Model):
    """So many old parts (旧件) that an agent is to send, for pieces he got before he sent any.

    It exists from the posting of the issuing line on; `settled` is the sum of its settlements.
    """

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="obligations")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    issued_by_line = models.OneToOneField(Line, models.PROTECT, related_name="obligation")
    quantity = models.PositiveIntegerField()
    settled = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(_("due on"))

    objects = Obligations.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, settled__lte=F("quantity")),
                name="no_more_comes_back_than_was_issued",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agent", "part", "due_on"],
                condition=Q(settled__lt=F("quantity")),
                name="what_an_agent_owes",
            ),
            models.Index(fields=["due_on"], name="obligations_by_their_day"),
        ]

    def __str__(self) -> str:
        return f"{self.issued_by_line.document} {self.part}"

    @property
    def outstanding(self) -> int:
        """Old parts that did not come yet."""
        return self.quantity - self.settled

    @property
    def overdue(self) -> bool:
        """Whether its last day is over and something is still outstanding."""
        return self.outstanding > 0 and self.due_on < clock.today()

    @property
    def standing(self) -> Standing:
        """How far it is settled (C3.13), which nobody stores."""
        if self.outstanding == 0:
            return Standing.SETTLED
        if self.overdue:
            return Standing.OVERDUE
        return Standing.PARTIAL if self.settled else Standing.OPEN


class ReturnSettlements(AgentRows["ReturnSettlement"]):
    """Questions about old parts that were taken."""

    def standing(self) -> ReturnSettlements:
        """Those whose document was neither rejected nor taken back."""
        alive = self.exclude(document__state=DocumentState.VOID)
        return alive.exclude(document__reversed_by__state=DocumentState.POSTED)


class ReturnSettlement(models.Model):
    """So many received pieces are the old parts an agent owed (旧件返还核销): none goes back.

    The posting of `document`, which judges the pieces or restocks them, settles both debts.
    """

    number = models.CharField(max_length=20, unique=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    obligation = models.ForeignKey(
        ReturnObligation, models.PROTECT, related_name="return_settlements"
    )
    line = models.ForeignKey(ExchangeLine, models.PROTECT, related_name="return_settlements")
    quantity = models.PositiveIntegerField()
    measured = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="return_settlements")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = ReturnSettlements.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="an_old_part_taken_is_something"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AccountRequest(models.Model):
    """Something about an agent's account that goods alone do not settle: one asks, one decides.

    An issue in advance, pieces of ours that the agent gives up, old parts that he need not send
    or is charged for.
    """

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("Issue in advance")
        GIVE_UP = "give_up", _("The agent gives up what we owe")
        WAIVE = "waive", _("Old parts need not come")
        CHARGE = "charge", _("Old parts are charged")

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=RequestState.choices, default=RequestState.ASKED)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="account_requests")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)
    shortage = models.ForeignKey(Demand, models.PROTECT, null=True, related_name="account_requests")
    obligation = models.ForeignKey(
        ReturnObligation, models.PROTECT, null=True, related_name="account_requests"
    )
    demand = models.OneToOneField(Demand, models.PROTECT, null=True, related_name="advance")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True)

    objects = AgentRows["AccountRequest"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="nobody_decides_what_he_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "refused"]) | Q(decided_by__isnull=False),
                name="a_decision_names_who_decided",
            ),
            models.CheckConstraint(
                condition=Q(kind="advance", shortage=None, obligation=None)
                | Q(kind="give_up", shortage__isnull=False, obligation=None)
                | Q(kind__in=["waive", "charge"], shortage=None, obligation__isnull=False),
                name="a_request_is_about_one_debt",
            ),
            models.CheckConstraint(
                condition=Q(demand=None) | Q(kind="advance", state="granted"),
                name="only_a_granted_advance_is_demanded",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="a_request_is_about_something"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "asked_at"], name="account_requests_waiting"),
        ]

    def __str__(self) -> str:
        return self.number
