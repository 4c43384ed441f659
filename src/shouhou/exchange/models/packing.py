"""The agent's packing list: what he says is in the box."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models.consignments import InboundConsignment
from shouhou.kernel import clock


class PackingList(models.Model):
    """The one list a consignment is compared with: from a workbook, typed by hand, or none."""

    class Origin(models.TextChoices):
        WORKBOOK = "workbook", _("Excel")
        HAND = "hand", _("Typed by hand")
        NONE = "none", _("No list in the box")

    consignment = models.OneToOneField(
        InboundConsignment, models.PROTECT, related_name="packing_list"
    )
    origin = models.CharField(max_length=8, choices=Origin.choices)
    file_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.consignment}"


class PackingListLine(models.Model):
    """One declared line: a part with a quantity, or one piece with its serial.

    `further` are the other numbers that the list has for the piece: one of them may be what the
    counter scans.
    """

    packing_list = models.ForeignKey(PackingList, models.CASCADE, related_name="lines")
    line_no = models.PositiveIntegerField()
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    serial = models.CharField(max_length=40, blank=True)
    further = models.JSONField(default=list)
    fault = models.CharField(max_length=200, blank=True)
    sold_on = models.DateField(null=True)
    warranty_claim = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=100_000),
                name="a_declared_line_has_pieces",
            ),
            models.CheckConstraint(
                condition=Q(serial="") | Q(quantity=1), name="a_declared_serial_is_one_piece"
            ),
            models.UniqueConstraint(
                fields=["packing_list", "serial"],
                condition=~Q(serial=""),
                name="a_serial_is_declared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} ×{self.quantity} {self.serial}"

    @property
    def numbers(self) -> list[str]:
        """Every number the piece is declared by; none for pieces without."""
        return [self.serial, *self.further] if self.serial else []
