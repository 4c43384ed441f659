"""Working days and working hours, reckoned from the holidays the State Council announced.

The announcements come a year at a time. A reckoning that touches a year nobody entered yet is
made from weekdays alone and says so in `missing_years`; it never passes for a sure one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar

from shouhou.kernel.clock import SHANGHAI, day_of

Value = TypeVar("Value")

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Reckoning(Generic[Value]):
    """A computed value, and the years it rests on whose holidays are not maintained."""

    value: Value
    missing_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class OpenSpan:
    """A stretch of the working day in Shanghai, from `opens` until before `closes`."""

    opens: time
    closes: time

    def on(self, day: date) -> tuple[datetime, datetime]:
        """The two instants of the stretch on `day`."""
        return (
            datetime.combine(day, self.opens, SHANGHAI),
            datetime.combine(day, self.closes, SHANGHAI),
        )


OPENING_HOURS = (OpenSpan(time(9), time(12)), OpenSpan(time(13), time(18)))
"""09:00 to 18:00 without the lunch hour: eight working hours."""


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ from their weekday, the years somebody entered, the opening hours."""

    holidays: frozenset[date]
    make_up_days: frozenset[date]
    years: frozenset[int]
    opening_hours: tuple[OpenSpan, ...] = OPENING_HOURS

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`: announcements first, then the weekday."""
        if day in self.holidays:
            return False
        return day in self.make_up_days or day.weekday() < SATURDAY

    def working_days_between(self, first: date, end: date) -> Reckoning[int]:
        """The number of working days from `first` until before `end`."""
        days = [first + ONE_DAY * number for number in range((end - first).days)]
        return self._reckoned(sum(map(self.is_working_day, days)), days)

    def add_working_days(self, day: date, count: int) -> Reckoning[date]:
        """The working day that is `count` working days after `day`, which itself is not counted."""
        if count < 0:
            raise ValueError("working days are added, never taken away")
        last, left = day, count
        while left:
            last += ONE_DAY
            left -= self.is_working_day(last)
        return self._reckoned(last, (day, last))

    def add_working_hours(self, instant: datetime, hours: float) -> Reckoning[datetime]:
        """The first instant (UTC) with `hours` of opening time between it and `instant`."""
        if hours < 0 or not self.opening_hours:
            raise ValueError("working hours are added, and only where there are opening hours")
        left = timedelta(hours=hours)
        last = instant
        for opens, closes in self._open_from(instant):
            if not left:
                break
            last = opens + min(left, closes - opens)
            left -= last - opens
        return self._reckoned(last.astimezone(UTC), (day_of(instant), day_of(last)))

    def take_working_hours(self, instant: datetime, hours: float) -> Reckoning[datetime]:
        """The last instant (UTC) with `hours` of opening time between it and `instant`.

        What began before it has taken that long by `instant`, or longer.
        """
        if hours < 0 or not self.opening_hours:
            raise ValueError("working hours are taken, and only where there are opening hours")
        left = timedelta(hours=hours)
        first = instant
        for opens, closes in self._open_until(instant):
            if not left:
                break
            first = closes - min(left, closes - opens)
            left -= closes - first
        return self._reckoned(first.astimezone(UTC), (day_of(first), day_of(instant)))

    @property
    def hours_a_day(self) -> float:
        """How long the department is open on a working day."""
        spans = (span.on(date.min) for span in self.opening_hours)
        return sum((closes - opens for opens, closes in spans), timedelta()) / timedelta(hours=1)

    def working_hours_between(self, start: datetime, end: datetime) -> Reckoning[float]:
        """The opening time from `start` until `end`, in hours."""
        worked = timedelta()
        for opens, closes in self._open_from(start):
            if opens >= end:
                break
            worked += min(closes, end) - opens
        return self._reckoned(worked / timedelta(hours=1), (day_of(start), day_of(end)))

    def _open_from(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every stretch of opening time after `instant`, for ever; the first may be cut short."""
        day = day_of(instant)
        while True:
            if self.is_working_day(day):
                for opens, closes in (span.on(day) for span in self.opening_hours):
                    if instant < closes:
                        yield max(opens, instant), closes
            day += ONE_DAY

    def _open_until(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Every stretch of opening time before `instant`, backwards; the first may be cut short."""
        day = day_of(instant)
        while True:
            if self.is_working_day(day):
                for opens, closes in (span.on(day) for span in reversed(self.opening_hours)):
                    if opens < instant:
                        yield opens, min(closes, instant)
            day -= ONE_DAY

    def _reckoned(self, value: Value, days: Iterable[date]) -> Reckoning[Value]:
        """`value` with the unmaintained years among `days`: the ends, or every day between."""
        touched = {day.year for day in days}
        between = range(min(touched), max(touched) + 1) if touched else ()
        return Reckoning(value, tuple(year for year in between if year not in self.years))
