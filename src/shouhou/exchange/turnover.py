"""The turnover warehouse's register and its day (Form S4.5): good and bad, in and out, balanced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shouhou.catalog.models import Part
from shouhou.stock.models import Condition, Holding, Move
from shouhou.stock.places import Code, place


@dataclass(frozen=True)
class Entry:
    """One line of the register: a piece or pieces that went in or out of the warehouse."""

    move: Move
    good_in: int
    good_out: int
    bad_in: int
    bad_out: int


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


def entries(first: date, last: date, part: Part | None = None) -> Iterable[Entry]:
    """The register between two days, both included, in the order of the postings."""
    turnover = place(Code.TURNOVER).pk
    for move in _moves(first, last, part).order_by("document__posted_at", "pk").iterator(500):
        yield _entry(move, turnover)


def days(day: date) -> list[Day]:
    """Every part that stood or moved on `day`, with both identities, in part order."""
    turnover = place(Code.TURNOVER).pk
    rows: dict[int, Day] = {}
    for holding in Holding.objects.filter(place_id=turnover).select_related("part"):
        row = rows.setdefault(holding.part_id, Day(holding.part))
        if holding.condition == Condition.GOOD:
            row.good_open += holding.balance
        else:
            row.bad_open += holding.balance
    _roll_back(rows, day, turnover)
    for move in _moves(day, day, None):
        entry = _entry(move, turnover)
        row = rows[move.source.part_id]
        row.good_in += entry.good_in
        row.good_out += entry.good_out
        row.bad_in += entry.bad_in
        row.bad_out += entry.bad_out
    standing = [row for row in rows.values() if any(_figures(row))]
    return sorted(standing, key=lambda row: row.part.part_no)


def _roll_back(rows: dict[int, Day], day: date, turnover: int) -> None:
    """Turn today's balances into those of the morning of `day`."""
    since: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for move in _moves(day, None, None):
        entry = _entry(move, turnover)
        since[move.source.part_id][0] += entry.good_in - entry.good_out
        since[move.source.part_id][1] += entry.bad_in - entry.bad_out
    for part_id, (good, bad) in since.items():
        rows[part_id].good_open -= good
        rows[part_id].bad_open -= bad


def _moves(first: date, last: date | None, part: Part | None) -> QuerySet[Move]:
    turnover = Q(source__place__code=Code.TURNOVER) | Q(target__place__code=Code.TURNOVER)
    moves = Move.objects.filter(turnover, document__book_date__gte=first)
    if last is not None:
        moves = moves.filter(document__book_date__lte=last)
    if part is not None:
        moves = moves.filter(source__part=part)
    return moves.select_related(
        "source__part",
        "source__place",
        "target__place",
        "document__agent",
        "document__made_by",
        "document__posted_by",
        "unit",
    )


def _entry(move: Move, turnover: int) -> Entry:
    came, went = move.target.place_id == turnover, move.source.place_id == turnover
    good_in = move.quantity if came and move.target.condition == Condition.GOOD else 0
    good_out = move.quantity if went and move.source.condition == Condition.GOOD else 0
    return Entry(
        move,
        good_in=good_in,
        good_out=good_out,
        bad_in=move.quantity - good_in if came else 0,
        bad_out=move.quantity - good_out if went else 0,
    )


def _figures(row: Day) -> tuple[int, ...]:
    return (row.good_open, row.good_in, row.good_out, row.bad_open, row.bad_in, row.bad_out)
