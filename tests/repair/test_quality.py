"""Repair and its check: what is written down, who checks it, and how often it may fail."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from shouhou.accounts.models import User
from shouhou.repair import gate
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.commands.repairing import MOST_LOOPS, Done
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import QualityCheck, RepairOrder
from shouhou.stock.models import Unit
from tests.repair.bench import Bench, again
from tests.world import refused


def check_refused(code: str, order: RepairOrder, by: User) -> None:
    """Neither a pass nor a failure is taken from `by`, and nothing has changed."""
    before = order.quality_checks.count()
    for passed in (True, False):
        with refused(code):
            repairing.check(order.pk, passed=passed, reason="触摸断触", by=by)
    assert again(order).state == order.state
    assert order.quality_checks.count() == before


@pytest.mark.req("S3.5.7")
def test_a_repair_says_what_was_done_where_and_against_which_cause(bench: Bench):
    order = bench.judged(Verdict.REPAIR)
    done = Done(
        bench.fault("repair", "R02"),
        section=bench.fault("section", "LCD"),
        defect=bench.fault("defect", "D01"),
        note="排线座重焊",
    )

    action = repairing.act(order.pk, done, by=bench.zhouqi)

    assert (action.action.code, action.section.code, action.defect.code) == ("R02", "LCD", "D01")
    assert (action.note, action.done_by) == ("排线座重焊", bench.zhouqi)


def test_every_code_of_a_repair_is_of_its_own_kind(bench: Bench):
    order = bench.judged(Verdict.REPAIR)
    repair, section = bench.fault("repair", "R02"), bench.fault("section", "LCD")

    for wrong in (Done(section), Done(repair, section=repair), Done(repair, defect=section)):
        with refused("repair.wrong_code"):
            repairing.act(order.pk, wrong, by=bench.zhouqi)

    assert not order.actions.exists()


def test_pieces_are_repaired_by_their_engineer_and_only_when_judged_so(bench: Bench):
    order = bench.judged(Verdict.REPAIR)
    measure = Done(bench.fault("repair", "R02"))

    with refused("repair.anothers_order"):
        repairing.act(order.pk, measure, by=bench.chenzhou)
    with refused("accounts.not_your_role"):
        repairing.act(order.pk, measure, by=bench.qa1)
    for other in (bench.started(bench.opened(bench.unit("P2"))), bench.finish(order)):
        before = other.actions.count()
        with refused("repair.not_now"):
            repairing.act(other.pk, measure, by=bench.zhouqi)
        assert other.actions.count() == before


@pytest.mark.req("S3.5.8")
def test_a_repair_ends_with_something_done_and_the_repairers_own_test(bench: Bench):
    order = bench.judged(Verdict.REPAIR)

    with refused("repair.nothing_done"):
        repairing.finish(order.pk, self_test_passed=True, by=bench.zhouqi)
    bench.act(order)
    with refused("repair.self_test_failed"):
        repairing.finish(order.pk, self_test_passed=False, by=bench.zhouqi)
    assert again(order).state == State.REPAIRING

    finished = repairing.finish(order.pk, self_test_passed=True, by=bench.zhouqi)
    assert finished.state == State.QC_PENDING
    assert finished.finished_at is not None


@pytest.mark.req("S3.5.9", "SOD-2")
def test_nobody_checks_what_he_repaired(bench: Bench):
    order = bench.finished()

    check_refused("accounts.own_work", order, bench.zhouqi)

    assert bench.passed(order).state == State.RELEASED


@pytest.mark.req("S3.5.9", "SOD-2")
def test_nobody_checks_what_he_repaired_before_it_was_anothers(bench: Bench):
    order = bench.failed(bench.finished())
    orders.assign(order.pk, bench.chenzhou, by=bench.linlan)
    repairing.act(order.pk, Done(bench.fault("repair", "R04")), by=bench.chenzhou)
    order = repairing.finish(order.pk, self_test_passed=True, by=bench.chenzhou)

    check_refused("accounts.own_work", order, bench.zhouqi)
    check_refused("accounts.own_work", order, bench.chenzhou)


@pytest.mark.req("SOD-2")
def test_nobody_checks_what_he_judged_to_have_no_trouble(bench: Bench):
    check_refused("accounts.own_work", bench.without_trouble(), bench.zhouqi)


@pytest.mark.req("SOD-2")
def test_the_database_lets_nobody_check_his_own_repair_either(bench: Bench):
    order = bench.finished()

    with pytest.raises(IntegrityError, match="nobody checks"), transaction.atomic():
        QualityCheck.objects.create(order=order, passed=True, checked_by=bench.zhouqi)

    assert not QualityCheck.objects.exists()


@pytest.mark.req("S3.5.9")
def test_engineers_and_quality_check_and_nobody_else(bench: Bench):
    order = bench.finished()

    for stranger in (bench.linlan, bench.hejing, bench.qinyong, bench.mgmt1):
        check_refused("accounts.not_your_role", order, stranger)

    released = repairing.check(order.pk, passed=True, reason="", by=bench.qa1)
    assert released.state == State.RELEASED


@pytest.mark.req("S3.5")
def test_no_piece_skips_its_check(bench: Bench):
    for order in (
        bench.opened(bench.unit("P1")),
        bench.started(bench.opened(bench.unit("P2"))),
        bench.judged(Verdict.REPAIR, bench.opened(bench.unit("P3"))),
        bench.judged(Verdict.NTF, bench.opened(bench.unit("P4"))),
        bench.judged(Verdict.EXCHANGE, bench.opened(bench.unit("P5"))),
    ):
        check_refused("repair.not_now", order, bench.zoufan)
        with refused("repair.not_now"):
            repairing.restock(order, by=bench.linlan)


@pytest.mark.req("S3.5.9")
def test_a_failed_check_says_why_is_counted_and_sends_the_piece_back(bench: Bench):
    order = bench.finished()

    with refused("repair.reason_missing"):
        bench.failed(order, reason=" ")
    failed = bench.failed(order)

    assert (failed.state, failed.loop_count) == (State.REPAIRING, 1)
    assert failed.engineer == bench.zhouqi
    assert order.quality_checks.get().reason == "触摸断触"


@pytest.mark.req("S3.5.8")
def test_what_failed_is_worked_on_before_it_is_checked_again(bench: Bench):
    order = bench.failed(bench.finished())

    with refused("repair.nothing_done"):
        repairing.finish(order.pk, self_test_passed=True, by=bench.zhouqi)

    assert bench.passed(bench.finish(order)).loop_count == 1


@pytest.mark.req("S3.5.9")
def test_after_too_many_failures_the_supervisor_says_who_goes_on(bench: Bench):
    order = bench.finished()
    for _loop in range(MOST_LOOPS):
        bench.failed(order)
        bench.finish(order)

    stuck = bench.failed(order)

    assert (stuck.engineer, stuck.loop_count) == (None, MOST_LOOPS + 1)
    for engineer in (bench.zhouqi, bench.chenzhou):
        with refused("repair.nobodys_order"):
            repairing.act(order.pk, Done(bench.fault("repair", "R02")), by=engineer)
        with refused("repair.nobodys_order"):
            repairing.give_up(order.pk, reason="修不好", by=engineer)
    orders.assign(order.pk, bench.zhouqi, by=bench.linlan)
    assert bench.passed(bench.finish(order)).state == State.RELEASED


@pytest.mark.req("S3.5.4")
def test_a_fault_that_only_the_checker_finds_has_the_piece_inspected_anew(bench: Bench):
    order = bench.without_trouble()

    failed = bench.failed(order)

    assert (failed.state, failed.verdict, failed.round) == (State.INSPECTING, "", 2)
    assert failed.loop_count == 1
    with refused("repair.items_open"):
        inspection.judge(order.pk, Verdict.NTF, by=bench.zhouqi)


@pytest.mark.req("S2.3.1b")
def test_a_release_is_taken_back_and_the_piece_checked_anew(bench: Bench):
    order = bench.released()

    with refused("repair.reason_missing"):
        repairing.void_release(order.pk, reason="", by=bench.zoufan)
    with refused("accounts.not_your_role"):
        repairing.void_release(order.pk, reason="换了排线", by=bench.linlan)
    voided = repairing.void_release(order.pk, reason="换了排线", by=bench.zoufan)

    assert voided.state == State.QC_PENDING
    assert bench.passed(order).state == State.RELEASED


@pytest.mark.req("S2.3.1b")
def test_pieces_on_the_shelf_are_out_of_the_benchs_reach_once_they_left_or_were_mixed(
    bench: Bench,
):
    left, mixed = bench.over(), bench.over(bench.opened_boards(5))

    for order in (left, mixed):
        with refused("repair.out_of_reach"):
            repairing.void_release(order.pk, reason="串码不符", by=bench.zoufan)
        assert again(order).state == State.STOCKED


@pytest.mark.req("S2.3.1b")
def test_a_unit_on_the_shelf_cannot_leave_once_its_release_is_taken_back(bench: Bench):
    bench.good_units(bench.display, ["PANEL1"])
    unit = Unit.objects.get(label="PANEL1")
    order = bench.over(bench.opened(unit))
    gate.refuse_unreleased([unit])

    voided = repairing.void_release(order.pk, reason="串码不符", by=bench.zoufan)

    assert voided.state == State.QC_PENDING
    with refused("repair.not_cleared"):
        gate.refuse_unreleased([unit])
    back = repairing.unstock(order, reason="SR202611230001", by=bench.linlan)
    assert back.state == State.QC_PENDING


@pytest.mark.req("S2.3.1b")
def test_a_reversed_release_has_the_piece_checked_anew(bench: Bench):
    order = bench.over()

    back = repairing.unstock(order, reason="SR202611230001", by=bench.linlan)

    assert back.state == State.QC_PENDING


def test_a_release_that_a_later_order_followed_is_not_taken_back(bench: Bench):
    first = bench.over()
    later = bench.opened(first.unit)

    with refused("repair.order_open") as refusal:
        repairing.unstock(first, reason="SR202611230001", by=bench.linlan)

    assert refusal.value.facts["order"] == later.number
    assert again(first).state == State.STOCKED
