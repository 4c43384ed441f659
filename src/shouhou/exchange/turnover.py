"""The turnover warehouse's register and its day (Form S4.5): good and bad, in and out, balanced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeOrder
from shouhou.stock.models import Condition, Holding, Move
from shouhou.stock.places import Code


@dataclass
class Figures:
    """Good pieces and the others (pending, held, defective), side by side."""

    good: int = 0
    bad: int = 0


@dataclass(frozen=True)
class Entry:
    """One line of the register: pieces that went in or out, and what stood there afterwards.

    `pair` is the exchange order that swapped these pieces, if one did.
    """

    move: Move
    good_in: int
    good_out: int
    bad_in: int
    bad_out: int
    good_balance: int
    bad_balance: int
    pair: str


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


def entries(first: date, last: date, part: Part | None = None) -> Iterator[Entry]:
    """The register between two days, both included, in the order of the postings."""
    standing = _morning(first)
    moves = list(_moves(first, last, part).order_by("pk"))
    pairs = _pairs(moves)
    for move in moves:
        came, went = _came(move), _went(move)
        figures = standing[move.source.part_id]
        figures.good += came.good - went.good
        figures.bad += came.bad - went.bad
        yield Entry(
            move,
            good_in=came.good,
            good_out=went.good,
            bad_in=came.bad,
            bad_out=went.bad,
            good_balance=figures.good,
            bad_balance=figures.bad,
            pair=pairs.get(move.pk, ""),
        )


def days(day: date) -> list[Day]:
    """Every part that stood or moved on `day`, with both identities, in part order."""
    standing = _morning(day)
    parts = Part.objects.in_bulk(standing.keys())
    rows = {
        part_id: Day(parts[part_id], good_open=figures.good, bad_open=figures.bad)
        for part_id, figures in standing.items()
    }
    for move in _moves(day, day, None):
        came, went, row = _came(move), _went(move), rows[move.source.part_id]
        row.good_in += came.good
        row.good_out += went.good
        row.bad_in += came.bad
        row.bad_out += went.bad
    standing_rows = [row for row in rows.values() if any(_figures(row))]
    return sorted(standing_rows, key=lambda row: row.part.part_no)


def _morning(day: date) -> defaultdict[int, Figures]:
    """What stood there before the first posting of `day`, by part: today less what moved since."""
    standing: defaultdict[int, Figures] = defaultdict(Figures)
    for holding in Holding.objects.filter(warehouse__code=Code.TURNOVER):
        figures = standing[holding.part_id]
        if holding.condition == Condition.GOOD:
            figures.good += holding.balance
        else:
            figures.bad += holding.balance
    for move in _moves(day, None, None):
        came, went, figures = _came(move), _went(move), standing[move.source.part_id]
        figures.good -= came.good - went.good
        figures.bad -= came.bad - went.bad
    return standing


def _moves(first: date, last: date | None, part: Part | None) -> QuerySet[Move]:
    at_turnover = Q(source__warehouse__code=Code.TURNOVER) | Q(
        target__warehouse__code=Code.TURNOVER
    )
    moves = Move.objects.filter(at_turnover, document__book_date__gte=first)
    if last is not None:
        moves = moves.filter(document__book_date__lte=last)
    if part is not None:
        moves = moves.filter(source__part=part)
    return moves.select_related(
        "source__part__model",
        "source__place",
        "source__warehouse",
        "source__lot",
        "target__place",
        "target__warehouse",
        "document__agent",
        "document__made_by",
        "document__posted_by",
        "unit",
    )


def _came(move: Move) -> Figures:
    return _counted(move.target, move.quantity)


def _went(move: Move) -> Figures:
    return _counted(move.source, move.quantity)


def _counted(end: Holding, quantity: int) -> Figures:
    """One end of a move, if it is in the turnover warehouse."""
    if end.warehouse.code != Code.TURNOVER:
        return Figures()
    is_good = end.condition == Condition.GOOD
    return Figures(good=quantity) if is_good else Figures(bad=quantity)


def _pairs(moves: list[Move]) -> dict[int, str]:
    """The exchange order behind each move: it judged the old pieces, or promised the new."""
    documents = {move.document_id for move in moves}
    judged = dict(
        ExchangeOrder.objects.filter(judgement__in=documents).values_list("judgement", "number")
    )
    promised = dict(
        ExchangeOrder.objects.filter(
            demand__reservations__lines__document__in=documents
        ).values_list("demand__reservations__lines__move", "number")
    )
    return {move.pk: judged.get(move.document_id) or promised.get(move.pk) or "" for move in moves}


def _figures(row: Day) -> tuple[int, ...]:
    return (row.good_open, row.good_in, row.good_out, row.bad_open, row.bad_in, row.bad_out)
