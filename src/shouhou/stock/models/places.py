"""Places: where things can be, inside the house and outside, and who keeps a warehouse."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.partners.models import Agent


class Place(models.Model):
    """One place: a warehouse, a bin in it, a desk, the bench, transit, or an outside party.

    Shelves (everything inside) never go negative; outside parties may, for they are the other
    end of every movement and make each part sum to zero over all places.
    """

    class Kind(models.TextChoices):
        WAREHOUSE = "warehouse", _("Warehouse")
        BIN = "bin", _("Bin")
        DESK = "desk", _("Desk")
        BENCH = "bench", _("Bench")
        TRANSIT = "transit", _("In transit")
        AGENT = "agent", _("Agent")
        SUPPLIER = "supplier", _("Supplier")
        SCRAP = "scrap", _("Scrap")
        DIFFERENCE = "difference", _("Count difference")
        OPENING = "opening", _("Opening stock")

    OUTSIDE_KINDS: ClassVar = ["agent", "supplier", "scrap", "difference", "opening"]

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    outside = models.BooleanField()
    warehouse = models.ForeignKey("self", models.PROTECT, null=True, related_name="bins")
    agent = models.OneToOneField(Agent, models.PROTECT, null=True, related_name="place")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    outside=True, kind__in=["agent", "supplier", "scrap", "difference", "opening"]
                )
                | Q(outside=False, kind__in=["warehouse", "bin", "desk", "bench", "transit"]),
                name="outside_parties_are_outside",
            ),
            models.CheckConstraint(
                condition=Q(kind="agent", agent__isnull=False)
                | (~Q(kind="agent") & Q(agent__isnull=True)),
                name="an_agents_place_names_the_agent",
            ),
            models.CheckConstraint(
                condition=Q(kind="bin", warehouse__isnull=False)
                | (~Q(kind="bin") & Q(warehouse__isnull=True)),
                name="a_bin_stands_in_a_warehouse",
            ),
        ]

    def __str__(self) -> str:
        """The name in the reader's language; papers are Chinese and ask for `name`."""
        return self.name_en if (get_language() or "").startswith("en") else self.name


class Custody(models.Model):
    """One person keeps one warehouse from a day on; the open row is today's custodian."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="custodies")
    custodian = models.ForeignKey(User, models.PROTECT, related_name="custodies")
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(until=None), name="a_warehouse_has_one_custodian"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.custodian}"
