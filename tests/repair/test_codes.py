"""The four-code match: board, device label, box label and network mark say the same, or it stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.kernel import clock
from shouhou.repair import gate
from shouhou.repair.code_match import Gap
from shouhou.repair.commands import codes
from shouhou.repair.commands.codes import Codes
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands.units import Piece, make_known, wear
from shouhou.stock.models import Serial, Unit
from shouhou.stock.places import of_agent
from tests.repair.bench import Bench
from tests.world import refused

IMEI, OTHER = "490154203237518", "352099001761481"
MARK = "A7K2M9X4"


def board(bench: Bench, imei: str = IMEI) -> Unit:
    """A main board that wears an IMEI."""
    piece = Piece(bench.part("MB-S5-01A"), imei, kind=Serial.Kind.IMEI1)
    return make_known([piece], outside=of_agent(bench.agent()))[0]


def matched(bench: Bench, unit: Unit, **differing: str) -> FourCodeCheck:
    """The codes scanned, all equal but for what is said."""
    equal = {"board": IMEI, "device_label": IMEI, "box_label": IMEI, "nal_mark": MARK}
    return codes.match(unit, Codes(**equal | differing), by=bench.zhouqi)


def why_it_stays(unit: Unit) -> object:
    """Why the gate keeps a unit in the house."""
    with refused("repair.codes_not_matched") as caught:
        gate.refuse_unmatched_codes([unit])
    return caught.value.facts["why"]


@pytest.mark.req("S2.3.3c")
@pytest.mark.req("INV-8")
def test_a_board_leaves_once_its_four_codes_agree(bench: Bench) -> None:
    unit = board(bench)
    assert why_it_stays(unit) == Gap.NEVER

    check = matched(bench, unit)

    assert check.matched
    assert check.differing == ""
    gate.refuse_unmatched_codes([unit])


@pytest.mark.req("S2.3.3c")
@pytest.mark.req("S3.5.10")
@pytest.mark.parametrize("field", ["device_label", "box_label", "nal_mark"])
def test_a_label_that_says_something_else_is_named_and_holds_the_board(
    bench: Bench, field: str
) -> None:
    unit = board(bench)
    board(bench, OTHER)

    check = matched(bench, unit, **{field: OTHER})

    assert (check.matched, check.differing) == (False, field)
    assert why_it_stays(unit) == Gap.DIFFERENT


@pytest.mark.req("S2.3.3c")
def test_labels_that_agree_with_each_other_but_not_with_the_unit_do_not_match(
    bench: Bench,
) -> None:
    unit = board(bench)

    check = matched(bench, unit, board=OTHER, device_label=OTHER, box_label=OTHER)

    assert (check.matched, check.differing) == (False, "board")


@pytest.mark.req("S2.3.3c")
def test_an_empty_mark_does_not_match_and_one_that_the_phone_shows_does(bench: Bench) -> None:
    unit = board(bench)

    assert matched(bench, unit, nal_mark="").differing == "nal_mark"
    assert matched(bench, unit, nal_mark=FourCodeCheck.E_MARK).matched


@pytest.mark.req("S2.3.3c")
def test_a_paper_mark_that_was_seen_on_another_phone_does_not_match(bench: Bench) -> None:
    first, second = board(bench), board(bench, OTHER)
    matched(bench, first)

    check = matched(bench, second, board=OTHER, device_label=OTHER, box_label=OTHER)

    assert check.differing == "nal_mark"


@pytest.mark.req("S2.3.3c")
@pytest.mark.req("INV-8")
def test_a_match_holds_for_the_policys_hours_and_the_last_one_counts(bench: Bench) -> None:
    unit = board(bench)
    matched(bench, unit)

    with clock.set_to(clock.now() + timedelta(hours=25)):
        assert why_it_stays(unit) == Gap.EXPIRED
    matched(bench, unit, box_label=OTHER)
    assert why_it_stays(unit) == Gap.DIFFERENT
    matched(bench, unit)
    gate.refuse_unmatched_codes([unit])


@pytest.mark.req("INV-8")
def test_a_new_number_takes_the_match_away(bench: Bench) -> None:
    unit = board(bench)
    matched(bench, unit)

    wear(unit, Serial.Kind.IMEI1, OTHER, by=bench.zhouqi)

    assert why_it_stays(unit) == Gap.RENUMBERED


@pytest.mark.req("S2.3.3c")
def test_both_numbers_of_a_phone_are_compared_in_their_order(bench: Bench) -> None:
    unit = board(bench)
    wear(unit, Serial.Kind.IMEI2, OTHER, by=bench.zhouqi)
    both, turned = f"{IMEI} {OTHER}", f"{OTHER} {IMEI}"

    right = matched(bench, unit, board=both, device_label=both, box_label=both)
    wrong = matched(bench, unit, board=both, device_label=turned, box_label=both)

    assert right.matched
    assert wrong.differing == "device_label"


def test_a_part_without_codes_needs_no_match(bench: Bench) -> None:
    unit = bench.unit()

    gate.refuse_unmatched_codes([unit])


def test_who_may_not_touch_the_piece_matches_nothing_and_a_novel_is_no_code(
    bench: Bench,
) -> None:
    unit = board(bench)
    equal = Codes(IMEI, IMEI, IMEI, MARK)

    for person in (bench.qinyong, bench.linlan, bench.admin):
        with refused("accounts.not_your_role"):
            codes.match(unit, equal, by=person)
    with refused("repair.code_too_long"):
        matched(bench, unit, box_label="X" * 50)

    assert not FourCodeCheck.objects.exists()
