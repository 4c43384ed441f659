"""However two packers scan and undo, the boxes never hold what the documents do not send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouhou.kernel.refusals import Refused
from shouhou.shipping.commands import packing
from shouhou.shipping.contents import packing_of
from shouhou.shipping.models import PackScan, Shipment
from tests.shipping.dispatch import Dispatch
from tests.world import books_are_clean

WANTED = Counter({"DISP001": 1, "DISP002": 1, "CHG-5V": 4})
CODES = [*WANTED, "OTHER01", "CBL-C", "NOSUCH"]
PACKERS = ("dinghang", "hejing")


@dataclass(frozen=True)
class Step:
    """One thing that one packer does: a scan, or (without a code) an undo."""

    packer: str
    code: str | None
    quantity: int
    box_no: int


STEPS = st.lists(
    st.builds(
        Step,
        packer=st.sampled_from(PACKERS),
        code=st.sampled_from([*CODES, *WANTED, None]),
        quantity=st.integers(0, 5),
        box_no=st.integers(1, 2),
    ),
    max_size=14,
)


@contextmanager
def taken_back() -> Iterator[None]:
    """What the block writes is gone after it, so that every example begins alike."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def take(step: Step, desk: Dispatch, shipment: Shipment) -> None:
    packer = getattr(desk, step.packer)
    with transaction.atomic():
        if step.code is None:
            packing.undo_last(shipment.pk, by=packer)
        else:
            packing.scan(
                shipment.pk, step.code, quantity=step.quantity, box_no=step.box_no, by=packer
            )


def in_the_boxes() -> Counter[str]:
    held: Counter[str] = Counter()
    for scan in PackScan.objects.standing().select_related("unit", "part"):
        held[scan.unit.label if scan.unit else scan.part.part_no] += scan.quantity
    return held


def pack_the_rest(desk: Dispatch, shipment: Shipment) -> None:
    """Scan what is missing; a first box that random undoing left empty gets a piece back."""
    if shipment.boxes.exists() and not shipment.boxes.filled().filter(box_no=1).exists():
        for scan in shipment.scans.standing():
            packing.undo(scan.pk, by=desk.dinghang)
    for packed in packing_of([shipment.pk]):
        if missing := packed.wanted - packed.packed:
            code = packed.piece.serial or packed.piece.part_no
            packing.scan(shipment.pk, code, quantity=missing, by=desk.dinghang)


def outcome_of_finishing(desk: Dispatch, shipment: Shipment) -> str:
    try:
        with transaction.atomic():
            return packing.finish(shipment.pk, by=desk.dinghang).state
    except Refused as refusal:
        return refusal.code


@pytest.fixture
def shipment(desk: Dispatch) -> Shipment:
    """Two displays and four chargers, with strangers on the shelves; the packers are at work."""
    assert all(getattr(desk, packer) for packer in PACKERS)
    desk.units("LCD-S6", "OTHER01")
    desk.stock("CBL-C", 3)
    charger = desk.stock("CHG-5V", 9)
    displays = desk.units("LCD-S5", "DISP001", "DISP002")
    return desk.shipment(desk.outbound(displays, [(charger, 4)]))


@pytest.mark.req("S2.2.3f", "S3.3.12")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_random_packing_never_exceeds_the_documents(
    desk: Dispatch, shipment: Shipment, steps: list[Step]
) -> None:
    with taken_back():
        for step in steps:
            before = in_the_boxes()
            try:
                take(step, desk, shipment)
            except Refused:
                assert in_the_boxes() == before
            assert in_the_boxes() <= WANTED

        if in_the_boxes() != WANTED:
            assert outcome_of_finishing(desk, shipment) == "shipping.not_packed"
        pack_the_rest(desk, shipment)
        assert outcome_of_finishing(desk, shipment) == "packed"
        books_are_clean()
