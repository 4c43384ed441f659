"""A phone with two numbers is one phone: counted once, and known again by either of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.catalog.models import Part
from shouhou.exchange.commands import counting, finishing, packing
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.models import InboundConsignment, Scan
from shouhou.flows import account_requests, booking, dispatch, receiving_stock
from shouhou.flows.account_requests import Wanted
from shouhou.flows.receiving_stock import Delivered
from shouhou.repair.commands import codes
from shouhou.repair.models import FourCodeCheck
from shouhou.shipping.commands import booking as couriers
from shouhou.shipping.commands import checking, manifests, shipments
from shouhou.shipping.commands import packing as boxes
from shouhou.shipping.models import Payer, Service
from shouhou.stock.commands.units import Piece, live_bearers, make_known, wear
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document, Serial, Unit
from shouhou.stock.places import Code, of_agent, place
from tests.flows import story
from tests.world import World, books_are_clean, refused

BOARD, PANEL, CHARGER = "MB-S5-01A", "LCD-S5-01B", "CHG-S5-01B"
FIRST, SECOND, OTHER = "001010010000014", "001010020000012", "001010010000022"
LABEL = f"IMEI1:{FIRST};IMEI2:{SECOND};MEID:A0000000002329;SN:X900"
NUMBERS = {"imei1": FIRST, "imei2": SECOND, "meid": "A0000000002329"}


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def worn(unit: Unit) -> dict[str, str]:
    """What a unit wears today, by kind."""
    return dict(unit.serials.filter(live=True).values_list("kind", "value"))


def counting_a(w: World, *declared: Declared) -> InboundConsignment:
    """A box of the agent's on the counting table."""
    box = story.signed(w, w.agent())
    listed = declared or (Declared(w.part(CHARGER), 1),)
    packing.keep(box.pk, Source("hand"), list(listed), by=w.hejing)
    return counting.start(box.pk, by=w.hejing)


def scan(w: World, box: InboundConsignment, raw: str, part: Part | None = None) -> Scan:
    """One scan at the counting table."""
    part = part or w.part(BOARD)
    return counting.scan(box.pk, raw, by=w.hejing, part=part).scan


def at_home(w: World, serial: str, *further: tuple[str, str]) -> Unit:
    """A board that the agent has."""
    piece = Piece(w.part(BOARD), serial, Serial.Kind.IMEI1, further=further)
    return make_known([piece], outside=of_agent(w.agent()))[0]


def sent_off(w: World, document: Document) -> None:
    """A posted outbound, packed piece by piece and taken by the courier."""
    consignee = shipments.Consignee.of(w.agent())
    shipment = shipments.make(w.agent(), [document.pk], consignee, by=w.hejing)
    for line in document.lines.select_related("unit"):
        boxes.scan(shipment.pk, str(line.unit), quantity=1, by=w.hejing)
    boxes.finish(shipment.pk, by=w.hejing)
    checking.check(shipment.pk, by=w.luomin)
    listed = couriers.LogisticsList(
        carrier=w.carrier(),
        service=Service.ROAD,
        waybill=story.waybill(),
        payer=Payer.RECEIVER,
        weight_g=900,
        declared_fen=100_00,
        insured_fen=100_00,
    )
    couriers.book(shipment.pk, listed, by=w.dinghang)
    receipt = manifests.Receipt(courier_name="小周", parcels=1)
    manifests.hand_over(w.carrier(), [shipment.pk], receipt, by=w.dinghang)


@pytest.mark.req("S2.2.3b", "S2.2.1b", "INV-3")
def test_a_board_that_was_shipped_returns_by_its_second_imei_as_the_same_unit(w: World) -> None:
    board = w.part(BOARD)
    w.good_units(board, [FIRST])
    asked = account_requests.ask_advance(w.agent(), board, Wanted(1, "机主等用"), by=w.hejing)
    account_requests.grant(asked.pk, by=w.linlan)
    unit = dispatch.pick(w.agent(), FIRST, by=w.hejing).unit
    pair = f"IMEI1:{FIRST};IMEI2:{SECOND}"
    codes.match(unit, codes.Codes(pair, pair, pair, FourCodeCheck.E_MARK), by=w.hejing)
    sent_off(w, story.shipped(w))

    box = counting_a(w, Declared(board, 1, FIRST))
    counted = counting.scan(box.pk, SECOND, by=w.hejing)
    finishing.finish(box.pk, by=w.hejing)
    story.booked(w, box)

    assert not counted.first_time_seen
    assert not box.discrepancies.exists()
    assert list(Unit.objects.all()) == [unit]
    assert Unit.objects.get().holding.place == place(Code.FRONT)
    assert box.lines.get().unit == unit


@pytest.mark.req("S2.2.1b", "S2.2.3b", "INV-3")
@pytest.mark.parametrize("other", [SECOND, f"(8041){SECOND}", "A0000000002329", FIRST, LABEL])
def test_the_two_barcodes_of_one_label_count_one_piece(w: World, other: str) -> None:
    box = counting_a(w, Declared(w.part(BOARD), 1, SECOND))
    scan(w, box, LABEL)

    with refused("count.duplicate"):
        scan(w, box, other)
    finishing.finish(box.pk, by=w.hejing)
    story.booked(w, box)

    assert box.scans.count() == 1
    assert not box.discrepancies.exists()
    unit = Unit.objects.get()
    assert (unit.label, worn(unit)) == (FIRST, NUMBERS | {"sn": "X900"})


@pytest.mark.req("S2.2.1b", "INV-3")
def test_a_label_whose_other_barcode_was_counted_before_is_a_duplicate_too(w: World) -> None:
    box, elsewhere = counting_a(w), counting_a(w)
    scan(w, box, SECOND)

    with refused("count.duplicate"):
        scan(w, box, LABEL)
    with refused("count.in_another_box") as refusal:
        scan(w, elsewhere, LABEL)

    assert refusal.value.facts["box"] == box.number
    assert Scan.objects.count() == 1


@pytest.mark.req("S2.2.1b", "INV-3")
def test_two_bare_barcodes_of_a_unit_we_know_count_one_piece(w: World) -> None:
    at_home(w, FIRST, (SECOND, Serial.Kind.IMEI2))
    box = counting_a(w)

    scan(w, box, SECOND)
    with refused("count.duplicate"):
        scan(w, box, FIRST)
    counting.undo(box.pk, by=w.hejing)
    again = scan(w, box, FIRST)

    assert again.serial == FIRST
    assert box.scans.filter(undone_at=None).count() == 1


@pytest.mark.req("S2.2.1b", "INV-3")
def test_a_label_of_two_units_is_set_aside(w: World) -> None:
    at_home(w, FIRST)
    at_home(w, SECOND)
    box = counting_a(w)

    with refused("count.two_pieces") as refusal:
        scan(w, box, LABEL)

    assert set(refusal.value.facts["pieces"]) == {FIRST, SECOND}
    assert not box.scans.exists()


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_unit_known_by_one_number_of_its_label_wears_the_others_once_it_is_booked(
    w: World,
) -> None:
    by_first, by_second = at_home(w, OTHER), at_home(w, SECOND)
    box = counting_a(w)
    scan(w, box, LABEL)
    scan(w, box, f"IMEI1:{OTHER};SN:X700")
    assert worn(by_second) == {"imei1": SECOND}

    finishing.finish(box.pk, by=w.hejing)
    story.agreed(w, box)
    story.booked(w, box)

    assert Unit.objects.count() == 2
    assert worn(by_first) == {"imei1": OTHER, "sn": "X700"}
    assert set(worn(by_second).values()) == {*NUMBERS.values(), "X900"}
    assert live_bearers([FIRST])[FIRST] == by_second


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_number_that_was_given_up_stays_so_though_an_old_label_bears_it(w: World) -> None:
    unit = at_home(w, FIRST)
    wear(unit, Serial.Kind.IMEI1, OTHER, by=w.zhouqi)
    box = counting_a(w)

    counted = scan(w, box, f"IMEI1:{FIRST};IMEI2:{OTHER}")
    finishing.finish(box.pk, by=w.hejing)
    story.agreed(w, box)
    story.booked(w, box)

    assert counted.serial == OTHER
    assert worn(unit) == {"imei1": OTHER}
    assert FIRST not in live_bearers([FIRST])


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_number_that_another_unit_took_meanwhile_keeps_the_booking_back(w: World) -> None:
    stranger, box = at_home(w, OTHER), counting_a(w)
    scan(w, box, LABEL)
    finishing.finish(box.pk, by=w.hejing)
    story.agreed(w, box)
    wear(stranger, Serial.Kind.IMEI2, SECOND, by=w.zhouqi)

    with refused("stock.serial_worn"):
        booking.submit(box.pk, by=w.hejing)

    assert list(Unit.objects.all()) == [stranger]
    assert not Document.objects.exists()


def test_a_display_bears_one_number_whatever_label_was_scanned(w: World) -> None:
    box = counting_a(w)
    scan(w, box, f"IMEI1:{FIRST};IMEI2:{SECOND}", w.part(PANEL))
    finishing.finish(box.pk, by=w.hejing)
    story.agreed(w, box)
    story.booked(w, box)

    assert worn(Unit.objects.get()) == {"sn": FIRST}


@pytest.mark.parametrize("odd", ["X" * 41, "X9", "X?900"])
def test_what_a_label_calls_a_number_and_is_none_is_left_out(w: World, odd: str) -> None:
    box = counting_a(w)

    counted = scan(w, box, f"IMEI1:{FIRST};SN:{odd}")

    assert (counted.serial, counted.further.count()) == (FIRST, 0)


def received(w: World, *labels: str) -> Document:
    """Boards that came from a supplier, each by its label."""
    pieces = [Delivered(w.part(BOARD), serial=label, where=label) for label in labels]
    return receiving_stock.receive(Kind.OPENING, Code.MAIN, pieces, by=w.tangxiao)


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_received_board_is_known_by_every_number_of_its_label(w: World) -> None:
    received(w, LABEL)

    unit = Unit.objects.get()
    assert (unit.label, worn(unit)) == (FIRST, NUMBERS | {"sn": "X900"})


@pytest.mark.req("S2.2.3b", "INV-3")
def test_the_two_barcodes_of_one_phone_are_not_received_as_two(w: World) -> None:
    with refused("receipt.lines") as twice:
        received(w, LABEL, SECOND)
    at_home(w, OTHER, (SECOND, Serial.Kind.IMEI2))
    with refused("receipt.lines") as known:
        received(w, LABEL)

    assert [(one.code, one.where) for one in twice.value.rows] == [("receipt.serial_twice", SECOND)]
    assert [(one.code, one.where) for one in known.value.rows] == [("receipt.serial_known", LABEL)]
    assert Unit.objects.count() == 1
    assert not Document.objects.exists()
