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
    """A month of the books by its last day: closed, or open.

    The earliest that is open is the next to be closed, and says from which day on it may be.
    """

    last_day: date
    closed: PeriodClose | None = None
    may_close_from: date | None = None

    @property
    def is_next(self) -> bool:
        """Whether it is the earliest that is open."""
        return self.may_close_from is not None

    @property
    def is_due(self) -> bool:
        """Whether it is the next to be closed, and its last working day has come."""
        return self.may_close_from is not None and self.may_close_from <= clock.today()


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
    month = next(_open_months(), None)
    return month if month is not None and month.is_due else None


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
    if (last_day := periods.next_to_close()) is None:
        return
    yield Month(last_day, may_close_from=periods.may_close_from(last_day))
    present = periods.last_day_of(clock.today())
    while last_day < present:
        last_day = periods.last_day_of(last_day + timedelta(days=1))
        yield Month(last_day)
