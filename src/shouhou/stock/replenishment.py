"""What the turnover warehouse lacks, and what the main one could send it (S3.4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Sum

from shouhou.catalog.models import Part
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Demand, Holding, Line
from shouhou.stock.models.demands import UNDER_WAY
from shouhou.stock.places import Code
from shouhou.stock.queries import free_by_part


@dataclass(frozen=True)
class Need:
    """One part: good and unpromised pieces on the shelf, owed for want of stock, and on their way.

    `at_main` are the pieces that the main warehouse could still send.
    """

    part: Part
    free: int
    short: int
    coming: int
    at_main: int

    @property
    def is_low(self) -> bool:
        """Whether the shelf is below its minimum, or agents wait for what is not there."""
        return self.free < self.part.turnover_min or self.short > 0

    @property
    def room(self) -> int:
        """How many more pieces fill what is short and the shelf up to its maximum."""
        return max(0, self.part.turnover_max + self.short - self.free - self.coming)

    @property
    def suggested(self) -> int:
        """How many pieces to ask the main warehouse for now."""
        return min(self.room, self.at_main)


def needs(parts: QuerySet[Part]) -> list[Need]:
    """What each of the parts has and lacks, in part order, in a fixed number of queries."""
    good = Holding.objects.filter(condition=Condition.GOOD, part__in=parts)
    free = free_by_part(good.filter(warehouse__code=Code.TURNOVER))
    at_main = free_by_part(good.filter(warehouse__code=Code.MAIN))
    waiting = Demand.objects.short().filter(place__code=Code.TURNOVER, part__in=parts).order_by()
    missing = Sum(F("quantity") - F("promised") - F("closed"))
    short: dict[int, int] = dict(waiting.values_list("part").annotate(pieces=missing))
    coming, leaving = _pieces(_coming()), _pieces(_leaving())
    return [
        Need(
            part,
            free=free.get(part.pk, 0),
            short=short.get(part.pk, 0),
            coming=coming.get(part.pk, 0),
            at_main=max(0, at_main.get(part.pk, 0) - leaving.get(part.pk, 0)),
        )
        for part in parts.order_by("part_no")
    ]


def low() -> list[Need]:
    """The parts that the turnover warehouse has too few of."""
    waited_for = Demand.objects.short().filter(place__code=Code.TURNOVER).order_by()
    kept = Part.objects.approved().filter(turnover_min__gt=0)
    short = Part.objects.approved().filter(pk__in=waited_for.values("part"))
    return [need for need in needs(kept | short) if need.is_low]


def to_ask_for() -> list[Need]:
    """What is low and the main warehouse could send now."""
    return [need for need in low() if need.suggested]


def _pieces(lines: QuerySet[Line]) -> dict[int, int]:
    rows: Any = lines.order_by().values_list("source__part")
    return dict(rows.annotate(Sum("quantity")))


def _coming() -> QuerySet[Line]:
    """Good pieces of transfers to the turnover warehouse that have not arrived.

    A transfer counts from the moment it is asked for until it arrives, is given up or taken back.
    """
    lines = Line.objects.filter(
        document__kind=Kind.TRANSFER_IN,
        document__state__in=UNDER_WAY,
        target__warehouse__code=Code.TURNOVER,
        target__condition=Condition.GOOD,
    )
    return lines.exclude(document__transfer_ended__sent__reversed_by__state=State.POSTED)


def _leaving() -> QuerySet[Line]:
    """Good pieces of the main warehouse that a transfer will take but has not taken yet."""
    return Line.objects.filter(
        document__kind=Kind.TRANSFER_OUT,
        document__state__in=UNDER_WAY,
        source__warehouse__code=Code.MAIN,
        source__condition=Condition.GOOD,
    )
