"""The day-book on the screen: printed, tallied, reconciled and closed."""

from __future__ import annotations

from datetime import date

import pytest

from shouhou.exchange import day_book
from shouhou.exchange.models import DayClose, Tally
from shouhou.kernel import clock
from tests.flows import story
from tests.staff.workshop_scene import Browser, box
from tests.world import World


def a_day(w: World) -> tuple[date, dict[str, str]]:
    """A day with two displays and three chargers of one agent, and its tally as the form says."""
    box(w)
    day = clock.today()
    rows = day_book.rows_of(day)
    return day, {"-".join(map(str, row.key)): str(row.booked) for row in rows}


@pytest.mark.req("S2.2.2a")
def test_the_day_shows_its_documents_and_rows(w: World) -> None:
    day, _fields = a_day(w)

    page = Browser(w.hejing).page("/day-book/")

    assert f"{day}" in page
    assert "CHG-S5-01B" in page
    assert "not tallied" in page
    assert "Agent return, booked in" in page


@pytest.mark.req("S2.2.2a")
def test_a_tally_is_kept_and_what_differs_is_listed(w: World) -> None:
    day, fields = a_day(w)
    wrong = dict.fromkeys(fields, "9")
    browser = Browser(w.hejing)

    browser.press(f"/day-book/{day}/tally/", **wrong)
    differing = browser.page(f"/day-book/?day={day}")
    browser.press(f"/day-book/{day}/tally/", **fields)
    agreeing = browser.page(f"/day-book/?day={day}")

    assert "Reconciliation" in differing
    assert "Reconciliation" not in agreeing


def test_a_figure_that_is_none_changes_nothing(w: World) -> None:
    day, fields = a_day(w)

    answer = Browser(w.hejing).press(f"/day-book/{day}/tally/", **dict.fromkeys(fields, "-1"))

    assert answer.status_code == 422
    assert not Tally.objects.exists()


def test_what_only_the_hand_counted_is_added(w: World) -> None:
    day, _fields = a_day(w)
    row = {"direction": "out", "agent": w.agent().code, "part": "CHG-S5-01B", "quantity": "2"}
    browser = Browser(w.hejing)

    wrong = browser.press(f"/day-book/{day}/row/", **row | {"agent": "NOBODY"})
    browser.press(f"/day-book/{day}/row/", **row)

    assert wrong.status_code == 422
    assert [(tally.direction, tally.quantity) for tally in Tally.objects.all()] == [("out", 2)]


@pytest.mark.req("D2")
def test_the_supervisor_closes_the_day_with_a_note_where_it_differs(w: World) -> None:
    day, _fields = a_day(w)
    browser = Browser(w.linlan)

    silent = browser.press(f"/day-book/{day}/close/")
    left_open = not DayClose.objects.exists()
    browser.press(f"/day-book/{day}/close/", reason="手工漏记, 已核")
    page = browser.page(f"/day-book/?day={day}")

    assert (silent.status_code, left_open) == (422, True)
    assert "Closed by Linlan" in page
    assert "手工漏记" in page


def test_what_is_posted_after_the_close_is_shown(w: World) -> None:
    day, _fields = a_day(w)
    browser = Browser(w.linlan)
    browser.press(f"/day-book/{day}/close/", reason="先关")
    late = w.good_stock(w.part("CHG-S5-01B"), 3)

    page = browser.page(f"/day-book/?day={day}")

    assert "Posted after the close" in page
    assert late.number in page


@pytest.mark.req("S2.2.2a")
@pytest.mark.req("D2")
def test_the_day_book_is_printed_with_what_came_and_went(w: World) -> None:
    consignment = box(w)
    story.taken_over(w, consignment)

    answer = Browser(w.hejing).get(f"/day-book/{clock.today()}/book.pdf")

    assert answer.content.startswith(b"%PDF")


def test_a_day_that_does_not_exist_has_no_page(w: World) -> None:
    browser = Browser(w.hejing)

    assert browser.get("/day-book/2026-02-30/book.pdf").status_code == 404
    assert f"{clock.today()}" in browser.page("/day-book/?day=nonsense")
