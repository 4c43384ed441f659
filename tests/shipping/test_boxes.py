"""Boxes are numbered from one, hold something, and are what the courier counts."""

from __future__ import annotations

from shouhou.shipping.commands import packing
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import Shipment
from tests.shipping.dispatch import Dispatch
from tests.world import refused


def test_boxes_follow_one_another(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    for box_no in (0, 2):
        with refused("shipping.no_such_box"):
            packing.scan(displays_and_chargers.pk, "DISP001", box_no=box_no, by=desk.dinghang)

    assert not displays_and_chargers.boxes.exists()


def test_a_box_emptied_again_is_no_parcel(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "DISP002", by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=5, box_no=2, by=desk.dinghang)
    packing.undo_last(displays_and_chargers.pk, by=desk.dinghang)
    packing.scan(displays_and_chargers.pk, "CHG-5V", quantity=5, by=desk.dinghang)

    assert packing.finish(displays_and_chargers.pk, by=desk.dinghang).parcels == 1


def test_no_box_between_others_is_empty(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)
    packing.undo_last(displays_and_chargers.pk, by=desk.dinghang)
    for code, quantity in [("DISP001", 1), ("DISP002", 1), ("CHG-5V", 5)]:
        packing.scan(displays_and_chargers.pk, code, quantity=quantity, box_no=2, by=desk.dinghang)

    with refused("shipping.box_empty") as refusal:
        packing.finish(displays_and_chargers.pk, by=desk.dinghang)

    assert refusal.value.facts["box_no"] == 1
    assert Shipment.objects.get().state == State.DRAFT


def test_a_box_gets_its_seal_and_weight(desk: Dispatch, displays_and_chargers: Shipment) -> None:
    packing.scan(displays_and_chargers.pk, "DISP001", by=desk.dinghang)

    packing.seal(displays_and_chargers.pk, 1, seal_no="F-001", weight_g=850, by=desk.dinghang)

    box = displays_and_chargers.boxes.get()
    assert (box.seal_no, box.weight_g) == ("F-001", 850)
    with refused("shipping.no_such_box"):
        packing.seal(displays_and_chargers.pk, 2, seal_no="F-002", weight_g=1, by=desk.dinghang)
    with refused("shipping.weight_missing"):
        packing.seal(displays_and_chargers.pk, 1, seal_no="F-001", weight_g=0, by=desk.dinghang)
