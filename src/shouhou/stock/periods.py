"""Months: which is the next to be closed, and from which day on it may be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from shouhou.catalog import calendar
from shouhou.kernel import clock
from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Document

ONE_DAY = timedelta(days=1)


def last_day_of(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def book_date(closed_until: date | None) -> date:
    """The day that a posting of now counts for: today, or the first one of the open month."""
    today = clock.today()
    return today if closed_until is None else max(today, closed_until + ONE_DAY)


def next_to_close() -> date | None:
    """The last day of the earliest month that is open; none while nothing was ever posted."""
    if (closed_until := ChainHead.objects.get(pk=1).closed_until) is not None:
        return last_day_of(closed_until + ONE_DAY)
    posted = Document.objects.filter(state=State.POSTED).order_by("book_date")
    first = posted.values_list("book_date", flat=True).first()
    return None if first is None else last_day_of(first)


def may_close_from(last_day: date) -> date:
    """The last working day of the month: what is posted after the close counts for the next."""
    working, day = calendar.load(), last_day
    while not working.is_working_day(day) and day.day > 1:
        day -= ONE_DAY
    return day
