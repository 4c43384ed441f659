"""Holdings and the moves between them: the ledger itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.stock.models.places import Place


class Condition(models.TextChoices):
    """The four conditions a piece can be in; where it is, is a place."""

    PENDING = "pending", _("Pending inspection")
    GOOD = "good", _("Good")
    HOLD = "hold", _("On hold")
    DEFECTIVE = "defective", _("Defective")


class Lot(models.Model):
    """A production lot. "No lot" is the row with the code "-", so that a holding always has one."""

    NONE = "-"
    code = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.code


class Holding(models.Model):
    """How many pieces of one part, condition and lot stand in one place, and are promised there.

    `balance` follows the moves and nothing else; `last_document` is the document that changed it
    last. Both are kept so by guards in the database.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="holdings")
    warehouse = models.ForeignKey(Place, models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, related_name="holdings")
    condition = models.CharField(max_length=9, choices=Condition.choices)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    outside = models.BooleanField()
    balance = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    last_document = models.ForeignKey(
        "stock.Document", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "part", "condition", "lot"], name="a_holding_is_one_row"
            ),
            models.CheckConstraint(
                condition=Q(outside=True) | Q(reserved__gte=0, balance__gte=F("reserved")),
                name="shelves_never_go_negative",
            ),
            models.CheckConstraint(
                condition=Q(outside=False) | Q(reserved=0), name="nothing_outside_is_promised"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["part", "condition", "place"], name="stock_by_part_and_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.part} {self.get_condition_display()}"

    @property
    def free(self) -> int:
        """How many pieces stand there that nobody was promised."""
        return self.balance - self.reserved


class Move(models.Model):
    """One transfer of one part, or of one unit, from one holding to another. Never rewritten."""

    line = models.OneToOneField("stock.Line", models.PROTECT, related_name="move")
    document = models.ForeignKey(
        "stock.Document", models.PROTECT, related_name="moves", db_index=False
    )
    source = models.ForeignKey(Holding, models.PROTECT, related_name="moves_out", db_index=False)
    target = models.ForeignKey(Holding, models.PROTECT, related_name="moves_in", db_index=False)
    unit = models.ForeignKey(
        "stock.Unit", models.PROTECT, null=True, related_name="moves", db_index=False
    )
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=1_000_000), name="a_move_moves_something"
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(quantity=1), name="a_unit_moves_alone"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_move_has_two_ends"),
            models.UniqueConstraint(
                fields=["unit", "document"],
                condition=Q(unit__isnull=False),
                name="a_unit_moves_once_a_document",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["source", "document"], name="moves_out_of_a_holding"),
            models.Index(fields=["target", "document"], name="moves_into_a_holding"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.quantity}"
