"""Working days and hours follow the announced calendar and own up to years it lacks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouhou.kernel.clock import SHANGHAI
from shouhou.kernel.working_time import OpenSpan, WorkingCalendar


def span(first: date, last: date) -> set[date]:
    """Every day from `first` to `last`."""
    return {first + timedelta(days=number) for number in range((last - first).days + 1)}


CALENDAR = WorkingCalendar(
    holidays=frozenset(
        span(date(2025, 10, 1), date(2025, 10, 8))
        | span(date(2026, 1, 1), date(2026, 1, 3))
        | span(date(2026, 2, 15), date(2026, 2, 23))
        | span(date(2026, 4, 4), date(2026, 4, 6))
        | span(date(2026, 5, 1), date(2026, 5, 5))
        | span(date(2026, 6, 19), date(2026, 6, 21))
        | span(date(2026, 9, 25), date(2026, 9, 27))
        | span(date(2026, 10, 1), date(2026, 10, 7))
    ),
    make_up_days=frozenset(
        {
            date(2025, 9, 28),
            date(2025, 10, 11),
            date(2026, 1, 4),
            date(2026, 2, 14),
            date(2026, 2, 28),
            date(2026, 5, 9),
            date(2026, 9, 20),
            date(2026, 10, 10),
        }
    ),
    years=frozenset({2025, 2026}),
)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the clock on the wall in Shanghai."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 24), True),
        (date(2026, 9, 25), False),
        (date(2026, 9, 20), True),
        (date(2026, 9, 19), False),
        (date(2026, 10, 8), True),
    ],
)
def test_announcements_come_before_weekdays(day: date, *, works: bool) -> None:
    assert CALENDAR.is_working_day(day) is works


def test_the_demo_year_has_247_working_days() -> None:
    counted = CALENDAR.working_days_between(date(2025, 11, 24), date(2026, 11, 23))

    assert (counted.value, counted.missing_years) == (247, ())


@pytest.mark.parametrize(
    ("count", "last"), [(0, date(2026, 9, 22)), (7, date(2026, 10, 9)), (45, date(2026, 12, 1))]
)
def test_working_days_are_added_over_holidays_and_make_up_days(count: int, last: date) -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 22), count).value == last


def test_a_year_nobody_entered_is_never_passed_over_in_silence() -> None:
    late = CALENDAR.add_working_days(date(2026, 12, 30), 3)
    counted = CALENDAR.working_days_between(date(2026, 12, 30), date(2028, 1, 3))
    due = CALENDAR.add_working_hours(at(date(2026, 12, 31), 17), 2)
    worked = CALENDAR.working_hours_between(at(date(2026, 12, 31), 17), at(date(2027, 1, 4), 10))

    assert late.missing_years == (2027,)
    assert counted.missing_years == (2027, 2028)
    assert due.missing_years == (2027,)
    assert worked.missing_years == (2027,)


def test_a_maintained_year_is_reckoned_without_a_warning() -> None:
    assert CALENDAR.add_working_days(date(2026, 9, 22), 45).missing_years == ()


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        (at(date(2026, 9, 22), 9), 2, at(date(2026, 9, 22), 11)),
        (at(date(2026, 9, 22), 11), 2, at(date(2026, 9, 22), 14)),
        (at(date(2026, 9, 22), 17), 1, at(date(2026, 9, 22), 18)),
        (at(date(2026, 9, 22), 17, 30), 1, at(date(2026, 9, 23), 9, 30)),
        (at(date(2026, 9, 22), 22), 0.5, at(date(2026, 9, 23), 9, 30)),
        (at(date(2026, 9, 24), 16), 4, at(date(2026, 9, 28), 11)),
        (at(date(2026, 9, 18), 17), 4, at(date(2026, 9, 20), 12)),
        (at(date(2026, 9, 22), 12, 30), 0, at(date(2026, 9, 22), 12, 30)),
    ],
)
def test_working_hours_run_only_while_the_door_is_open(
    start: datetime, hours: float, due: datetime
) -> None:
    reckoning = CALENDAR.add_working_hours(start, hours)

    assert reckoning.value == due
    assert reckoning.value.tzinfo is UTC


def test_other_opening_hours_give_other_deadlines() -> None:
    through = WorkingCalendar(
        holidays=frozenset(),
        make_up_days=frozenset(),
        years=frozenset({2026}),
        opening_hours=(OpenSpan(time(9), time(18)),),
    )

    assert through.add_working_hours(at(date(2026, 9, 22), 11), 2).value == at(
        date(2026, 9, 22), 13
    )


@given(
    st.integers(min_value=0, max_value=480_000).map(
        lambda minutes: at(date(2025, 10, 1), 0) + timedelta(minutes=minutes)
    ),
    st.integers(min_value=1, max_value=12_000),
)
def test_what_is_added_in_hours_is_found_again_between(start: datetime, minutes: int) -> None:
    due = CALENDAR.add_working_hours(start, minutes / 60).value

    assert CALENDAR.working_hours_between(start, due).value == pytest.approx(minutes / 60)


@given(st.dates(date(2025, 9, 1), date(2026, 6, 1)), st.integers(min_value=1, max_value=120))
def test_adding_working_days_is_counting_them_backwards(day: date, count: int) -> None:
    last = CALENDAR.add_working_days(day, count).value
    counted = CALENDAR.working_days_between(day + timedelta(days=1), last + timedelta(days=1))

    assert CALENDAR.is_working_day(last)
    assert counted.value == count


@pytest.mark.parametrize("hours", [-1, -0.5])
def test_nothing_is_ever_taken_away(hours: float) -> None:
    with pytest.raises(ValueError, match="added"):
        CALENDAR.add_working_hours(at(date(2026, 9, 22), 9), hours)
    with pytest.raises(ValueError, match="added"):
        CALENDAR.add_working_days(date(2026, 9, 22), -1)


@pytest.mark.parametrize(
    ("now", "hours", "since"),
    [
        (at(date(2026, 9, 23), 11), 2, at(date(2026, 9, 23), 9)),
        (at(date(2026, 9, 23), 10), 4, at(date(2026, 9, 22), 15)),
        (at(date(2026, 9, 28), 10), 1, at(date(2026, 9, 28), 9)),
        (at(date(2026, 9, 28), 10), 2, at(date(2026, 9, 24), 17)),
        (at(date(2026, 9, 27), 3), 8, at(date(2026, 9, 24), 9)),
        (at(date(2026, 9, 24), 12, 30), 0, at(date(2026, 9, 24), 12, 30)),
    ],
)
def test_working_hours_are_taken_over_nights_and_holidays(
    now: datetime, hours: float, since: datetime
) -> None:
    assert CALENDAR.take_working_hours(now, hours).value == since


@given(
    st.datetimes(datetime(2025, 10, 1), datetime(2026, 12, 1)).map(  # noqa: DTZ001 - UTC is set next
        lambda naive: naive.replace(tzinfo=UTC, microsecond=0)
    ),
    st.integers(1, 200),
)
def test_what_was_taken_is_worked_between(now: datetime, hours: int) -> None:
    since = CALENDAR.take_working_hours(now, hours).value

    assert CALENDAR.working_hours_between(since, now).value == pytest.approx(hours)
    assert CALENDAR.working_hours_between(since + timedelta(minutes=1), now).value < hours


def test_taking_hours_names_the_years_it_does_not_know() -> None:
    assert CALENDAR.take_working_hours(at(date(2027, 1, 4), 10), 8).missing_years == (2027,)


def test_a_day_has_as_many_hours_as_it_is_open() -> None:
    assert CALENDAR.hours_a_day == 8
