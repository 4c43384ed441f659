"""Replenishment: what is low is asked of the main warehouse once, sent, and confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.catalog.models import Part
from shouhou.flows import paperwork, posting, replenishing
from shouhou.stock import replenishment
from shouhou.stock.commands import demands, reversals
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Demand, Document, Transfer
from shouhou.stock.places import Code, place
from shouhou.stock.replenishment import Need
from tests.world import World, books_are_clean, refused

CHARGER, CABLE, PANEL = "CHG-S5-01B", "CBL-S5-01B", "LCD-S5-01B"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department; its books are clean when the test is over."""
    world = World()
    yield world
    books_are_clean()


def charger(w: World, here: int = 2, at_main: int = 50) -> Part:
    """Chargers: at least five on the turnover shelf, at most twenty."""
    part = w.part(CHARGER, turnover_min=5, turnover_max=20)
    if here:
        w.good_stock(part, here)
    if at_main:
        w.good_stock(part, at_main, at=Code.MAIN)
    return part


def need() -> Need:
    (found,) = replenishment.low()
    return found


def short(w: World, quantity: int) -> Demand:
    wish = Wish(w.agent(), w.part(CHARGER), quantity, place(Code.TURNOVER))
    return demands.demand(wish, by=w.qinyong)


def asked(w: World, part: Part, quantity: int) -> Transfer:
    return replenishing.replenish({part.pk: quantity}, by=w.tangxiao)


@pytest.mark.req("S3.4.1")
def test_what_is_low_is_suggested_up_to_the_maximum_and_to_what_main_has(w: World) -> None:
    charger(w)
    w.good_stock(w.part(CABLE, turnover_min=2, turnover_max=9), 3)
    plenty = need()

    w.good_stock(w.part("EAR-S5-01B", turnover_min=4, turnover_max=9), 3, at=Code.MAIN)

    assert (plenty.free, plenty.at_main, plenty.suggested) == (2, 50, 18)
    assert [(one.part.part_no, one.suggested) for one in replenishment.low()] == [
        (CHARGER, 18),
        ("EAR-S5-01B", 3),
    ]


@pytest.mark.req("S3.4.1")
@pytest.mark.req("S2.2.7")
def test_what_agents_wait_for_is_asked_for_as_well(w: World) -> None:
    charger(w)
    short(w, 7)

    assert (need().free, need().short, need().suggested) == (0, 5, 25)


def test_a_part_without_a_minimum_is_low_while_somebody_waits_for_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 9, at=Code.MAIN)
    short(w, 4)

    assert (need().part, need().suggested) == (w.part(CHARGER), 4)


@pytest.mark.req("S3.4.1")
def test_one_act_makes_a_transfer_that_is_posted_and_confirmed(w: World) -> None:
    part, waiting = charger(w), short(w, 3)

    transfer = asked(w, part, 21)
    states = set(Document.objects.filter(kind__contains="transfer").values_list("state", flat=True))
    posting.post(transfer.sent_id, by=w.linlan)
    on_the_way = need()
    posting.post(transfer.received_id, by=w.qinyong)

    assert states == {"submitted"}
    assert (on_the_way.coming, on_the_way.suggested) == (21, 0)
    assert replenishment.low() == []
    assert w.balance(Code.TURNOVER, part) == 23
    waiting.refresh_from_db()
    assert waiting.missing == 0
    assert TrailEntry.objects.get(verb="stock.replenish").after == {"parts": 1, "quantity": 21}


@pytest.mark.req("S3.4.1", "R-IDEM")
def test_who_asks_second_orders_nothing_twice(w: World) -> None:
    part = charger(w)
    asked(w, part, 18)
    before = Document.objects.count()

    with refused("replenish.too_many") as caught:
        replenishing.replenish({part.pk: 18}, by=w.qinyong)

    assert (caught.value.facts["most"], caught.value.facts["coming"]) == (0, 18)
    assert Document.objects.count() == before


@pytest.mark.req("S3.4.1")
def test_what_was_given_up_or_taken_back_is_on_its_way_no_more(w: World) -> None:
    part = charger(w)
    given_up = asked(w, part, 5)
    paperwork.void(given_up.sent_id, reason="不要了", by=w.tangxiao)
    after_giving_up = need()

    taken_back = asked(w, part, 6)
    posting.post(taken_back.sent_id, by=w.linlan)
    reversal = reversals.draft(taken_back.sent_id, reason="发错", by=w.qinyong)
    posting.post(reversal.pk, by=w.linlan)

    assert (after_giving_up.coming, after_giving_up.at_main) == (0, 50)
    assert (need().coming, need().at_main) == (0, 50)


def test_pieces_that_another_transfer_will_take_are_not_offered(w: World) -> None:
    part = charger(w, at_main=10)

    asked(w, part, 4)

    assert (need().coming, need().at_main, need().suggested) == (4, 6, 6)


@pytest.mark.req("R-STK")
def test_no_more_is_asked_for_than_main_has_free(w: World) -> None:
    part = charger(w, at_main=10)

    with refused("transfer.short") as caught:
        asked(w, part, 11)

    assert caught.value.facts["available"] == 10
    assert not Transfer.objects.exists()


def test_nothing_too_little_and_the_unapproved_are_refused(w: World) -> None:
    part = charger(w)

    with refused("replenish.nothing"):
        asked(w, part, 0)
    with refused("replenish.too_many"):
        asked(w, part, -1)
    Part.objects.filter(pk=part.pk).update(approved_by=None)
    with refused("replenish.not_usable"):
        asked(w, part, 1)

    assert not Transfer.objects.exists()


def test_pieces_with_serials_are_scanned_for_a_transfer_of_their_own(w: World) -> None:
    panel = w.part(PANEL, turnover_min=2, turnover_max=4)
    w.good_units(panel, ["PANEL1", "PANEL2", "PANEL3"], at=Code.MAIN)

    with refused("transfer.scan_each_piece"):
        asked(w, panel, 2)

    assert (need().suggested, Transfer.objects.count()) == (3, 0)


def test_only_who_makes_transfers_asks_and_never_confirms_what_he_asked_for(w: World) -> None:
    part = charger(w)

    for person in (w.hejing, w.zhouqi, w.linlan, w.dinghang, w.admin):
        with refused("accounts.not_your_role"):
            replenishing.replenish({part.pk: 1}, by=person)
    transfer = replenishing.replenish({part.pk: 1}, by=w.qinyong)
    posting.post(transfer.sent_id, by=w.linlan)
    with refused("accounts.own_work"):
        posting.post(transfer.received_id, by=w.qinyong)

    assert Transfer.objects.get() == transfer
    assert need().coming == 1
