"""The department's calendar: the holidays of each year, entered when they are announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.commands.parts import MAINTAIN
from shouhou.catalog.models import CalendarDay, CalendarYear
from shouhou.kernel.refusals import Invalid
from shouhou.kernel.working_time import OPENING_HOURS, SATURDAY, OpenSpan, WorkingCalendar

NOTICE = timedelta(days=45)
"""How long before the new year its holidays should be in the calendar."""


class SpecialDay(NamedTuple):
    """A day that is not what its weekday says, with the feast it belongs to."""

    date: date
    kind: str
    name: str


def load(*, opening_hours: tuple[OpenSpan, ...] = OPENING_HOURS) -> WorkingCalendar:
    """The calendar of every year that was entered. Two queries."""
    days = dict(CalendarDay.objects.values_list("date", "kind"))
    kinds = CalendarDay.Kind
    return WorkingCalendar(
        holidays=frozenset(day for day, kind in days.items() if kind == kinds.HOLIDAY),
        make_up_days=frozenset(day for day, kind in days.items() if kind == kinds.WORKDAY),
        years=frozenset(CalendarYear.objects.values_list("year", flat=True)),
        opening_hours=opening_hours,
    )


def years_to_enter(day: date) -> tuple[int, ...]:
    """This year and, when it is near, the next, as far as nobody entered their holidays."""
    return missing_years(day, day + NOTICE)


def missing_years(first: date, last: date) -> tuple[int, ...]:
    """The years from `first` to `last` whose holidays nobody entered: there weekdays alone count.

    One query.
    """
    wanted = range(first.year, last.year + 1)
    entered = set(CalendarYear.objects.filter(year__in=wanted).values_list("year", flat=True))
    return tuple(year for year in wanted if year not in entered)


@command
def enter_year(year: int, days: Sequence[SpecialDay], *, by: User) -> CalendarYear:
    """Enter or replace the special days of a year; from now on no reckoning warns about it.

    Refuses a day of another year, a day named twice, and work made up on a working day.
    """
    duties.require(by, MAINTAIN)
    _check_days(year, days)
    entered, _ = CalendarYear.objects.update_or_create(year=year, defaults={"maintained_by": by})
    replaced = CalendarDay.objects.filter(date__year=year)
    before = _told(replaced)
    replaced.delete()
    made = CalendarDay.objects.bulk_create(CalendarDay(**day._asdict()) for day in days)
    trail.record("catalog.enter_year", entered, by=by, before=before, after=_told(made))
    return entered


def _check_days(year: int, days: Sequence[SpecialDay]) -> None:
    seen: set[date] = set()
    for day in days:
        where = day.date.isoformat()
        if day.date.year != year:
            raise Invalid("catalog.day_of_another_year", where=where, year=year)
        if day.date in seen:
            raise Invalid("catalog.day_named_twice", where=where)
        if day.kind == CalendarDay.Kind.WORKDAY and day.date.weekday() < SATURDAY:
            raise Invalid("catalog.day_works_anyway", where=where)
        seen.add(day.date)


def _told(days: Iterable[CalendarDay]) -> dict[str, str]:
    return {day.date.isoformat(): day.kind for day in days}
