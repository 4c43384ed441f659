"""The working calendar on the screen: feasts typed as runs, missing years said aloud."""

from __future__ import annotations

from datetime import date

from shouhou.catalog.models import CalendarDay, CalendarYear
from shouhou.staff.forms.calendar import runs_of
from tests.staff.workshop_scene import Browser
from tests.world import World


def runs(*rows: tuple[str, str, str, str]) -> dict[str, str]:
    """The form with these lines."""
    fields = {"days-TOTAL_FORMS": str(len(rows)), "days-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        for name, value in zip(("first", "last", "kind", "name"), row, strict=True):
            fields[f"days-{number}-{name}"] = value
    return fields


def test_a_feast_is_one_line(w: World) -> None:
    feast = runs(
        ("2030-02-02", "2030-02-08", "holiday", "春节"), ("2030-02-10", "", "workday", "春节")
    )

    Browser(w.tangxiao).press("/calendar/2030/enter/", **feast)

    days = CalendarDay.objects.filter(date__year=2030)
    assert (days.filter(kind="holiday").count(), days.filter(kind="workday").count()) == (7, 1)
    assert [run["last"] for run in runs_of(days)] == [date(2030, 2, 8), date(2030, 2, 10)]


def test_a_year_nobody_entered_is_said_so(w: World) -> None:
    page = Browser(w.tangxiao).page("/calendar/2030/")

    assert "Nobody entered this year yet" in page
    assert not CalendarYear.objects.filter(year=2030).exists()


def test_days_of_another_year_or_backwards_change_nothing(w: World) -> None:
    browser = Browser(w.tangxiao)
    before = CalendarDay.objects.count()

    wrong_year = browser.press(
        "/calendar/2030/enter/", **runs(("2031-01-01", "", "holiday", "元旦"))
    )
    backwards = browser.press(
        "/calendar/2030/enter/", **runs(("2030-01-03", "2030-01-01", "holiday", "元旦"))
    )

    assert (wrong_year.status_code, backwards.status_code) == (422, 422)
    assert CalendarDay.objects.count() == before


def test_everybody_with_the_catalog_reads_and_only_the_clerk_writes(w: World) -> None:
    answer = Browser(w.hejing).press("/calendar/2030/enter/", **runs())

    assert "2026-10" in Browser(w.hejing).page("/calendar/2026/")
    assert answer.status_code == 403
