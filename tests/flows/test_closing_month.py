"""Month-end close: what the checklist finds open, and closing with it."""

from __future__ import annotations

from datetime import date

import pytest

from shouhou.exchange.commands import books
from shouhou.exchange.commands.packing import Declared
from shouhou.flows import closing_month, transferring
from shouhou.flows.transferring import Load
from shouhou.stock.commands import documents, reversals
from shouhou.stock.models import Transfer
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.stock.test_periods import LAST_WORKING_DAY, OCTOBER, on
from tests.world import World, books_are_clean, refused

DAY = date(2026, 10, 12)


@pytest.fixture
def w(db: None) -> World:
    """Chargers in the turnover warehouse since October."""
    w = World()
    with on(DAY):
        w.facts()
        w.good_stock(w.part("CHG-S5-01B"), 20)
    return w


def open_points() -> dict[str, int]:
    return {point.key: point.count for point in closing_month.checklist(OCTOBER)}


def sent_off(w: World, quantity: int = 2) -> Transfer:
    load = Load(quantities={w.part("CHG-S5-01B"): quantity})
    return transferring.send(place(Code.TURNOVER), place(Code.MAIN), load, by=w.qinyong)


@pytest.mark.req("S2.5.R7")
def test_documents_that_wait_are_open_until_they_are_posted_or_sent_back(w: World) -> None:
    with on(LAST_WORKING_DAY):
        transfer = sent_off(w)
        assert open_points()["waiting"] == 1
        documents.reject(transfer.sent.pk, reason="再看", by=w.linlan)
        assert open_points()["waiting"] == 0
    with on(date(2026, 11, 2)):
        sent_off(w)
        assert open_points()["waiting"] == 0


@pytest.mark.req("S2.5.R7")
def test_what_was_sent_off_is_open_until_it_arrives_or_comes_back(w: World) -> None:
    with on(LAST_WORKING_DAY):
        arrived, returned = sent_off(w), sent_off(w)
        for one in (arrived, returned):
            w.post(one.sent, by=w.linlan)
        assert open_points()["in_transit"] == 2
        w.post(arrived.received, by=w.hejun)
        assert open_points()["in_transit"] == 1
        back = reversals.draft(returned.sent.pk, reason="未发", by=w.qinyong)
        w.post(back, by=w.linlan)
        assert open_points()["in_transit"] == 0


@pytest.mark.req("S2.5.R7")
def test_days_of_the_turnover_warehouse_are_open_until_they_are_closed(w: World) -> None:
    with on(DAY):
        assert open_points()["turnover_days"] == 1
        books.close_turnover_day(DAY, {}, by=w.qinyong)
        assert open_points()["turnover_days"] == 0


@pytest.mark.req("S2.5.R7")
def test_days_of_the_hand_kept_book_are_open_until_they_are_closed(w: World) -> None:
    with on(DAY):
        assert open_points()["book_days"] == 0
        declared = [Declared(w.part("CHG-S5-01B"), 2)]
        box = story.counted(w, w.agent(), declared, [("CHG-S5-01B", "2")])
        story.booked(w, box)
        assert open_points()["book_days"] == 1
        books.close_day(DAY, note="未手工核对", by=w.linlan)
        assert open_points()["book_days"] == 0


@pytest.mark.req("S2.5.R7", "R-PER")
def test_a_month_with_open_points_is_closed_with_its_reason(w: World) -> None:
    with on(LAST_WORKING_DAY):
        w.post(sent_off(w).sent, by=w.linlan)
        with refused("stock.open_points_need_a_reason"):
            closing_month.close(OCTOBER, by=w.linlan)
        closed = closing_month.close(OCTOBER, reason="在途货物下月确认", by=w.linlan)

    assert closed.open_points == {"in_transit": 1, "turnover_days": 2}
    books_are_clean()
