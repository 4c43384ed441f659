"""The calendar is entered a year at a time, and a missing year is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from shouhou.accounts.models import TrailEntry, User
from shouhou.catalog.calendar import SpecialDay, enter_year, load, years_to_enter
from shouhou.catalog.models import CalendarDay, CalendarYear
from shouhou.catalog.seed import holidays
from tests.world import refused

HOLIDAY, WORKDAY = CalendarDay.Kind.HOLIDAY, CalendarDay.Kind.WORKDAY
NEW_YEAR = SpecialDay(date(2027, 1, 1), HOLIDAY, "元旦")


def test_the_announced_years_give_the_announced_working_days(clerk: User) -> None:
    for year in holidays.YEARS:
        enter_year(year, holidays.special_days(year), by=clerk)

    calendar = load()

    counted = calendar.working_days_between(date(2025, 11, 24), date(2026, 11, 23))
    assert (counted.value, counted.missing_years) == (247, ())
    assert calendar.add_working_days(date(2026, 9, 22), 45).value == date(2026, 12, 1)
    assert calendar.add_working_days(date(2026, 12, 31), 1).missing_years == (2027,)


def test_entering_a_year_again_replaces_it_and_is_told(clerk: User) -> None:
    enter_year(2027, [SpecialDay(date(2027, 1, 2), WORKDAY, "元旦")], by=clerk)

    enter_year(2027, [NEW_YEAR], by=clerk)

    told = TrailEntry.objects.filter(verb="catalog.enter_year").order_by("id").last()
    assert list(CalendarDay.objects.values_list("date", "kind")) == [(date(2027, 1, 1), "holiday")]
    assert told is not None
    assert (told.before, told.after) == ({"2027-01-02": "workday"}, {"2027-01-01": "holiday"})


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([SpecialDay(date(2026, 1, 1), HOLIDAY, "元旦")], "catalog.day_of_another_year"),
        ([NEW_YEAR, NEW_YEAR], "catalog.day_named_twice"),
        ([SpecialDay(date(2027, 1, 4), WORKDAY, "元旦")], "catalog.day_works_anyway"),
    ],
)
def test_days_that_cannot_be_right_are_refused(
    clerk: User, days: list[SpecialDay], code: str
) -> None:
    with refused(code):
        enter_year(2027, days, by=clerk)

    assert not CalendarYear.objects.exists()
    assert not CalendarDay.objects.exists()


def test_the_next_year_is_asked_for_before_it_begins(clerk: User) -> None:
    enter_year(2026, holidays.special_days(2026), by=clerk)

    assert years_to_enter(date(2026, 11, 1)) == ()
    assert years_to_enter(date(2026, 11, 23)) == (2027,)
    assert years_to_enter(date(2025, 6, 1)) == (2025,)

    enter_year(2027, [NEW_YEAR], by=clerk)
    assert years_to_enter(date(2026, 11, 23)) == ()


def test_other_people_do_not_enter_the_calendar(supervisor: User) -> None:
    with refused("accounts.not_your_role"):
        enter_year(2027, [NEW_YEAR], by=supervisor)

    assert not CalendarYear.objects.exists()
