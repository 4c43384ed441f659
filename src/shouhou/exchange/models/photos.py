"""Photos as evidence: of a parcel, of a counted piece, of a difference."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouhou.accounts.models import Attachment
from shouhou.exchange.models.consignments import Parcel
from shouhou.exchange.models.counts import Scan
from shouhou.exchange.models.debts import ExchangeLine
from shouhou.exchange.models.discrepancies import Discrepancy


class Photo(models.Model):
    """One photo, of exactly one thing."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    parcel = models.ForeignKey(Parcel, models.PROTECT, null=True, related_name="photos")
    scan = models.ForeignKey(Scan, models.PROTECT, null=True, related_name="photos")
    discrepancy = models.ForeignKey(Discrepancy, models.PROTECT, null=True, related_name="photos")
    line = models.ForeignKey(ExchangeLine, models.PROTECT, null=True, related_name="photos")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parcel__isnull=False)
                | Q(scan__isnull=False)
                | Q(discrepancy__isnull=False)
                | Q(line__isnull=False),
                name="a_photo_is_of_something",
            ),
        ]

    def __str__(self) -> str:
        return str(self.attachment)

    @property
    def of_what(self) -> str:
        """The number of what it shows: a waybill, a piece or its part, a difference."""
        if self.scan is not None:
            return self.scan.serial or self.scan.part.part_no
        if self.line is not None:
            return self.line.part.part_no
        return str(self.discrepancy or self.parcel)
