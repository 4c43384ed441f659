"""A second person looks into boxes that are dear or hold boards."""

from __future__ import annotations

import pytest

from shouhou.shipping.commands import booking, checking, packing
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import Shipment
from shouhou.shipping.queries import needs_check, to_book, to_check
from tests.shipping.dispatch import Dispatch
from tests.world import refused

LIMIT_FEN = 3_000_00


def chargers_worth(desk: Dispatch, cost_fen: int) -> Shipment:
    charger = desk.stock(f"CHG-{cost_fen}", 1, cost_fen=cost_fen)
    return desk.packed(desk.outbound(pieces=[(charger, 1)]))


@pytest.mark.req("S2.2.3f", "SOD-4")
def test_a_shipment_above_the_limit_is_checked_and_one_at_the_limit_is_not(
    desk: Dispatch,
) -> None:
    at_the_limit = chargers_worth(desk, LIMIT_FEN)
    above = chargers_worth(desk, LIMIT_FEN + 1)

    assert not needs_check(at_the_limit)
    assert needs_check(above)
    assert list(to_check()) == [above]
    assert list(to_book()) == [at_the_limit]


@pytest.mark.req("SOD-4")
def test_boards_are_checked_whatever_they_are_worth(desk: Dispatch) -> None:
    boards = desk.packed(desk.outbound(desk.units("MB-S5", "001010010000014", cost_fen=1)))

    assert list(to_check()) == [boards]
    with refused("shipping.check_needed"):
        booking.book(boards.pk, desk.listed(), by=desk.dinghang)
    assert Shipment.objects.get().state == State.PACKED


@pytest.mark.req("SOD-4", "S3.3.12")
def test_nobody_checks_what_he_packed(desk: Dispatch) -> None:
    packed = chargers_worth(desk, LIMIT_FEN + 1)

    with refused("accounts.own_work"):
        checking.check(packed.pk, by=desk.dinghang)
    checked = checking.check(packed.pk, by=desk.luomin)

    assert checked.state == State.CHECKED
    assert checked.checked_by == desk.luomin
    assert list(to_book()) == [checked]


@pytest.mark.req("SOD-4")
def test_whoever_scanned_a_single_piece_is_a_packer_too(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 2)
    shipment = desk.shipment(desk.outbound(pieces=[(charger, 2)]))
    packing.scan(shipment.pk, "CHG-5V", by=desk.luomin)
    packing.scan(shipment.pk, "CHG-5V", by=desk.dinghang)
    packing.finish(shipment.pk, by=desk.dinghang)

    with refused("accounts.own_work"):
        checking.check(shipment.pk, by=desk.luomin)

    assert Shipment.objects.get().state == State.PACKED


@pytest.mark.req("SOD-4")
def test_who_entered_the_serials_does_not_check_boards(desk: Dispatch) -> None:
    boards = desk.packed(desk.outbound(desk.units("MB-S5", "001010010000014")))

    with refused("accounts.own_work"):
        checking.check(boards.pk, by=desk.hejing)

    assert checking.check(boards.pk, by=desk.luomin).state == State.CHECKED


def test_who_made_the_document_may_check_chargers(desk: Dispatch) -> None:
    packed = chargers_worth(desk, LIMIT_FEN + 1)

    assert checking.check(packed.pk, by=desk.hejing).state == State.CHECKED


def test_rejected_boxes_are_packed_and_checked_anew(desk: Dispatch) -> None:
    shipment = chargers_worth(desk, LIMIT_FEN + 1)
    checking.check(shipment.pk, by=desk.luomin)

    with refused("shipping.reason_missing"):
        checking.reject(shipment.pk, reason="", by=desk.luomin)
    rejected = checking.reject(shipment.pk, reason="外箱破损", by=desk.luomin)

    assert rejected.state == State.DRAFT
    assert rejected.checked_by is None
    packing.finish(shipment.pk, by=desk.luomin)
    with refused("accounts.own_work"):
        checking.check(shipment.pk, by=desk.luomin)
    assert list(to_check()) == [rejected]


def test_an_open_box_is_not_checked(desk: Dispatch) -> None:
    shipment = desk.shipment(desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)]))

    with refused("workflow.not_now"):
        checking.check(shipment.pk, by=desk.luomin)

    assert Shipment.objects.get().checked_by is None


def test_the_value_of_a_million_pieces_is_reckoned_in_64_bits(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 1_000_000, cost_fen=100_000)
    packed = desk.packed(desk.outbound(pieces=[(charger, 1_000_000)]))

    assert needs_check(packed)
