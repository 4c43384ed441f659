"""The questions about the ledger: what stands where, today or on any past day, and whose life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shouhou.kernel import clock, identifiers
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Holding, Line, Move, Serial, Unit


@dataclass(frozen=True)
class Step:
    """One step of a unit's life: a posted document took it from one holding to another."""

    move: Move

    @property
    def came_from_outside(self) -> bool:
        """Whether the piece entered the house by this step."""
        return self.move.source.outside and not self.move.target.outside


def stock(day: date | None = None) -> QuerySet[Holding]:
    """The shelves with their `on_day`: today's balance, or that at the end of a past `day`.

    A past balance is today's less what moved since; reading it needs no history of balances.
    """
    shelves = Holding.objects.filter(outside=False).select_related("place", "part", "lot")
    if day is None or day >= clock.today():
        return shelves.annotate(on_day=F("balance")).exclude(balance=0, reserved=0)
    since = Line.objects.filter(document__state=State.POSTED, document__book_date__gt=day)
    came = since.filter(target=OuterRef("pk")).values("target")
    went = since.filter(source=OuterRef("pk")).values("source")
    return shelves.annotate(
        on_day=F("balance") - total(came) + total(went),
    ).exclude(on_day=0)


def free_by_part(shelves: QuerySet[Holding]) -> dict[int, int]:
    """The pieces on these shelves that nobody was promised, by part. One query."""
    rows = shelves.order_by().values_list("part")
    return dict(rows.annotate(pieces=Sum(F("balance") - F("reserved"))))


def total(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many pieces the rows of the outer query's row have together, 0 for none.

    `rows` are reduced to the one column by which they belong to it.
    """
    totals = rows.order_by().annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(totals, output_field=BigIntegerField()), 0)


def moves_of(unit: Unit) -> QuerySet[Move]:
    """Every move of a unit, the newest first."""
    moves = unit.moves.select_related(
        "document__agent", "document__posted_by", "source__place", "target__place"
    )
    return moves.order_by("-pk")


def life_of(unit: Unit) -> list[Step]:
    """Every step of a unit, the newest first."""
    return [Step(move) for move in moves_of(unit)]


def bearers(number: str) -> QuerySet[Unit]:
    """The units that wear or ever wore this number, however it was typed."""
    worn = Serial.objects.filter(value=identifiers.normalise(number)).values("unit_id")
    return Unit.objects.filter(pk__in=worn).select_related("part", "holding__place")


def card_of(holding: Holding) -> QuerySet[Move]:
    """The bin card: what went in and out of a holding, the newest first."""
    moves = Move.objects.filter(Q(source=holding) | Q(target=holding))
    return moves.select_related("document__agent", "document__posted_by", "unit").order_by("-pk")
