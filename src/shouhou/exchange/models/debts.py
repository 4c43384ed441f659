"""What we owe agents: a line a piece or part received, and the settlements that close it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models.consignments import InboundConsignment
from shouhou.exchange.models.counts import Eligibility
from shouhou.exchange.models.scope import AgentRows
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.repair.models import RepairOrder
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Demand, Document, Line, Unit


class ExchangeLines(AgentRows["ExchangeLine"]):
    """Questions about what we owe."""

    def owed(self) -> ExchangeLines:
        """Not settled yet, oldest first: the order in which shipments write off."""
        return self.filter(settled__lt=F("quantity")).order_by("since", "pk")

    def total_owed(self) -> int:
        """How many pieces are owed over all these lines."""
        sums = self.aggregate(received=Sum("quantity"), settled=Sum("settled"))
        return (sums["received"] or 0) - (sums["settled"] or 0)


class ExchangeLine(models.Model):
    """So many pieces of one part, or one unit, that an agent sent us and is to get back.

    It exists from the posting of its inbound line on; `settled` is the sum of its settlements.
    """

    class Route(models.TextChoices):
        BENCH = "bench", _("Bench")
        TURNOVER = "turnover", _("Turnover warehouse")

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="exchange_lines")
    consignment = models.ForeignKey(InboundConsignment, models.PROTECT, related_name="lines")
    inbound_line = models.OneToOneField(Line, models.PROTECT, related_name="exchange_line")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="exchange_lines")
    quantity = models.PositiveIntegerField()
    settled = models.PositiveIntegerField(default=0)
    route = models.CharField(max_length=8, choices=Route.choices)
    eligibility = models.CharField(
        max_length=16, choices=Eligibility.choices, default=Eligibility.UNCHECKED
    )
    repair_order = models.OneToOneField(
        RepairOrder, models.PROTECT, null=True, related_name="exchange_line"
    )
    pooled = models.BooleanField(default=False)
    answers = models.ForeignKey(
        "exchange.ReturnObligation", models.PROTECT, null=True, related_name="answered_by"
    )
    to_return = models.PositiveIntegerField(default=0)
    return_reason = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField(default=clock.now)

    objects = ExchangeLines.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, settled__lte=F("quantity")),
                name="no_more_is_settled_than_owed",
            ),
            models.CheckConstraint(
                condition=Q(to_return__lte=F("quantity")), name="no_more_goes_back_than_came"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(quantity=1), name="a_unit_is_owed_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["agent", "part", "since"],
                condition=Q(settled__lt=F("quantity")),
                name="what_is_owed_to_an_agent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.consignment} {self.part}"

    @property
    def owed(self) -> int:
        """Pieces of this line that the agent has not got yet."""
        return self.quantity - self.settled


class ExchangeOrders(AgentRows["ExchangeOrder"]):
    """Questions about what goes back for what came."""

    def standing(self) -> ExchangeOrders:
        """Those whose judgement was not rejected; what is repaired has none."""
        return self.exclude(judgement__state=State.VOID)


class ExchangeOrder(models.Model):
    """What goes back for what came (换货单): a good piece for a bad one, or the piece, repaired.

    The judgement moves the old pieces to defective stock; the demand reserves the ones that go,
    or is the shortage. Its state follows from those two and is a query (`progress`): a judgement
    that was rejected is void, and the order does not stand. One that `replaces` another promises a
    substitute for the pieces that the other could not.
    """

    class Grounds(models.TextChoices):
        DEFECTIVE = "defective", _("Defective")
        SWOLLEN = "swollen", _("Swollen battery")
        NOT_REPAIRABLE = "not_repairable", _("Not repairable")
        REPAIRED = "repaired", _("Repaired, goes back itself")
        POOLED = "pooled", _("Repaired, pooled by the supervisor")

    number = models.CharField(max_length=20, unique=True)
    line = models.ForeignKey(ExchangeLine, models.PROTECT, related_name="exchange_orders")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    grounds = models.CharField(max_length=14, choices=Grounds.choices)
    measured = models.CharField(max_length=200, blank=True)
    demand = models.OneToOneField(Demand, models.PROTECT, related_name="exchange_order")
    judgement = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="exchange_orders"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = ExchangeOrders.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["made_at"], name="exchange_orders_by_day")]

    def __str__(self) -> str:
        return self.number


class Settlement(models.Model):
    """So many owed pieces of one debt are settled, by a posted line or by an approval.

    Of what we owe (`line`) or of what an agent owes (`obligation`), never of both at once: the
    two debts are not netted. Append-only: a reversal adds a row with a negative quantity.
    """

    class Kind(models.TextChoices):
        SHIPPED = "shipped", _("Shipped")
        RETURNED = "returned", _("Returned as it came")
        OLD_PART = "old_part", _("Taken as the old part owed")
        WAIVED = "waived", _("Waived")
        CHARGED = "charged", _("Charged")
        TAKEN_BACK = "taken_back", _("Issue reversed")
        REVERSED = "reversed", _("Reversed")

    line = models.ForeignKey(ExchangeLine, models.PROTECT, null=True, related_name="settlements")
    obligation = models.ForeignKey(
        "exchange.ReturnObligation", models.PROTECT, null=True, related_name="settlements"
    )
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="settlements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    quantity = models.IntegerField()
    document_line = models.ForeignKey(Line, models.PROTECT, null=True, related_name="settlements")
    reason = models.CharField(max_length=200, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(default=clock.now)

    objects = AgentRows["Settlement"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(document_line__isnull=False) | ~Q(reason=""),
                name="a_settlement_has_a_posted_line_or_an_approval",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind="reversed", quantity__lt=0) | (~Q(kind="reversed") & Q(quantity__gt=0))
                ),
                name="only_a_reversal_takes_back",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False, obligation=None)
                | Q(line=None, obligation__isnull=False),
                name="a_settlement_is_of_one_debt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line or self.obligation}: {self.quantity}"
