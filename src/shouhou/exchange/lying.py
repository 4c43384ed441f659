"""The bad pieces in the turnover warehouse, debt by debt: when they came, and when they left.

They come by a slip that the custodian accepted, and leave by a posted judgement or by a document
that sends them back as they came. Both are counted on their book dates.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import (
    ExchangeLine,
    ExchangeOrder,
    HandoverLine,
    ReturnSettlement,
    Settlement,
)
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.places import Code, place
from shouhou.stock.queries import total

AGED_AFTER = timedelta(days=7)
"""Form S4.5 counts the bad pieces that have lain there for longer."""


@dataclass(frozen=True)
class Stay:
    """The pieces of one debt in the warehouse: how many came (+) and left (−), day by day."""

    line: ExchangeLine
    events: tuple[tuple[date, int], ...]

    def pieces(self, day: date) -> int:
        """How many lay there when the day ended."""
        return sum(count for at, count in self.events if at <= day)

    def aged(self, day: date) -> int:
        """How many of them had come more than seven days before; the oldest leave first."""
        since = day - AGED_AFTER
        lately = sum(count for at, count in self.events if since <= at <= day and count > 0)
        return max(0, self.pieces(day) - lately)


def stays(first: date, last: date) -> list[Stay]:
    """Every debt of which something lay there between two days, in a fixed number of queries."""
    lines = _lines(first, last)
    of_them = {"line__in": list(lines)}
    came = _came(**of_them).values_list("line", "handover__document__book_date", "quantity")
    judged = _judged(**of_them).values_list("line", "judgement__book_date", "quantity")
    taken = _taken(**of_them).values_list("line", "document__book_date", "quantity")
    sent_back = _sent_back(**of_them).values_list(
        "line", "document_line__document__book_date", "quantity"
    )
    events: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    for sign, rows in ((1, came), (-1, judged), (-1, taken), (-1, sent_back)):
        for line_id, day, count in rows:
            assert day is not None  # they are all posted
            events[line_id].append((day, sign * count))
    return [Stay(line, tuple(sorted(events[pk]))) for pk, line in lines.items()]


def _lines(first: date, last: date) -> dict[int, ExchangeLine]:
    """The debts that came by `last` and were not all gone before `first`."""
    own, before = {"line": OuterRef("pk")}, first - timedelta(days=1)
    came = _came(**own, handover__document__book_date__lte=last)
    judged = _judged(**own, judgement__book_date__lte=before)
    taken = _taken(**own, document__book_date__lte=before)
    sent_back = _sent_back(**own, document_line__document__book_date__lte=before)
    lines = ExchangeLine.objects.filter(route=ExchangeLine.Route.TURNOVER)
    stayed = lines.annotate(
        stayed=_pieces(came) - _pieces(judged) - _pieces(taken) - _pieces(sent_back)
    )
    return stayed.filter(stayed__gt=0).select_related("part").in_bulk()


def _came(**asked: Any) -> QuerySet[HandoverLine]:
    to_us = Q(handover__target__code=Code.TURNOVER, handover__state=HandoverState.ACCEPTED)
    return HandoverLine.objects.filter(to_us, **asked)


def _judged(**asked: Any) -> QuerySet[ExchangeOrder]:
    orders = ExchangeOrder.objects.filter(judgement__state=State.POSTED, replaces=None)
    return orders.filter(**asked)


def _taken(**asked: Any) -> QuerySet[ReturnSettlement]:
    """What was judged as an old part that its agent owed."""
    return ReturnSettlement.objects.filter(document__state=State.POSTED, **asked)


def _sent_back(**asked: Any) -> QuerySet[Settlement]:
    """What went back as it came; a reversal of that is negative."""
    here = place(Code.TURNOVER).pk
    gone = Q(kind=Settlement.Kind.RETURNED, document_line__source__warehouse=here)
    back = Q(
        kind=Settlement.Kind.REVERSED,
        document_line__target__warehouse=here,
        document_line__document__reverses__kind=Kind.RETURN_AS_IS,
    )
    return Settlement.objects.filter(gone | back, **asked)


def _pieces(rows: QuerySet[Any]) -> Coalesce:
    return total(rows.values("line"))
