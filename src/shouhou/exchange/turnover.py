"""The turnover warehouse's books: what stood in it on a day, and what went in and out (S3.4.6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from shouhou.catalog.models import Part
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Holding, Line
from shouhou.stock.places import Code, place

FLOWS = ("good_in", "good_out", "bad_in", "bad_out")


@dataclass
class Figures:
    """Good pieces and the others (pending, held, defective), side by side."""

    good: int = 0
    bad: int = 0


@dataclass
class Day:
    """One part on one day: opening + in − out = closing, for good pieces and for bad ones."""

    part: Part
    good_open: int = 0
    good_in: int = 0
    good_out: int = 0
    bad_open: int = 0
    bad_in: int = 0
    bad_out: int = 0

    @property
    def good_close(self) -> int:
        """Good pieces at the end of the day."""
        return self.good_open + self.good_in - self.good_out

    @property
    def bad_close(self) -> int:
        """Defective, pending and held pieces at the end of the day."""
        return self.bad_open + self.bad_in - self.bad_out

    @property
    def moved(self) -> bool:
        """Whether anything went in or out."""
        return any((self.good_in, self.good_out, self.bad_in, self.bad_out))


def days(day: date) -> list[Day]:
    """Every part that stood or moved on `day`, with both identities, in part order."""
    standing = standing_before(day)
    flows = {row["source__part"]: row for row in flows_of(posted(day, day), "source__part")}
    parts = Part.objects.in_bulk(standing.keys() | flows.keys())
    rows = [
        Day(
            part,
            good_open=standing[pk].good,
            bad_open=standing[pk].bad,
            **{name: flows.get(pk, {}).get(name, 0) for name in FLOWS},
        )
        for pk, part in parts.items()
    ]
    stood = [row for row in rows if row.moved or row.good_open or row.bad_open]
    return sorted(stood, key=lambda row: row.part.part_no)


def posted(first: date, last: date | None = None) -> QuerySet[Line]:
    """The posted lines between two days, both included, that change what is in the warehouse.

    A piece that only changes its bin, or one bad condition for another, neither comes nor goes.
    """
    lines = Line.objects.filter(document__state=State.POSTED, document__book_date__gte=first)
    if last is not None:
        lines = lines.filter(document__book_date__lte=last)
    ends = _ends()
    crosses = (ends.leaves & ~ends.comes) | (ends.comes & ~ends.leaves)
    turns = (ends.was_good & ~ends.is_good) | (~ends.was_good & ends.is_good)
    return lines.filter(crosses | (ends.leaves & ends.comes & turns))


def flows_of(lines: QuerySet[Line], *keys: str) -> QuerySet[Line, dict[str, Any]]:
    """What came and went by these lines, good and bad (`FLOWS`), summed over each of `keys`."""
    ends = _ends()
    sums: QuerySet[Line, dict[str, Any]] = (
        lines.order_by()
        .values(*keys)
        .annotate(
            good_in=Sum("quantity", filter=ends.comes & ends.is_good, default=0),
            good_out=Sum("quantity", filter=ends.leaves & ends.was_good, default=0),
            bad_in=Sum("quantity", filter=ends.comes & ~ends.is_good, default=0),
            bad_out=Sum("quantity", filter=ends.leaves & ~ends.was_good, default=0),
        )
    )
    return sums


def standing_before(day: date) -> defaultdict[int, Figures]:
    """What stood there before the first posting of `day`, by part: today less what moved since."""
    standing: defaultdict[int, Figures] = defaultdict(Figures)
    for holding in Holding.objects.filter(warehouse__code=Code.TURNOVER):
        figures = standing[holding.part_id]
        if holding.condition == Condition.GOOD:
            figures.good += holding.balance
        else:
            figures.bad += holding.balance
    for row in flows_of(posted(day), "source__part"):
        figures = standing[row["source__part"]]
        figures.good -= row["good_in"] - row["good_out"]
        figures.bad -= row["bad_in"] - row["bad_out"]
    return standing


@dataclass(frozen=True)
class _Ends:
    """Where a line leaves and arrives, and as what, as conditions on it."""

    leaves: Q
    comes: Q
    was_good: Q
    is_good: Q


def _ends() -> _Ends:
    here = place(Code.TURNOVER).pk
    return _Ends(
        leaves=Q(source__warehouse=here),
        comes=Q(target__warehouse=here),
        was_good=Q(source__condition=Condition.GOOD),
        is_good=Q(target__condition=Condition.GOOD),
    )
