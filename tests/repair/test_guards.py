"""What no console and no script can do on the bench."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from shouhou.kernel import clock
from shouhou.repair.commands import orders, repairing
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import (
    Evidence,
    Finding,
    FourCodeCheck,
    QualityCheck,
    RepairAction,
    RepairOrder,
)
from shouhou.stock import guards
from tests.repair.bench import Bench


def test_every_guard_of_the_bench_stands(bench: Bench):
    assert guards.missing(connection) == []


def guarded(sentence: str, act: Callable[[], object]) -> None:
    """The database refuses the act with the guard's sentence."""
    with pytest.raises(IntegrityError, match=f"guard: {sentence}"), transaction.atomic():
        act()


def erase(table: str) -> Callable[[], object]:
    """Delete every row past Django, which itself would ask for protected rows first."""

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    return act


@pytest.mark.req("S3.5")
def test_an_order_skips_no_step_of_its_life(bench: Bench):
    fresh = bench.opened(bench.unit("P1"))
    inspecting = bench.started(bench.opened(bench.unit("P2")))
    exchanging = bench.judged(Verdict.EXCHANGE, bench.opened(bench.unit("P3")))

    for order, state in (
        (fresh, State.REPAIRING),
        (inspecting, State.QC_PENDING),
        (exchanging, State.STOCKED),
    ):
        rows = RepairOrder.objects.filter(pk=order.pk)
        guarded("an order goes from state to state", lambda r=rows, s=state: r.update(state=s))


@pytest.mark.req("S2.3.1b", "INV-7")
def test_nothing_is_released_whose_last_check_is_none_a_failure_or_too_old(bench: Bench):
    order = bench.finished()
    rows = RepairOrder.objects.filter(pk=order.pk)

    def release() -> None:
        rows.update(state=State.RELEASED)

    guarded("nothing is released unless a second person checked it", release)
    bench.failed(order)
    bench.finish(order)
    guarded("nothing is released unless a second person checked it", release)
    bench.passed(order)
    repairing.void_release(order.pk, reason="换了排线", by=bench.zoufan)
    with transaction.atomic():
        RepairAction.objects.create(
            order=order, action=bench.fault("repair", "R04"), done_by=bench.zhouqi
        )
    guarded("nothing is released unless a second person checked it", release)


@pytest.mark.req("S2.3.1b")
def test_nothing_without_trouble_is_released_that_one_person_saw(bench: Bench):
    order = bench.without_trouble()
    rows = RepairOrder.objects.filter(pk=order.pk)
    QualityCheck.objects.create(order=order, passed=True, checked_by=bench.zoufan)

    guarded(
        "nothing without trouble is released",
        lambda: rows.update(state=State.RELEASED, second_by=None),
    )


@pytest.mark.req("S2.3.1b", "R-SOD")
def test_nobody_writes_a_check_of_what_he_repaired(bench: Bench):
    order = bench.finished()
    repairer = order.actions.get().done_by

    guarded(
        "nobody checks a piece that he repaired",
        lambda: QualityCheck.objects.create(order=order, passed=True, checked_by=repairer),
    )


def test_an_order_begins_new_or_is_split_off(bench: Bench):
    order = bench.opened()

    def forge(**columns: object) -> None:
        copied = RepairOrder.objects.get(pk=order.pk)
        copied.pk, copied.number, copied.unit, copied.quantity = None, "RO1", None, 5
        copied._state.adding = True  # noqa: SLF001 - the way to forge a row
        for name, value in columns.items():
            setattr(copied, name, value)
        copied.save()

    guarded("an order begins new", lambda: forge(state=State.QC_PENDING))
    guarded("an order begins new", lambda: forge(state=State.RELEASED, split_from=order))


def test_an_order_keeps_its_identity_and_never_goes(bench: Bench):
    rows = RepairOrder.objects.filter(pk=bench.opened().pk)

    for columns in (
        {"number": "RO1"},
        {"agent": bench.agent("DL-11-01")},
        {"unit": bench.unit("PANEL2")},
        {"received_at": clock.now()},
    ):
        guarded("an order keeps its number", lambda what=columns: rows.update(**what))
    guarded("orders are never deleted", erase("repair_repairorder"))


def test_pieces_leave_an_order_only_by_being_split_off(bench: Bench):
    working = bench.inspected(bench.opened_boards(5))
    over = bench.over(bench.opened_boards(5))
    orders.split(working.pk, 2, by=bench.zhouqi)

    for order, quantity in ((working, 5), (over, 3)):
        rows = RepairOrder.objects.filter(pk=order.pk)
        guarded("pieces leave an order only", lambda r=rows, n=quantity: r.update(quantity=n))


def test_what_was_done_checked_found_and_photographed_stands(bench: Bench):
    order = bench.judged(Verdict.USER_DAMAGE, bench.opened(bench.unit("P1")))
    released = bench.released()
    FourCodeCheck.objects.create(
        unit=released.unit, board="1", matched=False, differing="board", checked_by=bench.zoufan
    )

    for table, noun in (
        ("repair_qualitycheck", "quality checks"),
        ("repair_repairaction", "repair actions"),
        ("repair_fourcodecheck", "code checks"),
        ("repair_evidence", "photos of pieces"),
        ("repair_finding", "findings"),
    ):
        guarded(noun, erase(table))
    guarded("quality checks", lambda: released.quality_checks.update(reason="x"))
    guarded("repair actions", lambda: released.actions.update(done_by=bench.chenzhou))
    guarded("code checks", lambda: FourCodeCheck.objects.update(board="2"))
    guarded("what was found", lambda: order.findings.update(result="ok", symptom=None))
    assert Evidence.objects.count() == 2


def test_what_was_found_in_an_earlier_round_stands(bench: Bench):
    order = bench.failed(bench.without_trouble())
    bench.answer(order)

    guarded("what was found", lambda: Finding.objects.filter(round=1).update(measured="x"))
    guarded("what was found", lambda: Finding.objects.filter(round=2).update(round=F("round") + 1))
    assert Finding.objects.filter(round=2).update(measured="x")


def test_work_and_checks_are_written_down_while_there_is_work(bench: Bench):
    fresh, released = bench.opened(bench.unit("P1")), bench.released()
    sentence = "work and checks are written down"

    for order in (fresh, released):
        guarded(
            sentence,
            lambda o=order: RepairAction.objects.create(
                order=o, action=bench.fault("repair", "R02"), done_by=bench.chenzhou
            ),
        )
        guarded(
            sentence,
            lambda o=order: QualityCheck.objects.create(
                order=o, passed=True, checked_by=bench.chenzhou
            ),
        )
