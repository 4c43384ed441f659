"""How far an exchange order has come: told by its promises, its documents and its parcel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.lifecycle import ExchangeState
from shouhou.exchange.models import ExchangeOrder
from shouhou.exchange.progress import progressed
from shouhou.flows import bench, dispatch, judging, posting, swapping
from shouhou.kernel import clock
from shouhou.repair.commands import codes
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import FourCodeCheck, RepairOrder
from shouhou.shipping.commands import booking, checking, manifests, packing, shipments
from shouhou.shipping.models import Payer, Service, Shipment
from shouhou.stock.commands import demands, documents, reversals
from shouhou.stock.models import Document, Unit
from tests.flows import story
from tests.world import World, books_are_clean

CHARGER, PANEL, BOARD = "CHG-S5-01B", "LCD-S5-01B", "MB-S5-01A"
OLD_IMEI, NEW_IMEI = "001010010000014", "001010010000022"
State = ExchangeState


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def swapped(w: World, quantity: int = 3) -> ExchangeOrder:
    """Bad chargers of one agent, swapped by the custodian."""
    charger = w.part(CHARGER)
    box = story.counted(w, w.agent(), [Declared(charger, quantity)], [(CHARGER, str(quantity))])
    story.booked(w, box)
    story.taken_over(w, box)
    return story.swapped(w, box.lines.get().pk, quantity)


def exchanged(w: World, part_no: str, old: str) -> ExchangeOrder:
    """One tracked piece that the bench found not worth repairing."""
    box = story.counted(w, w.agent(), [Declared(w.part(part_no), 1, old)], [(part_no, old)])
    story.booked(w, box)
    story.taken_over(w, box)
    order = RepairOrder.objects.get()
    story.inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    bench.judge(order.pk, Verdict.EXCHANGE, by=w.zhouqi)
    made = ExchangeOrder.objects.get()
    posting.post(made.judgement_id, by=w.linlan)
    return made


def state_of(order: ExchangeOrder) -> ExchangeState:
    return ExchangeState(progressed(ExchangeOrder.objects.all()).get(pk=order.pk).state)


def issued(w: World) -> Document:
    """Everything that is ready for the agent, on one document that waits for the supervisor."""
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    return dispatch.issue(w.agent(), ready, by=w.hejing)


def packed(w: World, document: Document) -> Shipment:
    """The document in one box."""
    consignee = shipments.Consignee.of(w.agent())
    shipment = shipments.make(w.agent(), [document.pk], consignee, by=w.hejing)
    for line in document.lines.select_related("source__part"):
        packing.scan(shipment.pk, line.source.part.part_no, quantity=line.quantity, by=w.hejing)
    packing.finish(shipment.pk, by=w.hejing)
    return checking.check(shipment.pk, by=w.luomin)


def taken_by_the_courier(w: World, shipment: Shipment) -> None:
    listed = booking.LogisticsList(
        carrier=w.carrier(),
        service=Service.ROAD,
        waybill=story.waybill(),
        payer=Payer.RECEIVER,
        weight_g=900,
        declared_fen=100_00,
        insured_fen=100_00,
    )
    booking.book(shipment.pk, listed, by=w.dinghang)
    receipt = manifests.Receipt(courier_name="小周", parcels=1)
    manifests.hand_over(w.carrier(), [shipment.pk], receipt, by=w.dinghang)


@pytest.mark.req("S2.2.2c")
def test_an_order_without_stock_waits_for_it_and_is_ready_once_it_came(w: World) -> None:
    order = swapped(w)
    waiting = state_of(order)

    w.good_stock(w.part(CHARGER), 3)
    demands.fill_shortages(w.part(CHARGER).holdings.values_list("pk", flat=True))

    assert (waiting, state_of(order)) == (State.WAITING, State.READY)


def test_one_piece_that_is_short_keeps_the_whole_order_waiting(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    order = swapped(w)

    issued(w)

    assert state_of(order) == State.WAITING


@pytest.mark.req("S2.2.2c")
@pytest.mark.req("S3.3.13")
def test_an_order_is_shipped_from_its_document_until_the_courier_has_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    order = swapped(w)
    states = [state_of(order)]

    document = issued(w)
    states.append(state_of(order))
    posting.post(document.pk, by=w.linlan)
    states.append(state_of(order))
    shipment = packed(w, document)
    states.append(state_of(order))
    taken_by_the_courier(w, shipment)
    states.append(state_of(order))

    assert states == [State.READY, *[State.SHIPPING] * 3, State.DONE]


def test_of_several_parcels_the_last_one_counts(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    order = swapped(w)
    (promise,) = dispatch.ready(w.agent())

    first = dispatch.issue(w.agent(), {promise.pk: 1}, by=w.hejing)
    posting.post(first.pk, by=w.linlan)
    rest_on_the_shelf = state_of(order)
    taken_by_the_courier(w, packed(w, first))
    posting.post(issued(w).pk, by=w.linlan)

    assert (rest_on_the_shelf, state_of(order)) == (State.READY, State.SHIPPING)


def test_a_document_given_up_or_taken_back_leaves_the_order_ready(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    order = swapped(w)

    documents.void(issued(w).pk, reason="写错", by=w.hejing)
    given_up = state_of(order)
    posted = posting.post(issued(w).pk, by=w.linlan)
    reversal = reversals.draft(posted.pk, reason="发错", by=w.luomin)
    posting.post(reversal.pk, by=w.linlan)

    assert (given_up, state_of(order)) == (State.READY, State.READY)


@pytest.mark.req("S2.2.7")
def test_an_order_whose_pieces_were_all_settled_otherwise_is_over(w: World) -> None:
    order = swapped(w)

    demands.close_shortage(order.demand_id, 3, reason="代理放弃", by=w.hejing)

    assert state_of(order) == State.CANCELLED


def test_a_display_is_picked_by_its_serial_before_it_is_ready(w: World) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    order = exchanged(w, PANEL, "OLD1")
    reserved = state_of(order)

    dispatch.pick(w.agent(), "NEW1", by=w.hejing)

    assert (reserved, state_of(order)) == (State.RESERVED, State.READY)


def test_a_good_piece_waits_until_the_old_one_is_judged_for_good(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    line = story.came(w, CHARGER, "2")
    test = judging.Test(judging.Grounds.DEFECTIVE, measured="0 V")
    first = swapping.swap(line.pk, 1, test, by=w.qinyong)
    second = swapping.swap(line.pk, 1, test, by=w.qinyong)
    waiting = state_of(first)

    posting.post(first.judgement_id, by=w.linlan)
    posting.reject(second.judgement_id, reason="测错", by=w.linlan)

    assert waiting == State.JUDGING
    assert (state_of(first), state_of(second)) == (State.READY, State.CANCELLED)


@pytest.mark.req("S2.3.3c")
def test_a_board_is_ready_only_while_its_codes_count_as_matched(w: World) -> None:
    w.good_units(w.part(BOARD), [NEW_IMEI])
    order = exchanged(w, BOARD, OLD_IMEI)
    dispatch.pick(w.agent(), NEW_IMEI, by=w.hejing)
    picked = state_of(order)

    read = codes.Codes(NEW_IMEI, NEW_IMEI, NEW_IMEI, FourCodeCheck.E_MARK)
    codes.match(Unit.objects.get(label=NEW_IMEI), read, by=w.hejing)
    matched = state_of(order)
    with clock.set_to(clock.now() + timedelta(days=30)):
        long_after = state_of(order)

    assert (picked, matched, long_after) == (State.PICKED, State.READY, State.PICKED)


@pytest.mark.req("S3.5.11")
def test_a_repaired_piece_that_went_back_to_the_bench_is_promised_to_nobody(w: World) -> None:
    box = story.counted(w, w.agent(), [Declared(w.part(PANEL), 1, "OLD1")], [(PANEL, "OLD1")])
    story.booked(w, box)
    story.taken_over(w, box)
    release = story.repaired(w, RepairOrder.objects.get())
    order = ExchangeOrder.objects.get()
    promised = state_of(order)

    reversal = reversals.draft(release.pk, reason="未修好", by=w.chenzhou)
    posting.post(reversal.pk, by=w.linlan)

    assert (promised, state_of(order)) == (State.RESERVED, State.CANCELLED)
