"""Two people at once: one effect, and the other hears why not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from shouhou.kernel.refusals import Refused
from shouhou.shipping.commands import booking, packing, shipments
from shouhou.shipping.models import Manifest, PackScan, Shipment, ShipmentDocument
from tests.shipping.dispatch import Dispatch

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> Sequence[str]:
    """Run the acts side by side, each with its own connection; what became of each, sorted."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            act()
        except Refused as refusal:
            return refusal.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.req("S2.2.3f")
def test_two_packers_scan_one_piece_and_it_is_packed_once(desk: Dispatch) -> None:
    shipment = desk.shipment(desk.outbound(desk.units("LCD-S5", "DISP001")))
    first, second = desk.dinghang, desk.hejing

    answers = at_once(
        lambda: packing.scan(shipment.pk, "DISP001", by=first),
        lambda: packing.scan(shipment.pk, "DISP001", by=second),
    )

    assert answers == ["done", "shipping.packed_already"]
    assert PackScan.objects.standing().count() == 1


def test_two_packers_never_pack_the_last_charger_twice(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 5)
    shipment = desk.shipment(desk.outbound(pieces=[(charger, 5)]))
    first, second = desk.dinghang, desk.hejing

    answers = at_once(
        lambda: packing.scan(shipment.pk, "CHG-5V", quantity=3, by=first),
        lambda: packing.scan(shipment.pk, "CHG-5V", quantity=3, by=second),
    )

    assert answers == ["done", "shipping.too_many"]


def test_two_desks_make_one_shipment_of_a_document(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 5), 5)])
    agent, first, second = desk.agent(), desk.hejing, desk.luomin
    consignee = shipments.Consignee.of(agent)

    answers = at_once(
        lambda: shipments.make(agent, [document.pk], consignee, by=first),
        lambda: shipments.make(agent, [document.pk], consignee, by=second),
    )

    assert answers == ["done", "shipping.travels_already"]
    assert ShipmentDocument.objects.count() == Shipment.objects.count() == 1


@pytest.mark.req("S2.6.R2")
def test_two_clerks_give_a_waybill_to_one_shipment(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 5)
    one = desk.packed(desk.outbound(pieces=[(charger, 1)]))
    other = desk.packed(desk.outbound(pieces=[(charger, 1)]))
    listed, first, second = desk.listed(), desk.dinghang, desk.hejing

    answers = at_once(
        lambda: booking.book(one.pk, listed, by=first),
        lambda: booking.book(other.pk, listed, by=second),
    )

    assert answers == ["done", "shipping.waybill_used"]


def test_a_shipment_is_handed_over_or_void_and_never_both(desk: Dispatch) -> None:
    booked = desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 5), 5)]))
    clerk = desk.hejing

    answers = at_once(
        lambda: desk.handed_over(booked),
        lambda: shipments.void(booked.pk, reason="改址", by=clerk),
    )

    assert answers == ["done", "workflow.not_now"]
    left = Manifest.objects.exists()
    assert Shipment.objects.get().state == ("picked_up" if left else "void")
