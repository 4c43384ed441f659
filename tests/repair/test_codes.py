"""The four codes: board, device label, box label and network mark say one and the same phone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from shouhou.accounts.models import TrailEntry
from shouhou.catalog.models import PhoneModel, Tac
from shouhou.kernel import clock
from shouhou.repair import code_match, gate
from shouhou.repair.code_match import Gap
from shouhou.repair.commands import codes
from shouhou.repair.commands.codes import Codes
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands.units import Piece, make_known, wear
from shouhou.stock.models import Serial, Unit
from shouhou.stock.places import of_agent
from tests.repair.bench import Bench
from tests.world import refused

FIRST, SECOND, OTHER = "001010010000014", "001010020000012", "001010010000022"
E_MARK = FourCodeCheck.E_MARK


def model(bench: Bench, mark: str = PhoneModel.NalMarkMode.E_DISPLAY, imeis: int = 1) -> PhoneModel:
    made = PhoneModel.objects.create(
        code="S5",
        name="S5",
        network=PhoneModel.Network.LTE,
        launched_on=date(2024, 1, 1),
        nal_mark_mode=mark,
        imei_count=imeis,
        price_fen=0,
        last_edited_by=bench.tangxiao,
        approved_by=bench.linlan,
    )
    Tac.objects.create(tac=FIRST[:8], model=made, approved=True)
    return made


def board(bench: Bench, imei: str = FIRST, of: PhoneModel | None = None) -> Unit:
    """A main board that wears an IMEI."""
    piece = Piece(bench.part("MB-S5-01A", model=of), imei, Serial.Kind.IMEI1)
    return make_known([piece], outside=of_agent(bench.agent()))[0]


def match(bench: Bench, unit: Unit, *read: str) -> FourCodeCheck:
    """The codes in the order of `Codes`; what is not given says what the board says."""
    given = (*read, *((read[0],) * (3 - len(read))))[:3]
    mark = read[3] if len(read) > 3 else E_MARK
    return codes.match(unit, Codes(*given, mark), by=bench.zhouqi)


@pytest.mark.req("S2.3.3c", "S3.5.10")
def test_four_equal_codes_match_and_are_kept_with_who_and_when(bench: Bench):
    unit = board(bench)

    check = match(bench, unit, "00-101001-000001-4\r\n", FIRST, f"(8040){FIRST}")

    assert (check.matched, check.differing, check.board) == (True, "", FIRST)
    assert (check.method, check.checked_by) == (FourCodeCheck.Method.SCAN, bench.zhouqi)
    assert TrailEntry.objects.get(verb="repair.match_codes").after["matched"] is True


@pytest.mark.req("S2.3.3c", "S3.5.10")
@pytest.mark.parametrize(
    ("read", "differing"),
    [
        ((FIRST, OTHER), "device_label"),
        ((FIRST, FIRST, OTHER), "box_label"),
        ((FIRST, OTHER, OTHER), "device_label box_label"),
        ((OTHER, OTHER, OTHER), "board"),
        ((OTHER, FIRST, FIRST), "board device_label box_label"),
        ((FIRST, "", FIRST), "device_label"),
        (("", "", ""), "board nal_mark"),
        ((FIRST, FIRST, FIRST, ""), "nal_mark"),
        ((FIRST, FIRST, FIRST, OTHER), "nal_mark"),
    ],
)
def test_a_mismatch_is_kept_and_says_which_codes_differ(
    bench: Bench, read: tuple[str, ...], differing: str
):
    unit = board(bench, of=model(bench))
    given = (*read, "") if not any(read) else read

    check = match(bench, unit, *given)

    assert (check.matched, check.differing) == (False, differing)
    assert FourCodeCheck.objects.get() == check


@pytest.mark.req("S2.3.3c")
def test_both_imeis_of_a_phone_with_two_are_compared_in_their_order(bench: Bench):
    unit = board(bench, of=model(bench, imeis=2))
    wear(unit, Serial.Kind.IMEI2, SECOND, by=bench.zhouqi)
    both = f"IMEI1:{FIRST};IMEI2:{SECOND}"

    assert match(bench, unit, both, f"{FIRST} {SECOND}", f"{FIRST}\r\n{SECOND}").matched
    assert match(bench, unit, both, f"{SECOND},{FIRST}").differing == "device_label"
    assert match(bench, unit, f"{SECOND}/{FIRST}").differing == "board"
    assert match(bench, unit, FIRST).differing == "board"
    assert match(bench, unit, both, FIRST).differing == "device_label"


@pytest.mark.req("S2.3.3c")
def test_a_second_imei_that_nobody_entered_yet_must_be_on_every_label(bench: Bench):
    unit = board(bench, of=model(bench, imeis=2))
    both = f"{FIRST}/{SECOND}"

    assert match(bench, unit, FIRST).differing == "board"
    assert match(bench, unit, both, both, FIRST).differing == "box_label"
    assert match(bench, unit, both).matched


@pytest.mark.req("S2.3.3c")
def test_a_paper_mark_has_a_number_of_its_own_and_sits_on_one_phone(bench: Bench):
    paper = model(bench, PhoneModel.NalMarkMode.PAPER_LEGACY)
    one, other = board(bench, of=paper), board(bench, OTHER, of=paper)

    assert match(bench, one, FIRST, FIRST, FIRST, E_MARK).differing == "nal_mark"
    assert match(bench, one, FIRST, FIRST, FIRST, "02-1234-567890").matched
    assert match(bench, one, FIRST, FIRST, FIRST, "02-1234-567890").matched
    assert match(bench, other, OTHER, OTHER, OTHER, "02-1234-567890").differing == "nal_mark"
    assert match(bench, other, OTHER, OTHER, OTHER, "02-1234-567891").matched


@pytest.mark.req("S2.3.3c")
def test_a_mark_that_names_a_phone_names_this_one(bench: Bench):
    unit, stranger = board(bench, of=model(bench)), board(bench, OTHER)

    assert match(bench, unit, FIRST, FIRST, FIRST, FIRST).matched
    assert match(bench, unit, FIRST, FIRST, FIRST, stranger.label).differing == "nal_mark"
    assert match(bench, unit, FIRST, FIRST, FIRST, "001010010000030").differing == "nal_mark"


def test_codes_are_matched_by_the_bench_quality_and_the_front_desk(bench: Bench):
    unit = board(bench)
    same = Codes(FIRST, FIRST, FIRST, E_MARK)

    for person in (bench.zhouqi, bench.qa1, bench.hejing):
        typed = codes.match(unit, same, by=person, method=FourCodeCheck.Method.MANUAL)
        assert (typed.matched, typed.method) == (True, FourCodeCheck.Method.MANUAL)
    with refused("accounts.not_your_role"):
        codes.match(unit, same, by=bench.qinyong)
    with refused("repair.code_too_long"):
        codes.match(unit, Codes("9" * 41, FIRST, FIRST, E_MARK), by=bench.zhouqi)

    assert FourCodeCheck.objects.count() == 3


def test_the_database_knows_what_a_match_is(bench: Bench):
    unit = board(bench)
    row = {"unit": unit, "board": FIRST, "device_label": FIRST, "box_label": FIRST}
    wrong = (
        {"box_label": OTHER, "nal_mark": E_MARK, "matched": True},
        {"nal_mark": "", "matched": True},
        {"nal_mark": E_MARK, "matched": True, "differing": "board"},
        {"nal_mark": E_MARK, "matched": False, "differing": ""},
    )

    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            FourCodeCheck.objects.create(**(row | columns), checked_by=bench.zhouqi)


def gap(unit: Unit) -> str | None:
    """Why the gate refuses a unit's codes; None when it lets the unit pass."""
    found = [str(why) for _unit, why in code_match.gaps([unit])]
    if not found:
        gate.refuse_unmatched_codes([unit])
        return None
    with refused("repair.codes_not_matched") as refusal:
        gate.refuse_unmatched_codes([unit])
    assert (refusal.value.status, refusal.value.where) == (403, unit.label)
    assert found == [refusal.value.facts["why"]]
    return found[0]


@pytest.mark.req("S2.3.3c", "INV-8")
def test_a_board_leaves_only_with_codes_that_matched_when_they_were_last_scanned(bench: Bench):
    unit = board(bench)
    assert gap(unit) == Gap.NEVER

    match(bench, unit, FIRST, OTHER)
    assert gap(unit) == Gap.DIFFERENT
    assert code_match.latest_match(unit) is None

    good = match(bench, unit, FIRST)
    assert gap(unit) is None
    assert code_match.latest_match(unit) == good

    match(bench, unit, FIRST, OTHER)
    assert gap(unit) == Gap.DIFFERENT


@pytest.mark.req("S2.3.3c", "INV-8")
def test_a_match_holds_for_the_hours_of_the_policy(bench: Bench):
    unit, start = board(bench), clock.now()
    with clock.set_to(start):
        match(bench, unit, FIRST)

    with clock.set_to(start + timedelta(hours=24)):
        assert gap(unit) is None
    with clock.set_to(start + timedelta(hours=24, seconds=1)):
        assert gap(unit) == Gap.EXPIRED


@pytest.mark.req("S2.3.3c", "INV-8")
def test_a_board_that_was_given_another_number_is_matched_again(bench: Bench):
    unit = board(bench)
    match(bench, unit, FIRST)

    wear(unit, Serial.Kind.IMEI1, OTHER, by=bench.zhouqi)

    assert gap(Unit.objects.get(pk=unit.pk)) == Gap.RENUMBERED


def test_parts_without_labels_need_no_match(bench: Bench):
    display = bench.unit("PANEL1")

    gate.refuse_unmatched_codes([display])
    gate.refuse_unmatched_codes([])

    assert gap(display) is None
