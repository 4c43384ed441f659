"""Boxes and the scans that filled them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.shipping.models.shipments import Shipment
from shouhou.stock.models import Unit


class Boxes(models.QuerySet["Box"]):
    """Questions about boxes."""

    def filled(self) -> Boxes:
        """The boxes that hold something; one whose scans were all undone is no box any more."""
        return self.filter(scans__undone_at=None, scans__isnull=False).distinct()


class Box(models.Model):
    """One box of a shipment, by its number; it comes into being with the first scan into it."""

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="boxes")
    box_no = models.PositiveSmallIntegerField(_("box"))
    seal_no = models.CharField(_("seal"), max_length=30, blank=True)
    weight_g = models.PositiveIntegerField(_("gross weight in grams"), null=True)

    objects = Boxes.as_manager()

    class Meta:
        verbose_name = _("box")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shipment", "box_no"], name="a_box_has_its_number"),
            models.CheckConstraint(condition=Q(box_no__gt=0), name="boxes_are_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.shipment}-{self.box_no:02}"


class Scans(models.QuerySet["PackScan"]):
    """Questions about pack scans."""

    def standing(self) -> Scans:
        """Those that nobody took back: what lies in the boxes."""
        return self.filter(undone_at=None)


class PackScan(models.Model):
    """One scan into a box: a unit, or so many pieces of a part kept by quantity.

    A scan is never changed or deleted, only undone, and names who did either: it is its own
    trail.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="scans")
    box = models.ForeignKey(Box, models.PROTECT, related_name="scans")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="pack_scans")
    quantity = models.PositiveIntegerField(default=1)
    scanned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = Scans.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shipment", "unit"],
                condition=Q(unit__isnull=False, undone_at=None),
                name="a_unit_is_packed_once_a_shipment",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="a_scan_packs_something"),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(quantity=1), name="a_unit_is_packed_alone"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="an_undone_scan_names_who_undid_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.box}: {self.unit or self.part} ×{self.quantity}"
