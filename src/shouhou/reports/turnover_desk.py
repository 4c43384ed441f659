"""What waits in the turnover warehouse: pieces to test and swap, and parts below their minimum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from shouhou.catalog.models import Part, PartSubstitute
from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import (
    ExchangeLine,
    ExchangeOrder,
    HandoverLine,
    ReturnObligation,
    ReturnSettlement,
)
from shouhou.exchange.obligations import fitting
from shouhou.stock.models import Condition, Holding
from shouhou.stock.places import Code


@dataclass(frozen=True)
class Waiting:
    """One line that lies there untested: how many pieces, how many good ones are free for it."""

    line: ExchangeLine
    pieces: int
    free: int
    substitutes: tuple[Part, ...]
    owes: int
    """Old parts that its agent owes and these could be."""


@dataclass(frozen=True)
class Low:
    """A part whose good pieces fell below its minimum."""

    part: Part
    good: int

    @property
    def to_order(self) -> int:
        """How many pieces fill it up to its maximum."""
        return max(0, self.part.turnover_max - self.good)


def untested() -> QuerySet[ExchangeLine]:
    """Lines with pieces taken over: neither swapped, nor old parts, nor marked to go back."""
    taken = HandoverLine.objects.filter(
        line=OuterRef("pk"), handover__state=HandoverState.ACCEPTED
    ).values("line")
    standing = ExchangeOrder.objects.standing()
    swapped = standing.filter(line=OuterRef("pk"), replaces=None).values("line")
    old_parts = ReturnSettlement.objects.standing().filter(line=OuterRef("pk")).values("line")
    lines = ExchangeLine.objects.filter(route=ExchangeLine.Route.TURNOVER).owed()
    counted = lines.annotate(
        untested=_sum(taken) - _sum(swapped) - _sum(old_parts) - F("to_return")
    )
    return counted.filter(untested__gt=0)


def waiting() -> list[Waiting]:
    """What is to be tested and swapped, oldest first, with what could go for it."""
    lines = list(untested().select_related("agent", "part", "consignment"))
    parts = {line.part_id for line in lines}
    substitutes = _substitutes(parts)
    free = _good_by_part(parts)
    owed = _old_parts_owed(lines)
    return [
        Waiting(
            line,
            line.untested,  # type: ignore[attr-defined]  # annotated
            free.get(line.part_id, 0),
            tuple(substitutes.get(line.part_id, ())),
            owed.get((line.agent_id, line.part_id), 0),
        )
        for line in lines
    ]


def _old_parts_owed(lines: list[ExchangeLine]) -> dict[tuple[int, int], int]:
    """Outstanding old parts by agent and part; those that only a substitute answers for too."""
    owed: dict[tuple[int, int], int] = {}
    agents = {line.agent_id for line in lines}
    outstanding = ReturnObligation.objects.outstanding().filter(agent__in=agents)
    if not outstanding.exists():
        return owed
    for line in lines:
        key = line.agent_id, line.part_id
        if key not in owed:
            owed[key] = sum(count for _one, count in fitting(line))
    return owed


def low() -> list[Low]:
    """The parts whose good pieces in the turnover warehouse are below their minimum."""
    parts = Part.objects.filter(turnover_min__gt=0)
    good = _good_by_part(parts.values_list("pk", flat=True))
    short = [Low(part, good.get(part.pk, 0)) for part in parts.order_by("part_no")]
    return [row for row in short if row.good < row.part.turnover_min]


def _sum(rows: QuerySet[Any, Any]) -> Coalesce:
    totals = rows.order_by().annotate(total=Sum("quantity")).values("total")
    return Coalesce(Subquery(totals, output_field=IntegerField()), 0)


def _good_by_part(parts: Iterable[int]) -> dict[int, int]:
    """Good pieces of the turnover warehouse that nobody was promised, by part."""
    there = Q(warehouse__code=Code.TURNOVER) | Q(place__code=Code.TURNOVER)
    shelves = Holding.objects.filter(there, part__in=list(parts), condition=Condition.GOOD)
    sums = shelves.values("part").annotate(unpromised=Sum(F("balance") - F("reserved")))
    return {row["part"]: row["unpromised"] for row in sums.order_by()}


def _substitutes(parts: Iterable[int]) -> dict[int, list[Part]]:
    approved = PartSubstitute.objects.filter(part__in=list(parts), approved_by__isnull=False)
    found: dict[int, list[Part]] = {}
    for row in approved.select_related("substitute").order_by("substitute__part_no"):
        found.setdefault(row.part_id, []).append(row.substitute)
    return found
