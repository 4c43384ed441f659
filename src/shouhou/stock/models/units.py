"""Units and the serials they wear: a serial-tracked piece, by any number it ever bore."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.stock.models.holdings import Holding, Lot


class Unit(models.Model):
    """One serial-tracked piece: its identity, and the one holding where it stands.

    `label` is the number it is called by today (its first live serial), for lists and paper.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="units")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+", db_index=False)
    label = models.CharField(max_length=40)
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="units")
    last_document = models.ForeignKey(
        "stock.Document", models.PROTECT, null=True, related_name="+", db_index=False
    )
    known_since = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.label


class Serial(models.Model):
    """One number that a unit wears or once wore; a live number has one bearer over all kinds."""

    class Kind(models.TextChoices):
        IMEI1 = "imei1", _("IMEI 1")
        IMEI2 = "imei2", _("IMEI 2")
        MEID = "meid", _("MEID")
        SN = "sn", _("SN")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="serials")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=40)
    live = models.BooleanField(default=True)
    worn_since = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["value"], condition=Q(live=True), name="a_live_serial_has_one_bearer"
            ),
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(live=True), name="a_unit_wears_one_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(live=True, retired_at=None) | Q(live=False, retired_at__isnull=False),
                name="a_retired_serial_has_its_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["value"], name="bearers_of_a_serial")]

    def __str__(self) -> str:
        return self.value
