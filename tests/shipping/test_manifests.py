"""The hand-over to the courier, and what is still in the house until then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.kernel import clock
from shouhou.shipping.commands import booking, checking, manifests, packing, shipments
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import Manifest, Shipment
from shouhou.shipping.queries import posted_not_handed_over, to_check, to_hand_over
from shouhou.stock.commands import documents, reversals
from shouhou.stock.models import Unit
from tests.shipping.dispatch import Dispatch
from tests.world import refused


@pytest.fixture
def booked(desk: Dispatch) -> Shipment:
    """Two displays, packed into two boxes, checked and booked with SF."""
    shipment = desk.shipment(desk.outbound(desk.units("LCD-S5", "DISP001", "DISP002")))
    packing.scan(shipment.pk, "DISP001", by=desk.dinghang)
    packing.scan(shipment.pk, "DISP002", box_no=2, by=desk.dinghang)
    packing.finish(shipment.pk, by=desk.dinghang)
    return booking.book(shipment.pk, desk.listed(), by=desk.dinghang)


def receipt(parcels: int = 2, name: str = "小周") -> manifests.Receipt:
    return manifests.Receipt(courier_name=name, parcels=parcels)


@pytest.mark.req("S2.6.R3", "S3.3.13")
def test_the_courier_counts_signs_and_the_shipments_are_picked_up(
    desk: Dispatch, booked: Shipment
) -> None:
    charger = desk.stock("CHG-5V", 1)
    second = desk.booked(desk.outbound(pieces=[(charger, 1)]), waybill="SF1234567890124")
    sf = desk.carriers["SF"]
    evening = datetime(2027, 3, 1, 17, 30, tzinfo=UTC)

    with clock.set_to(evening):
        manifest = manifests.hand_over(sf, [second.pk, booked.pk], receipt(3), by=desk.dinghang)

    assert manifest.number == "MF202703020001"
    assert str(manifest.day) == "2027-03-02"
    assert set(manifest.shipments.all()) == {booked, second}
    assert set(Shipment.objects.values_list("state", flat=True)) == {State.PICKED_UP}
    assert not to_hand_over().exists()
    assert TrailEntry.objects.filter(verb="shipping.hand_over").count() == 3


@pytest.mark.req("S2.6.R3")
def test_a_courier_who_counts_another_number_takes_nothing(
    desk: Dispatch, booked: Shipment
) -> None:
    with refused("shipping.parcels_differ") as refusal:
        manifests.hand_over(desk.carriers["SF"], [booked.pk], receipt(1), by=desk.dinghang)

    assert refusal.value.facts == {"counted": 1, "booked": 2}
    assert not Manifest.objects.exists()
    assert Shipment.objects.get().state == State.BOOKED


@pytest.mark.parametrize("name", ["", "  "])
def test_a_courier_signs_by_name(desk: Dispatch, booked: Shipment, name: str) -> None:
    with refused("shipping.courier_missing"):
        manifests.hand_over(desk.carriers["SF"], [booked.pk], receipt(2, name), by=desk.dinghang)

    assert not Manifest.objects.exists()


def test_a_manifest_is_of_one_carrier(desk: Dispatch, booked: Shipment) -> None:
    with refused("shipping.other_carrier"):
        manifests.hand_over(desk.carriers["JD"], [booked.pk], receipt(), by=desk.dinghang)
    with refused("shipping.nothing_to_hand_over"):
        manifests.hand_over(desk.carriers["SF"], [], receipt(), by=desk.dinghang)

    assert not Manifest.objects.exists()


@pytest.mark.req("S2.2.3f")
def test_only_a_booked_shipment_leaves(desk: Dispatch) -> None:
    packed = desk.packed(desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)]))

    with refused("workflow.not_now"):
        manifests.hand_over(desk.carriers["SF"], [packed.pk], receipt(1), by=desk.dinghang)

    assert not Manifest.objects.exists()


def test_a_shipment_leaves_once(desk: Dispatch, booked: Shipment) -> None:
    desk.handed_over(booked)

    with refused("workflow.not_now"):
        desk.handed_over(booked)

    assert Manifest.objects.count() == 1


def test_a_part_that_grew_dear_meanwhile_is_checked_before_it_leaves(
    desk: Dispatch, booked: Shipment
) -> None:
    display = desk.part("LCD-S5")
    type(display).objects.filter(pk=display.pk).update(cost_fen=2_000_00)

    with refused("shipping.check_needed"):
        desk.handed_over(booked)
    assert list(to_check()) == [booked]

    checking.check(booked.pk, by=desk.luomin)
    assert desk.handed_over(booked).parcels == 2


def test_a_document_reversed_after_booking_keeps_the_shipment_here(
    desk: Dispatch, booked: Shipment
) -> None:
    (travel,) = booked.carried.select_related("document")
    reversals.draft(travel.document.pk, reason="代理退单", by=desk.hejing)

    with refused("shipping.document_reversed"):
        desk.handed_over(booked)

    assert not Manifest.objects.exists()


def test_a_rejected_booking_is_packed_and_booked_again_under_its_waybill(
    desk: Dispatch, booked: Shipment
) -> None:
    checking.reject(booked.pk, reason="封签断", by=desk.luomin)
    packing.finish(booked.pk, by=desk.dinghang)

    again = booking.book(booked.pk, desk.listed(), by=desk.dinghang)

    assert desk.handed_over(again).parcels == 2


def test_only_the_logistics_clerk_hands_over(desk: Dispatch, booked: Shipment) -> None:
    with refused("accounts.not_your_role"):
        manifests.hand_over(desk.carriers["SF"], [booked.pk], receipt(), by=desk.hejing)

    assert not Manifest.objects.exists()


def test_a_posted_piece_is_in_the_house_until_the_courier_has_it(desk: Dispatch) -> None:
    shelved, leaving = desk.units("LCD-S5", "DISP001", "DISP002")
    both = [shelved.pk, leaving.pk]
    assert not posted_not_handed_over(both)

    document = desk.outbound([leaving])
    assert list(posted_not_handed_over(both)) == [leaving]

    given_up = desk.booked(document)
    shipments.void(given_up.pk, reason="改走京东", by=desk.hejing)
    booked = desk.booked(document)
    assert list(posted_not_handed_over(both)) == [leaving]

    desk.handed_over(booked)
    assert not posted_not_handed_over(both)


def test_a_piece_taken_back_on_paper_is_no_longer_said_to_leave(desk: Dispatch) -> None:
    (display,) = desk.units("LCD-S5", "DISP001")
    reversal = reversals.draft(desk.outbound([display]).pk, reason="错", by=desk.hejing)

    documents.post(reversal.pk, by=desk.linlan)

    assert not posted_not_handed_over([display.pk])
    assert not Unit.objects.get().holding.outside
