"""Replenishment on the screen: what is low, asked for in one act, scanned where it has serials."""

from __future__ import annotations

import uuid

import pytest

from shouhou.catalog.models import Part
from shouhou.flows import posting
from shouhou.stock.models import Transfer
from shouhou.stock.places import Code
from tests.staff.workshop_scene import Browser
from tests.world import World

CHARGER, PANEL = "CHG-S5-01B", "LCD-S5-01B"


def low(w: World) -> Part:
    """Chargers that the main warehouse has plenty of, and the turnover warehouse too few."""
    part = w.part(CHARGER, turnover_min=5, turnover_max=20)
    w.good_stock(part, 2)
    w.good_stock(part, 50, at=Code.MAIN)
    return part


@pytest.mark.req("S3.4.1")
def test_what_is_low_is_asked_for_as_suggested_and_arrives_when_confirmed(w: World) -> None:
    part, clerk = low(w), Browser(w.tangxiao)

    page = clerk.page("/turnover/low/")
    answer = clerk.press("/turnover/replenish/", **{str(part.pk): "18"})

    assert f'name="{part.pk}" value="18"' in page
    assert answer.headers["Location"] == "/turnover/low/"
    transfer = Transfer.objects.get()
    told = clerk.page("/turnover/low/")
    assert transfer.sent.number in told
    assert f'name="{part.pk}"' not in told
    posting.post(transfer.sent_id, by=w.linlan)
    assert transfer.received.number in Browser(w.qinyong).page("/")
    Browser(w.qinyong).press(f"/posting/{transfer.received}/")
    assert w.balance(Code.TURNOVER, part) == 20


@pytest.mark.req("S3.4.1", "R-IDEM")
def test_a_form_sent_twice_asks_once(w: World) -> None:
    part, clerk = low(w), Browser(w.tangxiao)
    form = {"request_key": str(uuid.uuid4()), str(part.pk): "18"}

    answers = [clerk.post("/turnover/replenish/", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize(("typed", "status"), [("x", 422), ("-1", 422), ("", 422), ("19", 409)])
def test_a_wrong_number_asks_for_nothing(w: World, typed: str, status: int) -> None:
    part = low(w)

    answer = Browser(w.tangxiao).press("/turnover/replenish/", **{str(part.pk): typed})

    assert answer.status_code == status
    assert not Transfer.objects.exists()


@pytest.mark.req("S3.4.1")
def test_pieces_with_serials_lead_to_the_transfer_page_with_the_part_named(w: World) -> None:
    panel = w.part(PANEL, turnover_min=2, turnover_max=4)
    w.good_units(panel, ["PANEL1", "PANEL2", "PANEL3"], at=Code.MAIN)
    keeper = Browser(w.qinyong)
    way = f"/transfers/MAIN/TURNOVER/?part={PANEL}"

    assert f'href="{way}"' in keeper.page("/turnover/low/")
    assert f"For the shelf: 3 pieces of {panel}" in keeper.page(way)


def test_a_transfer_without_a_named_part_says_nothing_of_the_shelf(w: World) -> None:
    low(w)
    keeper = Browser(w.qinyong)

    for way in ("/transfers/MAIN/TURNOVER/", f"/transfers/TURNOVER/MAIN/?part={CHARGER}"):
        assert "For the shelf" not in keeper.page(way)


def test_what_main_has_none_of_is_listed_apart(w: World) -> None:
    w.part("EAR-S5-01B", turnover_min=5, turnover_max=20)
    w.good_stock(w.part("CBL-S5-01B", turnover_min=2, turnover_max=9), 3)

    page = Browser(w.tangxiao).page("/turnover/low/")

    assert "1 more low part" in page
    assert "EAR-S5-01B" in page
    assert "CBL-S5-01B" not in page


def test_others_see_what_is_low_and_ask_for_nothing(w: World) -> None:
    part = low(w)

    for person in (w.hejing, w.linlan, w.zhouqi):
        browser = Browser(person)
        page = browser.page("/turnover/low/")
        assert CHARGER in page
        assert "Ask for these pieces" not in page
        assert browser.press("/turnover/replenish/", **{str(part.pk): "1"}).status_code == 403
    assert not Transfer.objects.exists()


def test_where_nothing_is_low_the_page_says_so(w: World) -> None:
    page = Browser(w.tangxiao).page("/turnover/low/")

    assert "No part is below its minimum" in page
