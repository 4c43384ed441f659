"""The second number of a phone: a match of its codes puts it on, and it never goes astray."""

from __future__ import annotations

import pytest

from shouhou.repair.code_match import Gap
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands.units import Piece, live_bearers, make_known, wear
from shouhou.stock.models import Serial, Unit
from shouhou.stock.places import of_agent
from tests.repair.bench import Bench
from tests.repair.test_codes import FIRST, OTHER, SECOND, board, gap, match, model
from tests.world import refused


def worn(unit: Unit) -> dict[str, str]:
    """What a unit wears today, by kind."""
    return dict(unit.serials.filter(live=True).values_list("kind", "value"))


@pytest.mark.req("S2.2.3b", "INV-3")
@pytest.mark.parametrize(
    ("read", "more"),
    [
        (f"IMEI1:{FIRST};IMEI2:{SECOND}", {"imei2": SECOND}),
        (f"(8040){FIRST}(8041){SECOND}", {"imei2": SECOND}),
        (f"{FIRST} {SECOND}", {"imei2": SECOND}),
        (f"IMEI:{FIRST};MEID:A0000000002329", {"meid": "A0000000002329"}),
        (f"IMEI:{FIRST};SN:X9-77", {"sn": "X977"}),
        (f"{FIRST} BLACK", {}),
        (FIRST, {}),
    ],
)
def test_a_unit_wears_the_further_numbers_that_all_its_labels_repeat(
    bench: Bench, read: str, more: dict[str, str]
):
    unit = board(bench)

    match(bench, unit, f"{FIRST} {SECOND}", f"{FIRST} {SECOND}", FIRST)
    assert worn(unit) == {"imei1": FIRST}
    assert match(bench, unit, read).matched

    assert worn(unit) == {"imei1": FIRST} | more
    assert gap(unit) is None
    for number in more.values():
        assert live_bearers([number])[number] == unit
    assert match(bench, unit, read).matched
    assert unit.serials.count() == 1 + len(more)


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_board_that_is_known_by_its_own_number_wears_both_imeis_beside_it(bench: Bench):
    piece = Piece(bench.part("MB-S5-01A", model=model(bench, imeis=2)), "BOARD7")
    (unit,) = make_known([piece], outside=of_agent(bench.agent()))

    assert match(bench, unit, f"BOARD7/{FIRST}/{SECOND}").matched

    assert worn(unit) == {"sn": "BOARD7", "imei1": FIRST, "imei2": SECOND}
    assert match(bench, unit, f"{FIRST}/{SECOND}").matched


@pytest.mark.req("S2.2.3b", "INV-3")
def test_a_second_number_is_another_one_and_nobody_elses(bench: Bench):
    unit, stranger = board(bench), board(bench, OTHER)
    wear(stranger, Serial.Kind.IMEI2, SECOND, by=bench.zhouqi)

    for taken in (OTHER, SECOND):
        with refused("stock.serial_worn"):
            match(bench, unit, f"{FIRST}/{taken}")
    with refused("repair.code_twice") as refusal:
        match(bench, unit, f"IMEI1:{FIRST};IMEI2:{FIRST}")

    assert (refusal.value.where, refusal.value.facts["serial"]) == ("board", FIRST)
    assert worn(unit) == {"imei1": FIRST}
    assert not FourCodeCheck.objects.exists()


@pytest.mark.req("S2.3.3c", "INV-3")
def test_a_second_imei_that_is_worn_is_not_replaced_by_a_label(bench: Bench):
    piece = Piece(bench.part("MB-S5-01A", model=model(bench, imeis=2)), FIRST)
    (unit,) = make_known([piece], outside=of_agent(bench.agent()))
    assert match(bench, unit, f"{FIRST}/{SECOND}").matched

    assert match(bench, unit, f"{FIRST}/{OTHER}").differing == "board"

    assert worn(unit) == {"sn": FIRST, "imei2": SECOND}
    assert gap(unit) == Gap.DIFFERENT
    assert match(bench, unit, f"{FIRST}/{SECOND}").matched
    assert gap(unit) is None
