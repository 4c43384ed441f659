"""What no console and no script can do to a shipment."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from shouhou.demo.pictures import photo
from shouhou.shipping.commands import packing
from shouhou.shipping.models import Box, Manifest, PackScan, Shipment, ShipmentDocument
from shouhou.stock import guards
from shouhou.stock.models import Unit
from tests.shipping.dispatch import Dispatch


@pytest.fixture
def open_one(desk: Dispatch) -> Shipment:
    """A display and three chargers, of which one lies in the box."""
    charger = desk.stock("CHG-5V", 9)
    shipment = desk.shipment(desk.outbound(desk.units("LCD-S5", "DISP001"), [(charger, 3)]))
    packing.scan(shipment.pk, "CHG-5V", by=desk.dinghang)
    return shipment


def refused_by_guard(sentence: str) -> Any:
    return pytest.raises(IntegrityError, match=f"guard: {sentence}")


def put(shipment: Shipment, desk: Dispatch, **columns: object) -> None:
    """Write a scan past the command."""
    scan: dict[str, Any] = {
        "shipment": shipment,
        "box": shipment.boxes.get(),
        "part": desk.part("CHG-5V"),
        "quantity": 1,
        "scanned_by": desk.dinghang,
    }
    with transaction.atomic():
        PackScan.objects.create(**(scan | columns))


def test_every_guard_of_shipping_stands(db: None) -> None:
    assert guards.missing(connection) == []


@pytest.mark.req("S2.2.3f")
def test_no_more_is_packed_than_the_documents_send(desk: Dispatch, open_one: Shipment) -> None:
    with refused_by_guard("no more is packed than the documents send"):
        put(open_one, desk, quantity=3)

    put(open_one, desk, quantity=2)


def test_a_unit_of_no_document_here_is_not_packed(desk: Dispatch, open_one: Shipment) -> None:
    (stranger,) = desk.units("LCD-S6", "OTHER01")

    with refused_by_guard("no more is packed than the documents send"):
        put(open_one, desk, part=stranger.part, unit=stranger)


def test_a_unit_stands_in_the_boxes_once(desk: Dispatch, open_one: Shipment) -> None:
    display = Unit.objects.get(label="DISP001")
    put(open_one, desk, part=display.part, unit=display)

    with pytest.raises(IntegrityError):
        put(open_one, desk, part=display.part, unit=display)


def test_nothing_is_packed_into_another_shipments_box(desk: Dispatch, open_one: Shipment) -> None:
    other = desk.shipment(desk.outbound(pieces=[(desk.part("CHG-5V"), 1)]))
    foreign = Box.objects.create(shipment=other, box_no=1)

    with refused_by_guard("a piece is packed into a box of a shipment being packed"):
        put(open_one, desk, box=foreign)


def test_scans_stay_as_they_were_made(desk: Dispatch, open_one: Shipment) -> None:
    scans = PackScan.objects.all()

    with refused_by_guard("a scan is never changed"), transaction.atomic():
        scans.update(quantity=3)
    with refused_by_guard("scans are never deleted"), transaction.atomic():
        scans.delete()

    packing.undo_last(open_one.pk, by=desk.dinghang)
    with refused_by_guard("a scan is never changed"), transaction.atomic():
        scans.update(undone_at=None, undone_by=None)


@pytest.mark.req("S2.2.3f")
def test_a_shipment_never_leaves_with_a_piece_missing(desk: Dispatch) -> None:
    booked = desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 2), 2)]))
    manifest = Manifest(
        number="MF0",
        carrier=desk.carriers["SF"],
        day=booked.made_at.date(),
        parcels=1,
        courier_name="小周",
        handed_over_by=desk.dinghang,
    )

    with refused_by_guard("a shipment leaves with exactly the pieces"), transaction.atomic():
        manifest.save()
        guards.remove(connection, ["scans_are_only_undone"])
        PackScan.objects.update(undone_at=booked.made_at, undone_by=desk.dinghang)
        Shipment.objects.update(state="picked_up", manifest=manifest)

    assert Shipment.objects.get().manifest is None


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"state": "booked"}, "a shipment goes from state to state"),
        ({"number": "SH1"}, "a shipment keeps its number"),
        ({"consignee_address": "别处"}, "a shipment keeps its number"),
    ],
)
def test_a_shipment_is_not_bent(open_one: Shipment, columns: dict[str, Any], sentence: str) -> None:
    with refused_by_guard(sentence), transaction.atomic():
        Shipment.objects.update(**columns)


@pytest.mark.parametrize(
    "columns", [{"waybill_no": "SF0000000000000"}, {"insured_fen": 0}, {"parcels": 9}]
)
def test_what_the_courier_signed_for_is_not_rewritten(
    desk: Dispatch, columns: dict[str, Any]
) -> None:
    desk.handed_over(desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 2), 2)])))

    with refused_by_guard("what a courier signed for"), transaction.atomic():
        Shipment.objects.update(**columns)
    with refused_by_guard("manifests are never changed"), transaction.atomic():
        Manifest.objects.update(parcels=7)


def test_a_manifest_stays(desk: Dispatch) -> None:
    desk.handed_over(desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 2), 2)])))

    with (
        refused_by_guard("manifests are never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM shipping_manifest")


@pytest.mark.req("S2.2.3f")
@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE shipping_photo SET box_id = NULL", "photos are never changed"),
        ("DELETE FROM shipping_photo", "photos are never deleted"),
    ],
)
def test_a_photo_of_a_box_stays(
    desk: Dispatch, open_one: Shipment, statement: str, sentence: str
) -> None:
    pictures = (photo("箱内", by=desk.dinghang),)
    packing.seal(open_one.pk, 1, seal_no="F1", weight_g=900, photos=pictures, by=desk.dinghang)

    with (
        refused_by_guard(sentence),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_shipment_is_not_born_packed(desk: Dispatch, open_one: Shipment) -> None:
    open_one.pk, open_one.number = None, "SH1"
    open_one.packed_by = desk.dinghang

    with refused_by_guard("a shipment begins as a draft"), transaction.atomic():
        open_one.save(force_insert=True)


def test_only_posted_documents_of_its_agent_travel_in_it(
    desk: Dispatch, open_one: Shipment
) -> None:
    charger = desk.part("CHG-5V")
    submitted = desk.submitted_outbound(pieces=[(charger, 1)])
    elsewhere = desk.outbound(pieces=[(charger, 1)], agent=desk.agent("DL-11-01"))

    for document in (submitted, elsewhere):
        with refused_by_guard("a shipment being packed carries"), transaction.atomic():
            ShipmentDocument.objects.create(shipment=open_one, document=document)


def test_a_document_is_freed_by_voiding_alone(open_one: Shipment) -> None:
    travels = ShipmentDocument.objects.all()

    with refused_by_guard("a document is freed once"), transaction.atomic():
        travels.update(freed_at=open_one.made_at)
    with refused_by_guard("travels are never deleted"), transaction.atomic():
        travels.delete()


def test_shipments_are_never_deleted(open_one: Shipment) -> None:
    with (
        refused_by_guard("shipments are never deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM shipping_shipment")

    assert Shipment.objects.count() == 1
