"""A year of the working calendar as a sheet: twelve months of weeks, each day worked or not."""

from __future__ import annotations

import calendar as weeks
from dataclasses import dataclass
from datetime import date

from shouhou.catalog import calendar
from shouhou.catalog.models import CalendarDay
from shouhou.kernel.working_time import WorkingCalendar


@dataclass(frozen=True)
class Day:
    """One day of a month's sheet; `name` is the feast, `is_other_month` fills the first week."""

    date: date
    is_working: bool
    name: str
    kind: str
    is_other_month: bool


def months_of(year: int) -> list[tuple[date, list[list[Day]]]]:
    """The first day and the weeks, Monday first, of every month."""
    working = calendar.load()
    special = {day.date: day for day in CalendarDay.objects.filter(date__year=year)}
    return [
        (
            date(year, month, 1),
            [
                [_day(day, month, working, special.get(day)) for day in week]
                for week in weeks.Calendar().monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def _day(day: date, month: int, working: WorkingCalendar, special: CalendarDay | None) -> Day:
    return Day(
        day,
        working.is_working_day(day),
        special.name if special else "",
        special.kind if special else "",
        day.month != month,
    )
