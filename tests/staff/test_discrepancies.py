"""Differences at the desk: who is to be called, what was said, what was agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.exchange.commands import discrepancies
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import Discrepancy
from shouhou.kernel import clock
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
