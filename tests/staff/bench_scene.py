"""Orders on the bench, taken as far as a test needs them by pressing the screen's own buttons."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shouhou.repair import evidence
from shouhou.repair.models import RepairOrder
from tests.staff.workshop_scene import Browser
from tests.world import World


def path(order: RepairOrder, *verb: str) -> str:
    return "/".join(["", "repair-orders", order.number, *verb, ""])


def answers(order: RepairOrder, **of_last: str) -> dict[str, str]:
    """All well, but for what is said of the last item."""
    items = list(evidence.checklist(order))
    typed = {f"item-{item.pk}-result": "ok" for item in items}
    return typed | {f"item-{items[-1].pk}-{field}": said for field, said in of_last.items()}


def state_of(order: RepairOrder) -> str:
    order.refresh_from_db()
    return order.state


def photo(name: str = "crack.png") -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/png")


def begun(w: World, order: RepairOrder) -> Browser:
    """An order that an engineer has begun to inspect."""
    w.fault("symptom", "D01")
    w.fault("repair", "R06")
    engineer = Browser(w.zhouqi)
    engineer.press(path(order, "start"))
    return engineer


def in_repair(w: World, order: RepairOrder) -> Browser:
    """An order judged to be repaired."""
    engineer = begun(w, order)
    engineer.press(path(order, "answer"), **answers(order, result="ng", symptom="D01"))
    engineer.press(path(order, "judge", "repair"))
    return engineer


def finished(w: World, order: RepairOrder) -> None:
    """An order repaired, waiting for its check."""
    engineer = in_repair(w, order)
    engineer.press(path(order, "act"), action=str(w.fault("repair", "R06").pk))
    engineer.press(path(order, "finish"))
