"""Packing by scan: what is in the boxes is what the documents say, to the piece."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.shipping.commands import packing
from shouhou.shipping.contents import packing_of
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import PackScan, Shipment
from shouhou.stock.commands import reversals
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Serial
from tests.shipping.dispatch import Dispatch
from tests.world import refused


def standing() -> int:
    return PackScan.objects.standing().count()


@pytest.mark.req("S2.2.3f", "S3.3.12")
def test_a_scan_answers_with_running_counts(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    first = packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    then = packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=3, by=desk.hejing)

    assert (first.unit and first.unit.label, first.packed, first.wanted) == ("DISP001", 1, 2)
    assert (then.part.part_no, then.packed, then.wanted) == ("CHG-5V", 3, 5)
    assert (then.packed_in_all, then.wanted_in_all) == (4, 7)


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    "typed", ["disp001\r\n", "ＤＩＳＰ００１", " DISP-001 ", "(21)DISP001", "SN:DISP001"]
)
def test_a_serial_is_known_however_the_scanner_sends_it(
    desk: Dispatch, displays_and_chargers: Shipment, typed: str
) -> None:
    packed = packing.scan(displays_and_chargers.pk, typed, by=desk.dinghang)

    assert packed.unit is not None
    assert packed.unit.label == "DISP001"


def test_a_unit_is_known_by_any_number_it_wears(desk: Dispatch) -> None:
    (board,) = desk.units("MB-S5", "001010010000014")
    wear(board, Serial.Kind.SN, "BOARD7", by=desk.zhouqi)
    shipment = desk.shipment(desk.outbound([board]))

    packed = packing.scan(shipment.pk, "BOARD7", by=desk.dinghang)

    assert packed.unit == board


def test_a_retired_number_is_unknown(desk: Dispatch) -> None:
    (board,) = desk.units("MB-S5", "001010010000014")
    wear(board, Serial.Kind.SN, "001010010000022", by=desk.zhouqi)
    shipment = desk.shipment(desk.outbound([board]))

    with refused("shipping.unknown_code"):
        packing.scan(shipment.pk, "001010010000014", by=desk.dinghang)


def test_an_unknown_code_is_answered_as_such(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    with refused("shipping.unknown_code"):
        packing.scan(displays_and_chargers.pk, "NOSUCHTHING", by=desk.dinghang)

    assert not standing()


def test_a_piece_packed_twice_is_a_duplicate_that_names_its_box(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)

    with refused("shipping.packed_already") as refusal:
        packing.scan(displays_and_chargers.pk, "DISP001", by=desk.hejing)

    assert refusal.value.facts["box_no"] == 1
    assert refusal.value.facts["packer"] == str(desk.dinghang)
    assert standing() == 1


def test_a_piece_of_no_document_here_is_foreign(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    desk.units("LCD-S6", "OTHER01")
    desk.stock("CBL-C", 3)

    with refused("shipping.not_on_documents"):
        packing.scan(displays_and_chargers.pk, "OTHER01", by=desk.dinghang)
    with refused("shipping.not_on_documents"):
        packing.scan(displays_and_chargers.pk, "CBL-C", by=desk.dinghang)

    assert not standing()


@pytest.mark.req("S2.2.3f")
def test_an_extra_piece_is_refused(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=4, by=desk.dinghang)

    with refused("shipping.too_many") as refusal:
        packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=2, by=desk.dinghang)

    assert refusal.value.facts["packed"] == 4
    assert standing() == 1


def test_a_tracked_part_is_not_packed_by_its_number(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    with refused("shipping.scan_the_serial"):
        packing.scan(displays_and_chargers.pk, "LCD-S5", by=desk.dinghang)

    assert not standing()


def test_a_label_of_two_pieces_is_put_aside(desk: Dispatch) -> None:
    boards = desk.units("MB-S5", "001010010000014", "001010010000022")
    shipment = desk.shipment(desk.outbound(boards))
    mixed = "(8040)001010010000014(8041)001010010000022"

    with refused("stock.two_pieces"):
        packing.scan(shipment.pk, mixed, by=desk.dinghang)

    assert not standing()


def test_nothing_is_no_quantity(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    with refused("shipping.no_quantity"):
        packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=0, by=desk.dinghang)

    assert not standing()


def test_undo_takes_back_ones_own_last_scan(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "DISP002", by=desk.hejing)

    taken_back = packing.undo_last(displays_and_chargers.pk, by=desk.dinghang)

    assert taken_back.unit is not None
    assert taken_back.unit.label == "DISP001"
    assert taken_back.packed == 1
    with refused("shipping.nothing_to_undo"):
        packing.undo_last(displays_and_chargers.pk, by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "DISP001", box_no=2, by=desk.dinghang)
    assert standing() == 2


def test_any_scan_is_undone_once_by_whoever_packs(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    scan = PackScan.objects.get()

    packing.undo(scan.pk, by=desk.hejing)

    scan.refresh_from_db()
    assert (scan.scanned_by, scan.undone_by) == (desk.dinghang, desk.hejing)
    with refused("shipping.undone_already"):
        packing.undo(scan.pk, by=desk.hejing)
    with refused("shipping.no_such_scan"):
        packing.undo(scan.pk + 1, by=desk.hejing)


@pytest.mark.req("S2.2.3f")
def test_packing_is_finished_when_every_line_is_in_the_boxes(
    desk: Dispatch, displays_and_chargers: Shipment
) -> None:
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=5, by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    with refused("shipping.not_packed") as refusal:
        packing.finish(displays_and_chargers.pk, by=desk.dinghang)
    assert refusal.value.where == "DISP002"
    assert Shipment.objects.get().state == State.DRAFT

    packing.scan(displays_and_chargers.pk, "DISP002", box_no=2, by=desk.hejing)
    packed = packing.finish(displays_and_chargers.pk, by=desk.dinghang)

    assert packed.state == State.PACKED
    assert packed.packed_by == desk.dinghang
    assert packed.parcels == 2


def test_the_first_missing_part_is_named(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=4, by=desk.dinghang)

    with refused("shipping.not_packed") as refusal:
        packing.finish(displays_and_chargers.pk, by=desk.dinghang)

    assert refusal.value.where == "CHG-5V"
    assert (refusal.value.facts["packed"], refusal.value.facts["wanted"]) == (4, 5)


def test_a_part_on_two_documents_is_packed_together(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    shipment = desk.shipment(
        desk.outbound(pieces=[(charger, 2)]), desk.outbound(pieces=[(charger, 3)])
    )

    packed = packing.scan(shipment.pk, "CHG-5V", quantity=5, by=desk.dinghang)

    assert (packed.packed, packed.wanted) == (5, 5)
    assert packing.finish(shipment.pk, by=desk.dinghang).state == State.PACKED


def test_a_packed_box_takes_no_more_scans_and_gives_none_back(desk: Dispatch) -> None:
    packed = desk.packed(desk.outbound(pieces=[(desk.stock("CHG-5V", 3), 2)]))

    with refused("workflow.not_now"):
        packing.scan(packed.pk, "CHG-5V", by=desk.dinghang)
    with refused("workflow.not_now"):
        packing.undo_last(packed.pk, by=desk.dinghang)

    assert standing() == 1


def test_a_document_reversed_meanwhile_is_not_packed_to_the_end(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 3), 2)])
    shipment = desk.shipment(document)
    packing.scan(shipment.pk, "CHG-5V", quantity=2, by=desk.dinghang)
    reversal = reversals.draft(document.pk, reason="发错", by=desk.hejing)

    with refused("shipping.document_reversed") as refusal:
        packing.finish(shipment.pk, by=desk.dinghang)

    assert refusal.value.facts["reversal"] == reversal.number
    assert Shipment.objects.get().state == State.DRAFT


def test_what_is_packed_survives_a_reload(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "DISP002", by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=2, by=desk.dinghang)

    seen = {
        packing.piece.serial or packing.piece.part_no: (packing.packed, packing.wanted)
        for packing in packing_of([displays_and_chargers.pk])
    }

    assert seen == {"CHG-5V": (2, 5), "DISP001": (0, 1), "DISP002": (1, 1)}


def test_only_packers_pack(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    with refused("accounts.not_your_role"):
        packing.scan(displays_and_chargers.pk, "DISP001", by=desk.zhouqi)

    assert not standing()


def test_a_shipment_that_is_not_there_is_missing(desk: Dispatch) -> None:
    with refused("shipping.no_such_shipment"):
        packing.scan(0, "DISP001", by=desk.dinghang)


def test_a_scan_asks_the_same_however_much_is_being_shipped(desk: Dispatch) -> None:
    def statements(pieces: int) -> int:
        units = desk.units("LCD-S5", *(f"D{pieces}X{nth:03d}" for nth in range(pieces)))
        shipment = desk.shipment(desk.outbound(units))
        packing.scan(shipment.pk, units[0].label, by=desk.dinghang)
        with CaptureQueriesContext(connection) as asked:
            packing.scan(shipment.pk, units[1].label, by=desk.dinghang)
        return len(asked)

    assert statements(60) == statements(3) < 20
