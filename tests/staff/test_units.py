"""A piece on the screen: found by any number it ever bore, with its whole life."""

from __future__ import annotations

import pytest

from shouhou.kernel import clock
from shouhou.repair.models import RepairOrder
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Serial, Unit
from tests.flows import story
from tests.staff.workshop_scene import Browser, box
from tests.world import World


@pytest.mark.req("INV-3")
def test_any_number_it_ever_bore_finds_it(w: World) -> None:
    w.good_units(w.part("LCD-S5-01B"), ["PANEL1"])
    wear(Unit.objects.get(), Serial.Kind.SN, "PANEL9", by=w.zhouqi)
    browser = Browser(w.linlan)

    by_old, by_new = browser.page("/units/PANEL1/"), browser.page("/units/panel9/")

    assert "PANEL9" in by_old
    assert "retired" in by_new


def test_its_life_names_every_step_order_and_debt(w: World) -> None:
    consignment = box(w, panels=1, chargers=0)
    story.taken_over(w, consignment)
    order = RepairOrder.objects.get()

    page = Browser(w.linlan).page("/units/PANEL1/")

    assert "Agent return, booked in" in page
    assert "Handover" in page
    assert order.number in page
    assert consignment.number in page
    assert "owed to the agent" in page


def test_several_bearers_are_offered_for_choice(w: World) -> None:
    w.good_units(w.part("LCD-S5-01B"), ["PANEL1"])
    w.good_units(w.part("LCD-S5-02B"), ["PANEL2"])
    first, second = Unit.objects.order_by("pk")
    # Only an approved transfer of numbers makes this, which has no command yet.
    once = {"live": False, "retired_at": clock.now()}
    Serial.objects.create(unit=second, kind=Serial.Kind.SN, value="PANEL1", **once)
    browser = Browser(w.linlan)

    choice = browser.page("/units/PANEL1/")
    chosen = browser.page(f"/units/PANEL1/?piece={first.pk}")

    assert "Which one do you mean?" in choice
    assert "LCD-S5-01B" in chosen
    assert "LCD-S5-02B" not in chosen


def test_a_number_nobody_bore_is_not_found(w: World) -> None:
    assert Browser(w.linlan).get("/units/NOBODY/").status_code == 404
