"""Differences at the desk: who is to be called, what was said, what was agreed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shouhou.catalog.models import CalendarYear
from shouhou.exchange.commands import discrepancies, refusing
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import Discrepancy
from shouhou.kernel import clock
from shouhou.kernel.clock import SHANGHAI
from tests.flows import story
from tests.staff.receiving_scene import CHARGER, LCD
from tests.staff.test_signing import picture
from tests.staff.workshop_scene import Browser
from tests.world import World

AGREED = {"handling": "as_counted", "agreed_with": "王经理", "evidence": "微信 10:32"}


def short(w: World) -> Discrepancy:
    """Ten chargers declared, nine counted."""
    declared = [Declared(w.part(CHARGER), 10)]
    box = story.counted(w, w.agent(), declared, [(CHARGER, "9")])
    return box.discrepancies.get()


@pytest.mark.req("S2.2.1c", "S3.3.4")
def test_ten_declared_and_nine_counted_is_one_shortage_of_one(w: World) -> None:
    difference = short(w)

    page = Browser(w.hejing).page(f"/discrepancies/{difference.number}/")

    assert (difference.kind, difference.quantity) == ("short", 1)
    assert "Short" in page


@pytest.mark.req("S2.2.1c")
def test_talks_are_noted_and_the_agreement_closes_it(w: World) -> None:
    difference, desk = short(w), Browser(w.hejing)
    at = f"/discrepancies/{difference.number}/"

    desk.press(f"{at}contact/", channel="phone", spoken_with="王经理", said="下周补寄")
    desk.press(f"{at}agree/", photos=[picture()], **AGREED)

    difference.refresh_from_db()
    assert (difference.state, difference.photos.count()) == ("agreed", 1)
    difference.consignment.refresh_from_db()
    assert difference.consignment.state == "counted"
    assert "下周补寄" in desk.page(at)
    assert desk.press(f"{at}agree/", **AGREED).status_code == 409


@pytest.mark.req("S2.2.1c")
@pytest.mark.parametrize("missing", ["handling", "agreed_with", "evidence"])
def test_without_evidence_nothing_is_agreed(w: World, missing: str) -> None:
    difference, desk = short(w), Browser(w.hejing)

    answer = desk.press(f"/discrepancies/{difference.number}/agree/", **{**AGREED, missing: ""})

    assert answer.status_code == 422
    difference.refresh_from_db()
    assert difference.state == "open"


@pytest.mark.req("S2.2.1c")
def test_the_open_and_overdue_stand_first_in_red(w: World) -> None:
    settled = short(w)
    desk = Browser(w.hejing)
    discrepancies.agree(settled.pk, discrepancies.Agreement(*AGREED.values()), by=w.hejing)
    waiting = short(w)
    waiting.contact_due_at = clock.now() - timedelta(hours=1)
    waiting.save()

    page = desk.page("/discrepancies/")

    assert page.index(waiting.number) < page.index(settled.number)
    assert page.count("chip-bad") == 1
    desk.press(
        f"/discrepancies/{waiting.number}/contact/",
        channel="phone",
        spoken_with="王经理",
        said="在查",
    )
    assert "chip-bad" not in desk.page("/discrepancies/")


def test_the_last_agreement_leads_back_to_the_box_and_others_to_the_next(w: World) -> None:
    lcd = w.part(LCD)
    declared = [Declared(lcd, 1, "PANEL1"), Declared(w.part(CHARGER), 2)]
    box = story.counted(w, w.agent(), declared, [])
    first, second = box.discrepancies.order_by("pk")
    desk = Browser(w.hejing)

    there = desk.press(f"/discrepancies/{first.number}/agree/", **AGREED)
    back = desk.press(f"/discrepancies/{second.number}/agree/", **AGREED)

    assert there.headers["Location"] == f"/discrepancies/{second.number}/"
    assert back.headers["Location"] == f"/consignments/{box.number}/"


def test_an_engineer_agrees_nothing(w: World) -> None:
    difference = short(w)
    engineer = Browser(w.zhouqi)

    answer = engineer.press(f"/discrepancies/{difference.number}/agree/", **AGREED)

    assert answer.status_code == 403
    difference.refresh_from_db()
    assert difference.state == "open"
    assert "Close as agreed" not in engineer.page(f"/discrepancies/{difference.number}/")


@pytest.mark.req("S2.2.1c", "R-AUD")
def test_a_difference_tells_who_found_it_and_who_had_it_counted_again(w: World) -> None:
    difference, desk = short(w), Browser(w.hejing)
    at = f"/discrepancies/{difference.number}/"
    assert "Found the difference in the count" in desk.page(at)

    desk.press(f"/consignments/{difference.consignment.number}/count/again/", reason="漏看一袋")

    told = desk.page(at)
    assert "Closed it: the box is counted again" in told
    assert "漏看一袋" in told
    assert w.hejing.name in told.partition("Closed")[2]


@pytest.mark.req("S2.2.1c")
def test_a_difference_of_a_box_that_went_back_is_still_agreed(w: World) -> None:
    difference = short(w)
    refusing.refuse(difference.consignment_id, reason="整箱不符", by=w.linlan)

    answer = Browser(w.hejing).press(f"/discrepancies/{difference.number}/agree/", **AGREED)

    difference.refresh_from_db()
    difference.consignment.refresh_from_db()
    assert answer.status_code == 302
    assert (difference.state, difference.consignment.state) == ("agreed", "returned")


@pytest.mark.req("S2.2.1c", "S3.3")
def test_a_clock_that_runs_into_an_unknown_year_says_so(w: World) -> None:
    with clock.set_to(datetime(2026, 12, 31, 17, tzinfo=SHANGHAI)):
        at = f"/discrepancies/{short(w).number}/"
    desk = Browser(w.hejing)
    warning = "The holidays of 2027 are not in the calendar"
    assert warning in desk.page(at)

    CalendarYear.objects.create(year=2027, maintained_by=w.tangxiao)

    assert warning not in desk.page(at)
