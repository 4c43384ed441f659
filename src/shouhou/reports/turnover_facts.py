"""What the turnover warehouse's sums are made of: figures of one day, part and agent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Sum

from shouhou.exchange.models import ExchangeOrder, Settlement, TurnoverClose
from shouhou.exchange.turnover import FLOWS, flows_of, posted
from shouhou.kernel import clock
from shouhou.stock.kinds import Kind
from shouhou.stock.models import ShortageEntry
from shouhou.stock.places import Code, place

Grounds = ExchangeOrder.Grounds
OWN_PIECES = (Grounds.REPAIRED, Grounds.POOLED)
"""These exchanges ask nothing of the shelf: the piece itself was repaired."""


@dataclass
class Tally:
    """So many pieces of each sort; `counts` are the counts of good pieces behind `difference`."""

    good_in: int = 0
    good_out: int = 0
    bad_in: int = 0
    bad_out: int = 0
    pairs: int = 0
    fell_short: int = 0
    filled: int = 0
    demanded: int = 0
    served: int = 0
    difference: int = 0
    counts: int = 0

    def add(self, other: Tally) -> None:
        """Count the other's pieces with one's own."""
        for field in fields(self):
            total = getattr(self, field.name) + getattr(other, field.name)
            setattr(self, field.name, total)


class Fact(NamedTuple):
    """What happened on one day with one part, for one agent or for none."""

    day: date
    part_id: int
    agent_id: int | None
    tally: Tally


def facts(first: date, last: date) -> Iterator[Fact]:
    """Everything that happened between two days, both included, in a fixed number of queries."""
    yield from _flows(first, last)
    yield from _pairs(first, last)
    yield from _shortages(first, last)
    yield from _demands(first, last)
    yield from _counts(first, last)


def _flows(first: date, last: date) -> Iterator[Fact]:
    keys = ("document__book_date", "source__part", "document__agent")
    for row in flows_of(posted(first, last), *keys):
        day, part_id, agent_id = (row[key] for key in keys)
        yield Fact(day, part_id, agent_id, Tally(**{name: row[name] for name in FLOWS}))


def _pairs(first: date, last: date) -> Iterator[Fact]:
    """Old pieces settled by new ones off the shelf, less what was taken back."""
    here = place(Code.TURNOVER).pk
    swapped = Q(kind=Settlement.Kind.SHIPPED, document_line__source__warehouse=here)
    back = Q(
        kind=Settlement.Kind.REVERSED,
        document_line__target__warehouse=here,
        document_line__document__reverses__kind=Kind.OUTBOUND,
    )
    rows = Settlement.objects.filter(swapped | back).filter(
        document_line__document__book_date__range=(first, last)
    )
    keys = ("document_line__document__book_date", "document_line__source__part", "agent")
    for day, part_id, agent_id, pairs in _summed(rows, *keys):
        yield Fact(day, part_id, agent_id, Tally(pairs=pairs))


def _shortages(first: date, last: date) -> Iterator[Fact]:
    rows = ShortageEntry.objects.filter(day__range=(first, last), demand__place__code=Code.TURNOVER)
    keys = ("day", "demand__part", "demand__agent")
    for day, part_id, agent_id, fell_short in _summed(rows.filter(quantity__gt=0), *keys):
        yield Fact(day, part_id, agent_id, Tally(fell_short=fell_short))
    for day, part_id, agent_id, ended in _summed(rows.filter(quantity__lt=0), *keys):
        yield Fact(day, part_id, agent_id, Tally(filled=-ended))


def _demands(first: date, last: date) -> Iterator[Fact]:
    """What exchanges asked of the shelf, and how much of it was there at once."""
    asked = ExchangeOrder.objects.exclude(grounds__in=OWN_PIECES).filter(
        made_at__gte=_midnight(first), made_at__lt=_midnight(last + timedelta(days=1))
    )
    fell = ShortageEntry.objects.filter(
        kind=ShortageEntry.Kind.FELL_SHORT, demand__exchange_order__in=asked
    )
    short = dict(fell.values_list("demand", "quantity"))
    for order in asked.only("made_at", "part", "agent", "quantity", "demand"):
        served = order.quantity - short.get(order.demand_id, 0)
        tally = Tally(demanded=order.quantity, served=served)
        yield Fact(clock.day_of(order.made_at), order.part_id, order.agent_id, tally)


def _counts(first: date, last: date) -> Iterator[Fact]:
    closes = TurnoverClose.objects.filter(day__range=(first, last), good_counted__isnull=False)
    for close in closes:
        assert close.good_counted is not None
        tally = Tally(difference=close.good_counted - close.good_close, counts=1)
        yield Fact(close.day, close.part_id, None, tally)


def _summed(rows: QuerySet[Any], *keys: str) -> Iterator[tuple[Any, ...]]:
    yield from rows.order_by().values_list(*keys).annotate(Sum("quantity"))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.SHANGHAI)
