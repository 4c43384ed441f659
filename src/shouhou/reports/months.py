"""Months: which are closed, and what was posted in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from shouhou.kernel import clock
from shouhou.stock import periods
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document, PeriodClose


@dataclass(frozen=True)
class Month:
    """A month of the books by its last day: closed, or open and closable from a day on."""

    last_day: date
    closed: PeriodClose | None = None
    is_next: bool = False
    may_close_from: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether it is the next to be closed, and its last working day has come."""
        from_day = self.may_close_from
        return self.is_next and from_day is not None and from_day <= clock.today()


@dataclass(frozen=True)
class Posted:
    """What was posted of one kind in a month: how many documents, and how many pieces."""

    kind: Kind
    documents: int
    pieces: int


def months() -> list[Month]:
    """Every month of the books, from the first that was posted in to the present; newest first."""
    closed = PeriodClose.objects.select_related("closed_by").order_by("last_day")
    return [*(Month(one.last_day, one) for one in closed), *_open_months()][::-1]


def month_of(last_day: date) -> Month | None:
    """The month that ends on `last_day`; none when the books do not reach it."""
    return next((month for month in months() if month.last_day == last_day), None)


def due() -> Month | None:
    """The month that waits to be closed."""
    return next((month for month in _open_months() if month.is_due), None)


def posted_in(last_day: date) -> list[Posted]:
    """What was posted in the month, by kind of document, in the kinds' own order."""
    of_month = Document.objects.filter(
        state=State.POSTED, book_date__range=(last_day.replace(day=1), last_day)
    )
    sums = of_month.order_by().values("kind")
    sums = sums.annotate(documents=Count("pk", distinct=True), pieces=Sum("lines__quantity"))
    by_kind = {row["kind"]: row for row in sums}
    return [
        Posted(kind, by_kind[kind]["documents"], by_kind[kind]["pieces"])
        for kind in Kind
        if kind in by_kind
    ]


def _open_months() -> Iterator[Month]:
    last_day = first = periods.next_to_close()
    present = periods.last_day_of(clock.today())
    while last_day is not None and last_day <= present:
        yield Month(
            last_day,
            is_next=last_day == first,
            may_close_from=periods.may_close_from(last_day),
        )
        last_day = periods.last_day_of(last_day + timedelta(days=1))
