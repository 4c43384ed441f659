"""The turnover register: every movement by the form's word, its other side and its people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.move_types import MoveType
from shouhou.exchange.turnover_register import Entry, Narrowing, entries
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, judging, posting, swapping, transferring
from shouhou.flows.transferring import Load
from shouhou.kernel import clock
from shouhou.repair.models import RepairOrder
from shouhou.stock import custody
from shouhou.stock.commands import reversals
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import spot
from tests.flows import story
from tests.world import World, books_are_clean

CHARGER, BATTERY, PANEL = "CHG-S5-01B", "BAT-S5-01A", "LCD-S5-01B"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts and a custodian; its books are clean at the end."""
    world = World()
    world.facts()
    custody.assign(place(Code.TURNOVER), world.qinyong, by=world.linlan)
    yield world
    books_are_clean()


def today(asked: Narrowing | None = None) -> list[Entry]:
    return list(entries(clock.today(), clock.today(), asked or Narrowing()))


def types() -> list[MoveType]:
    return [entry.type for entry in today()]


def received(w: World, quantity: int = 3, part_no: str = CHARGER, agent: str = "") -> ExchangeLine:
    """Bad pieces of an agent, taken over by the custodian."""
    sender = w.agent(agent) if agent else w.agent()
    declared, counted = [Declared(w.part(part_no), quantity)], [(part_no, str(quantity))]
    box = story.counted(w, sender, declared, counted)
    story.booked(w, box)
    story.taken_over(w, box)
    return box.lines.get()


def issued(w: World) -> Document:
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    return posting.post(dispatch.issue(w.agent(), ready, by=w.hejing).pk, by=w.linlan)


def moved(w: World, *way: Code, quantity: int = 2) -> None:
    """Chargers transferred from one warehouse to another, and confirmed."""
    source, target = map(place, way)
    load = Load(quantities={w.part(CHARGER): quantity})
    transfer = transferring.send(source, target, load, by=w.tangxiao)
    posting.post(transfer.sent_id, by=w.linlan)
    posting.post(transfer.received_id, by=w.hejun)


@pytest.mark.req("S4.5")
@pytest.mark.req("S3.4.3")
def test_a_swap_is_bad_pieces_in_bad_pieces_out_and_good_ones_for_exchange(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    order = story.swapped(w, received(w).pk, 3)
    issued(w)

    opened, bad_in, bad_out, good_out = today()

    assert [opened.type, bad_in.type, bad_out.type, good_out.type] == [
        MoveType.OPENED,
        MoveType.BAD_RECEIVED,
        MoveType.BAD_TO_MAIN,
        MoveType.EXCHANGED,
    ]
    assert [one.pair for one in (opened, bad_in, bad_out, good_out)] == [None, None, order, order]
    assert (bad_in.other, bad_in.receiver) == (place(Code.FRONT), w.qinyong)
    assert (good_out.other, good_out.receiver) == (of_agent(w.agent()), w.agent())
    assert (good_out.good_out, good_out.good_balance, good_out.bad_balance) == (3, 2, 0)
    assert (bad_out.measured, good_out.measured) == ("0 V", "")


@pytest.mark.req("S4.5")
@pytest.mark.req("S3.4.1")
def test_a_transfer_names_the_warehouse_at_its_other_end_and_who_confirmed_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5, at=Code.MAIN)
    moved(w, Code.MAIN, Code.TURNOVER)
    moved(w, Code.TURNOVER, Code.MAIN, quantity=1)
    moved(w, Code.TURNOVER, Code.DEFECT, quantity=1)

    came, back, elsewhere = today()

    assert [came.type, back.type, elsewhere.type] == [
        MoveType.FROM_MAIN,
        MoveType.TO_MAIN,
        MoveType.TO_ELSEWHERE,
    ]
    assert [came.other, back.other] == [place(Code.MAIN), place(Code.MAIN)]
    assert [came.receiver, back.receiver] == [w.hejun, w.hejun]


def test_a_transfer_that_has_not_arrived_was_received_by_nobody(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    load = Load(quantities={w.part(CHARGER): 2})
    sent = transferring.send(place(Code.TURNOVER), place(Code.MAIN), load, by=w.tangxiao)
    posting.post(sent.sent_id, by=w.linlan)

    *_, gone = today()

    assert (gone.type, gone.other, gone.receiver) == (MoveType.TO_MAIN, place(Code.MAIN), None)


@pytest.mark.req("S3.4.5")
def test_swollen_scrapped_and_foreign_pieces_leave_by_their_own_words(w: World) -> None:
    test = judging.Test(judging.Grounds.SWOLLEN, measured="9.8 mm")
    swollen = swapping.swap(received(w, 1, BATTERY).pk, 1, test, by=w.qinyong)
    posting.post(swollen.judgement_id, by=w.linlan)
    foreign = received(w, 1)
    story.sent_back(w, foreign.pk, 1)
    ids = [line.pk for line, _count in to_send_back(w.agent())]
    posting.post(dispatch.send_back(w.agent(), ids, by=w.hejing).pk, by=w.linlan)

    kinds = [kind for kind in types() if kind != MoveType.BAD_RECEIVED]

    assert kinds == [MoveType.BAD_TO_HAZARD, MoveType.RETURNED]


def test_good_pieces_that_are_judged_bad_or_scrapped_are_told_apart(w: World) -> None:
    charger = w.part(CHARGER)
    w.good_stock(charger, 5)
    turnover, defect = place(Code.TURNOVER), place(Code.DEFECT)
    good, bad = Condition.GOOD, Condition.DEFECTIVE
    lines = [
        Wanted(spot(defect, charger.pk, bad), spot(turnover, charger.pk, good), 1),
        Wanted(spot(turnover, charger.pk, bad), spot(turnover, charger.pk, good), 1),
    ]
    w.post(w.submitted(Kind.JUDGEMENT, lines, by=w.qinyong), by=w.linlan)
    scrapped = Wanted(spot(place(Code.SCRAP), charger.pk, bad), spot(turnover, charger.pk, bad), 1)
    w.post(w.submitted(Kind.SCRAP, [scrapped], by=w.tangxiao), by=w.linlan)

    _opened, left, stayed, gone = today()

    assert [left.type, stayed.type] == [MoveType.FOUND_BAD, MoveType.FOUND_BAD]
    assert (left.good_out, left.bad_in) == (1, 0)
    assert (stayed.good_out, stayed.bad_in, stayed.bad_balance) == (1, 1, 1)
    assert (gone.type, gone.bad_out, gone.bad_balance) == (MoveType.SCRAPPED, 1, 0)


@pytest.mark.req("S3.5.11")
def test_a_repaired_piece_comes_into_good_stock_and_goes_for_exchange(w: World) -> None:
    part = w.part(PANEL)
    box = story.counted(w, w.agent(), [Declared(part, 1, "PANEL1")], [(PANEL, "PANEL1")])
    story.booked(w, box)
    story.taken_over(w, box)
    story.repaired(w, RepairOrder.objects.get())
    dispatch.pick(w.agent(), "PANEL1", by=w.hejing)
    issued(w)

    assert types() == [MoveType.RESTOCKED, MoveType.EXCHANGED]


@pytest.mark.req("S4.5", "INV-10")
def test_a_reversal_names_the_pair_that_it_takes_back(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    order = story.swapped(w, received(w).pk, 3)
    reversal = reversals.draft(issued(w).pk, reason="发错", by=w.luomin)
    posting.post(reversal.pk, by=w.linlan)

    *_, back = today()

    assert (back.type, back.pair, back.good_in) == (MoveType.REVERSED, order, 3)
    assert back.line.document.reverses is not None


@pytest.mark.req("S4.5")
@pytest.mark.req("S3.4.4")
def test_a_line_says_what_was_short_when_its_day_ended(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    story.swapped(w, received(w).pk, 3)
    then = clock.today()

    with clock.set_to(clock.now() + timedelta(days=2)):
        w.good_stock(w.part(CHARGER), 2)
        posting.demands.fill_shortages(w.part(CHARGER).holdings.values_list("pk", flat=True))
        issued(w)
        rows = list(entries(then, clock.today(), Narrowing()))

    short = {row.type: row.short for row in rows if row.pair}
    assert short == {MoveType.BAD_TO_MAIN: 2, MoveType.EXCHANGED: 0}


def test_the_register_narrows_to_part_class_and_agent_with_the_balances_of_all(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    received(w)
    received(w, 1, BATTERY)
    received(w, 2, agent="DL-37-01")

    of_part = today(Narrowing(part=w.part(BATTERY)))
    of_class = today(Narrowing(material_class="big_three"))
    of_agent_ = today(Narrowing(agent=w.agent("DL-37-01")))

    assert [entry.part for entry in of_part] == [w.part(BATTERY)]
    assert of_class == []
    assert [(entry.bad_in, entry.bad_balance) for entry in of_agent_] == [(2, 5)]


def test_a_long_register_takes_no_more_queries(w: World) -> None:
    w.good_stock(w.part(CHARGER), 50)
    story.swapped(w, received(w).pk, 3)
    with CaptureQueriesContext(connection) as few:
        today()
    for _ in range(3):
        story.swapped(w, received(w).pk, 3)
        issued(w)

    with CaptureQueriesContext(connection) as many:
        today()

    assert len(many) == len(few)
