"""Differences between the list and the box, and how they were agreed with the agent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.lifecycle import DiscrepancyState
from shouhou.exchange.models.consignments import InboundConsignment
from shouhou.exchange.models.scope import AgentRows
from shouhou.kernel import clock
from shouhou.partners.models import Agent


class Discrepancy(models.Model):
    """One difference of one kind. It is agreed with evidence or counted again; it never goes."""

    class Kind(models.TextChoices):
        SHORT = "short", _("Short")
        OVER = "over", _("Over")
        WRONG_PART = "wrong_part", _("Wrong part")
        WRONG_SERIAL = "wrong_serial", _("Wrong serial")
        DAMAGED = "damaged", _("Damaged")
        NO_LIST = "no_list", _("No packing list")

    class Handling(models.TextChoices):
        AS_COUNTED = "as_counted", _("Take what was counted")
        RESEND = "resend", _("Agent sends the rest")
        CLAIM = "claim", _("Claim on the courier")
        RETURN = "return", _("Return the pieces")
        CONFIRMED = "confirmed", _("Agent confirms our count")

    number = models.CharField(max_length=20, unique=True)
    consignment = models.ForeignKey(
        InboundConsignment, models.PROTECT, related_name="discrepancies"
    )
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    part = models.ForeignKey(Part, models.PROTECT, null=True, related_name="+")
    quantity = models.PositiveIntegerField()
    declared_serial = models.CharField(max_length=40, blank=True)
    counted_serial = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    contact_due_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=DiscrepancyState.choices, default=DiscrepancyState.OPEN
    )
    handling = models.CharField(max_length=10, choices=Handling.choices, blank=True)
    agreed_with = models.CharField(_("agreed with"), max_length=60, blank=True)
    evidence = models.CharField(_("evidence"), max_length=400, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = AgentRows["Discrepancy"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=DiscrepancyState.AGREED)
                | (~Q(handling="") & ~Q(agreed_with="") & ~Q(evidence="")),
                name="a_difference_is_agreed_with_evidence",
            ),
            models.CheckConstraint(
                condition=Q(state=DiscrepancyState.OPEN) | Q(closed_by__isnull=False),
                name="a_closed_difference_names_who_closed_it",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Contact(models.Model):
    """One time that we spoke with the agent about a difference."""

    class Channel(models.TextChoices):
        PHONE = "phone", pgettext_lazy("channel", "Phone")
        CHAT = "chat", _("WeChat or DingTalk")
        MAIL = "mail", _("E-mail")

    discrepancy = models.ForeignKey(Discrepancy, models.PROTECT, related_name="contacts")
    channel = models.CharField(_("channel"), max_length=5, choices=Channel.choices)
    spoken_with = models.CharField(_("spoken with"), max_length=60)
    said = models.CharField(_("what was said"), max_length=400)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.discrepancy}: {self.spoken_with}"
