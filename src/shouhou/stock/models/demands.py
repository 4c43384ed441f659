"""Demands and reservations: who is to get what, and which pieces are promised to him."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.lifecycle import State
from shouhou.stock.models.holdings import Holding
from shouhou.stock.models.places import Place
from shouhou.stock.models.units import Unit


class DemandQuerySet(models.QuerySet["Demand"]):
    """Questions about demands."""

    def visible_to(self, user: User) -> DemandQuerySet:
        """All of them for the department; an agent sees its own."""
        if user.sees_every_agent:
            return self
        return self.filter(agent__memberships__user=user)

    def short(self) -> DemandQuerySet:
        """Not wholly promised yet: the shortages, the one that goes first first."""
        return self.filter(promised__lt=F("quantity") - F("closed")).order_by(
            "-priority", "since", "pk"
        )


class Demand(models.Model):
    """One agent is to get so many pieces of one part. What is not promised yet is the shortage.

    `promised` counts reservations made for it (also those already used); `closed` what was
    settled otherwise (substitute, waived, compensated), with the reason in the trail.
    """

    class Cause(models.TextChoices):
        NO_STOCK = "no_stock", _("No stock")
        END_OF_LIFE = "end_of_life", _("End of life")
        PENDING = "pending", _("Awaiting inspection")
        QUALITY_HOLD = "quality_hold", _("Quality hold")

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="demands")
    part = models.ForeignKey(Part, models.PROTECT, related_name="demands")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    promised = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=clock.now)
    shortage_no = models.CharField(max_length=20, blank=True)
    cause = models.CharField(max_length=12, choices=Cause.choices, blank=True)
    expected_on = models.DateField(null=True)
    agent_told_at = models.DateTimeField(null=True)
    priority = models.PositiveSmallIntegerField(default=0)
    of_certain_unit = models.BooleanField(default=False)

    objects = DemandQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__gte=F("promised") + F("closed")),
                name="no_more_is_promised_than_demanded",
            ),
            models.UniqueConstraint(
                fields=["shortage_no"],
                condition=~Q(shortage_no=""),
                name="a_shortage_has_its_number",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["part", "place", "-priority", "since"],
                condition=Q(quantity__gt=F("promised") + F("closed")),
                name="shortages_in_their_order",
            ),
        ]

    def __str__(self) -> str:
        return self.shortage_no or f"{self.agent} {self.part} ×{self.quantity}"

    @property
    def missing(self) -> int:
        """How many pieces are still short."""
        return self.quantity - self.promised - self.closed


class ShortageEntry(models.Model):
    """So many pieces of a demand fell short, or no longer are, on one day. Never changed.

    The entries of a numbered demand sum to what is missing; those up to a past day to what was.
    """

    class Kind(models.TextChoices):
        FELL_SHORT = "fell_short", _("Fell short")
        GIVEN_BACK = "given_back", _("Promise given back")
        FILLED = "filled", _("Filled")
        SETTLED = "settled", _("Settled otherwise")

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="shortage_entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    quantity = models.IntegerField()
    day = models.DateField(default=clock.today)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["fell_short", "given_back"], quantity__gt=0)
                | Q(kind__in=["filled", "settled"], quantity__lt=0),
                name="a_shortage_grows_or_shrinks_by_its_kind",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="shortage_entries_of_a_day")]

    def __str__(self) -> str:
        return f"{self.demand}: {self.quantity}"


UNDER_WAY = (State.DRAFT, State.SUBMITTED, State.APPROVED)
"""The states of a document that may still be posted."""


class ReservationQuerySet(models.QuerySet["Reservation"]):
    """Questions about promises."""

    def still_open(self) -> ReservationQuerySet:
        """Promises whose pieces still stand on the shelf."""
        return self.filter(quantity__gt=F("used") + F("released"))

    def free(self) -> ReservationQuerySet:
        """Open promises that stand on no document that is still under way."""
        return self.still_open().exclude(lines__document__state__in=UNDER_WAY)


class Reservation(models.Model):
    """So many pieces of one holding, or one unit in it, are promised to the agent of a demand.

    `picked_by` scanned the unit off the shelf for its document; a unit that was promised from
    the start (a repaired piece goes back to its agent) is picked all the same.
    """

    demand = models.ForeignKey(Demand, models.PROTECT, related_name="reservations")
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="reservations")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="reservations")
    quantity = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    released = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    picked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    picked_at = models.DateTimeField(null=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__gte=F("used") + F("released")),
                name="no_more_is_used_than_reserved",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(unit__isnull=False, used=0, released=0),
                name="a_unit_is_promised_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.demand}: {self.quantity}"

    @property
    def open(self) -> int:
        """How many of the promised pieces still stand on the shelf."""
        return self.quantity - self.used - self.released
