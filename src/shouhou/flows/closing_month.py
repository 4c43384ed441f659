"""Month-end close (S2.5.R7): what the checklist still has open, and the close itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange import day_book, turnover
from shouhou.exchange.models import DayClose, TurnoverClose
from shouhou.stock.commands import periods
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document, PeriodClose, Transfer

Month = tuple[date, date]
"""A month by its first and its last day."""


@dataclass(frozen=True)
class Point:
    """One point of the checklist, and what keeps it open: documents or days, the oldest first."""

    key: str
    documents: Sequence[Document] = ()
    days: Sequence[date] = ()

    @property
    def count(self) -> int:
        """How many documents or days are still to be dealt with."""
        return len(self.documents) + len(self.days)


def checklist(last_day: date) -> tuple[Point, ...]:
    """The points of the month that ends on `last_day`, in the order of the manual."""
    month = last_day.replace(day=1), last_day
    return (
        Point("waiting", documents=_waiting(last_day)),
        Point("in_transit", documents=_in_transit(last_day)),
        Point("turnover_days", days=_turnover_days_open(month)),
        Point("book_days", days=_book_days_open(month)),
    )


@command
def close(last_day: date, *, reason: str = "", by: User) -> PeriodClose:
    """Close the month; what its checklist has open then needs a reason, and stands in the close."""
    open_points = {point.key: point.count for point in checklist(last_day)}
    return periods.close(last_day, open_points=open_points, reason=reason, by=by)


def _waiting(last_day: date) -> list[Document]:
    """Submitted in the month or before, and neither posted nor sent back.

    What receives a transfer waits in transit, under the document that sent it off.
    """
    waiting = Document.objects.waiting().filter(submitted_at__date__lte=last_day)
    return list(waiting.exclude(kind=Kind.TRANSFER_IN))


def _in_transit(last_day: date) -> list[Document]:
    """Sent off in the month or before, and not arrived by now."""
    on_the_way = Transfer.objects.filter(
        ~Q(received__state__in=[State.POSTED, State.VOID]),
        sent__state=State.POSTED,
        sent__book_date__lte=last_day,
    ).exclude(sent__reversed_by__state=State.POSTED)
    return [one.sent for one in on_the_way.select_related("sent").order_by("sent__book_date")]


def _turnover_days_open(month: Month) -> list[date]:
    moved = turnover.posted(*month).order_by()
    days = moved.values_list("document__book_date", flat=True).distinct()
    return _without(TurnoverClose.objects.filter(day__range=month), days)


def _book_days_open(month: Month) -> list[date]:
    return _without(DayClose.objects.filter(day__range=month), day_book.booked_days(*month))


def _without(closes: QuerySet[Any], days: Iterable[date | None]) -> list[date]:
    """The days that none of the closes is of."""
    closed = set(closes.values_list("day", flat=True))
    return sorted({day for day in days if day is not None} - closed)
