"""The audit of shipments finds every fault that is planted behind the guards' back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from shouhou.shipping.guard_list import GUARDS
from shouhou.shipping.models import Manifest, PackScan, Shipment
from shouhou.stock import guards
from shouhou.stock.checks import faults
from shouhou.stock.commands import documents, reversals
from shouhou.stock.models import Document
from tests.shipping.dispatch import Dispatch
from tests.world import books_are_clean

Plant = Callable[[Dispatch, Shipment], object]


@pytest.fixture
def unguarded(db: None) -> tuple[Dispatch, Shipment]:
    """A shipment that left, in a database whose guards of shipping are lifted."""
    desk = Dispatch()
    shipment = desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 5), 2)]))
    desk.handed_over(shipment)
    books_are_clean()
    guards.remove(connection, [guard.name for guard in GUARDS])
    return desk, shipment


def reverse(desk: Dispatch, _left: Shipment) -> None:
    reversal = reversals.draft(
        Document.objects.get(kind="outbound").pk, reason="错", by=desk.hejing
    )
    documents.post(reversal.pk, by=desk.linlan)


PLANTS: dict[str, Plant] = {
    "a shipment carries one agent's documents": lambda desk, _left: Shipment.objects.update(
        agent=desk.agent("DL-11-01")
    ),
    "what was handed over was packed as its documents say": (
        lambda desk, left: PackScan.objects.update(undone_at=left.made_at, undone_by=desk.dinghang)
    ),
    "no box holds more than the documents send": lambda _desk, _left: PackScan.objects.update(
        quantity=3
    ),
    "nothing that left was taken back on paper": reverse,
    "a manifest counts the parcels of its shipments": lambda _desk, _left: Manifest.objects.update(
        parcels=2
    ),
    "a manifest names the carrier of its shipments": lambda desk, _left: Manifest.objects.update(
        carrier=desk.carriers["JD"]
    ),
    "nobody checked what he packed": lambda desk, _left: PackScan.objects.update(
        scanned_by=desk.luomin
    ),
    "packed, then checked, then handed over": lambda _desk, left: Manifest.objects.update(
        handed_over_at=left.made_at - timedelta(hours=1)
    ),
}


@pytest.mark.req("S2.6.R3")
@pytest.mark.parametrize("fact", PLANTS)
def test_a_planted_fault_is_found(unguarded: tuple[Dispatch, Shipment], fact: str) -> None:
    PLANTS[fact](*unguarded)

    assert fact in {fault.fact for fault in faults()}
