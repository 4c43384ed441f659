"""Notices, consignments and their parcels: what agents send and how it arrived."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models.scope import AgentRows
from shouhou.kernel import clock
from shouhou.partners.models import Agent, Carrier
from shouhou.stock.models import Document


class InboundNotice(models.Model):
    """An agent's word that a box is on its way, with the dealer behind it when there is one."""

    number = models.CharField(max_length=20, unique=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="notices")
    dealer = models.ForeignKey(Agent, models.PROTECT, null=True, blank=True, related_name="+")
    carrier = models.ForeignKey(Carrier, models.PROTECT, null=True, blank=True, related_name="+")
    waybills = models.CharField(_("waybills"), max_length=400, blank=True)
    boxes = models.PositiveSmallIntegerField(_("boxes"), default=1)
    remark = models.CharField(_("remark"), max_length=400, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True)

    objects = AgentRows["InboundNotice"].as_manager()

    def __str__(self) -> str:
        return self.number


class Consignments(AgentRows["InboundConsignment"]):
    """Questions about consignments."""

    def taken(self) -> Consignments:
        """Those that were not turned away at the door."""
        return self.exclude(state=ConsignmentState.REFUSED)


class InboundConsignment(models.Model):
    """One delivery of an agent, from the signature to the last piece dealt with.

    Without an agent it stands among the unmatched parcels (无主件) until somebody finds whose
    it is.
    """

    number = models.CharField(max_length=20, unique=True)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="consignments")
    dealer = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="+")
    notice = models.ForeignKey(
        InboundNotice, models.PROTECT, null=True, related_name="consignments"
    )
    state = models.CharField(
        max_length=10, choices=ConsignmentState.choices, default=ConsignmentState.SIGNED
    )
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    round = models.PositiveSmallIntegerField(default=1)
    counted_at = models.DateTimeField(null=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="consignment")
    booked_at = models.DateTimeField(null=True)

    objects = Consignments.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=["signed", "returned", "refused"]) | Q(agent__isnull=False),
                name="only_a_matched_consignment_is_counted",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "signed_at"], name="consignments_by_state"),
            models.Index(fields=["agent", "signed_at"], name="consignments_of_an_agent"),
        ]

    def __str__(self) -> str:
        return self.number


class Parcel(models.Model):
    """One waybill of a consignment, as the courier handed it over."""

    class Condition(models.TextChoices):
        SOUND = "sound", _("Sound")
        TORN = "torn", _("Torn")
        CRUSHED = "crushed", _("Crushed")
        WET = "wet", _("Wet")
        SEAL_BROKEN = "seal_broken", _("Seal broken")

    consignment = models.ForeignKey(InboundConsignment, models.PROTECT, related_name="parcels")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="+")
    waybill = models.CharField(_("waybill"), max_length=32)
    boxes = models.PositiveSmallIntegerField(_("boxes"), default=1)
    weight_g = models.PositiveIntegerField(_("weight in g"), null=True)
    condition = models.CharField(max_length=12, choices=Condition.choices, default=Condition.SOUND)
    courier_name = models.CharField(_("courier"), max_length=40, blank=True)
    odd_waybill_confirmed = models.BooleanField(default=False)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "waybill"], name="a_waybill_is_signed_for_once"
            ),
        ]

    def __str__(self) -> str:
        return self.waybill
