"""Shipments: what one agent is sent at once, and the posted documents inside."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.partners.models import Agent, Carrier
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models.manifests import Manifest
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document

TRAVELLING = (Kind.OUTBOUND, Kind.RETURN_AS_IS)
"""The kinds of document whose goods travel to an agent."""


class Service(models.TextChoices):
    """How the carrier brings it."""

    STANDARD = "standard", _("Standard")
    ROAD = "road", _("By road")
    AIR = "air", _("By air")


class Payer(models.TextChoices):
    """Who pays the freight."""

    MONTHLY = "monthly", _("Sender, monthly account")
    RECEIVER = "receiver", _("Receiver")


class Shipments(models.QuerySet["Shipment"]):
    """Questions about shipments."""

    def visible_to(self, user: User) -> Shipments:
        """All of them for the department; an agent sees its own."""
        if user.sees_every_agent:
            return self
        return self.filter(agent__memberships__user=user)

    def live(self) -> Shipments:
        """Those that were not given up."""
        return self.exclude(state=State.VOID)

    def in_the_house(self) -> Shipments:
        """Those that no courier has taken yet."""
        return self.live().filter(manifest=None)


class Shipment(models.Model):
    """One consignment to one agent: packed, checked, booked with a carrier, handed over.

    The consignee is kept as it was typed when the shipment was made, whatever becomes of the
    agent's address. `parcels` are the boxes that hold something, counted when packing was
    finished; the fields of the logistics list are empty until it is booked.
    """

    number = models.CharField(max_length=20, unique=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="shipments")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    consignee_name = models.CharField(_("consignee"), max_length=80)
    consignee_contact = models.CharField(_("contact"), max_length=40)
    consignee_phone = models.CharField(_("phone"), max_length=20)
    consignee_address = models.CharField(_("address"), max_length=200)
    remark = models.CharField(_("remark"), max_length=400, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=clock.now)
    parcels = models.PositiveSmallIntegerField(_("parcels"), default=0)
    packed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    packed_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(null=True)
    carrier = models.ForeignKey(Carrier, models.PROTECT, null=True, related_name="shipments")
    service = models.CharField(_("service"), max_length=8, choices=Service.choices, blank=True)
    waybill_no = models.CharField(_("waybill"), max_length=32, blank=True)
    payer = models.CharField(_("payer"), max_length=8, choices=Payer.choices, blank=True)
    monthly_account = models.CharField(_("monthly account"), max_length=30, blank=True)
    weight_g = models.PositiveIntegerField(_("weight in grams"), null=True)
    declared_fen = models.PositiveBigIntegerField(_("declared value"), null=True)
    insured_fen = models.PositiveBigIntegerField(_("insured value"), null=True)
    premium_fen = models.PositiveBigIntegerField(_("premium"), null=True)
    contains_lithium = models.BooleanField(_("contains lithium batteries"), default=False)
    booked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    booked_at = models.DateTimeField(null=True)
    manifest = models.ForeignKey(Manifest, models.PROTECT, null=True, related_name="shipments")

    objects = Shipments.as_manager()

    class Meta:
        verbose_name = _("shipment")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["carrier", "waybill_no"],
                condition=~Q(state=State.VOID) & ~Q(waybill_no=""),
                name="a_waybill_is_used_once_a_carrier",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.VOID])
                | Q(packed_by__isnull=False, packed_at__isnull=False, parcels__gt=0),
                name="a_packed_shipment_names_its_packer",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CHECKED)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="a_checked_shipment_names_its_checker",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("packed_by")),
                name="nobody_checks_his_own_packing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.BOOKED, State.PICKED_UP])
                | (
                    Q(carrier__isnull=False, weight_g__gt=0, premium_fen__isnull=False)
                    & ~Q(waybill_no="")
                    & ~Q(service="")
                    & ~Q(payer="")
                ),
                name="a_booked_shipment_has_its_waybill",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.BOOKED, State.PICKED_UP])
                | Q(insured_fen__isnull=False, insured_fen__lte=F("declared_fen")),
                name="no_more_is_insured_than_declared",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PICKED_UP, manifest__isnull=False)
                | (~Q(state=State.PICKED_UP) & Q(manifest=None)),
                name="what_left_stands_on_a_manifest",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "made_at"], name="shipments_waiting"),
        ]

    def __str__(self) -> str:
        return self.number


class ShipmentDocument(models.Model):
    """One posted document travels in one shipment, until that is void and `freed_at` is set."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="carried")
    document = models.ForeignKey(Document, models.PROTECT, related_name="travels")
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(freed_at=None),
                name="a_document_travels_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} → {self.shipment}"
