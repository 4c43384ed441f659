"""The blind count: one row a scan, so that nothing is lost by a reload or a second counter."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models.consignments import InboundConsignment
from shouhou.kernel import clock
from shouhou.stock.models import Serial


class Eligibility(models.TextChoices):
    """The first judgement at receipt, by hand (S3.3.5)."""

    UNCHECKED = "unchecked", _("Not judged yet")
    IN_WARRANTY = "in_warranty", _("In warranty")
    OUT_OF_WARRANTY = "out_of_warranty", _("Out of warranty")
    USER_DAMAGE = "user_damage", _("User damage suspected")


class CountScans(models.QuerySet["Scan"]):
    """Questions about a count."""

    def counting(self) -> CountScans:
        """The scans that count: of the latest round, not undone."""
        return self.filter(undone_at=None, round=models.F("consignment__round"))


class Scan(models.Model):
    """One thing somebody counted: a piece by its serial, or so many pieces of a part.

    `damaged` says what is wrong with the piece, `foreign` why it should not be in this box.
    An undone scan stays, undone.
    """

    consignment = models.ForeignKey(InboundConsignment, models.PROTECT, related_name="scans")
    round = models.PositiveSmallIntegerField(default=1)
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    serial = models.CharField(max_length=40, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    damaged = models.CharField(max_length=200, blank=True)
    foreign = models.CharField(max_length=200, blank=True)
    eligibility = models.CharField(
        max_length=16, choices=Eligibility.choices, default=Eligibility.UNCHECKED
    )
    scanned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField(default=clock.now)
    undone_at = models.DateTimeField(null=True)

    objects = CountScans.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consignment", "round", "serial"],
                condition=Q(undone_at=None) & ~Q(serial=""),
                name="a_serial_is_counted_once_a_box",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=100_000), name="a_scan_counts_something"
            ),
            models.CheckConstraint(
                condition=Q(serial="") | Q(quantity=1), name="a_scanned_serial_is_one_piece"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} ×{self.quantity} {self.serial}"

    @property
    def numbers(self) -> list[str]:
        """Every number the piece was counted by; none for pieces without. Reads `further`."""
        return [self.serial, *(also.value for also in self.further.all())] if self.serial else []


class ScannedNumber(models.Model):
    """One more number of a counted piece: of its label, or worn by the unit it is.

    The other barcode of a phone names the phone that was counted already, not a second one.
    """

    scan = models.ForeignKey(Scan, models.PROTECT, related_name="further", db_index=False)
    kind = models.CharField(max_length=5, choices=Serial.Kind.choices)
    value = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scan", "value"], name="a_scan_keeps_each_number_of_a_label_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["value"], name="scans_of_a_further_number")]

    def __str__(self) -> str:
        return self.value
