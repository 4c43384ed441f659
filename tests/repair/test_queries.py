"""The questions of the bench: what waits for whom, how much there is, how long it takes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.kernel import clock
from shouhou.repair import queries
from shouhou.repair.commands import orders
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Pause
from tests.repair.bench import Bench


@pytest.mark.req("S3.5.2")
def test_each_sees_what_waits_for_him_and_nobody_his_own_work_to_check(bench: Bench):
    fresh = bench.opened(bench.unit("P1"))
    working = bench.judged(Verdict.REPAIR, bench.opened(bench.unit("P2")))
    opinion = bench.judged(Verdict.NTF, bench.opened(bench.unit("P3")))
    checking = bench.finished(bench.opened(bench.unit("P4")))
    approval = bench.judged(Verdict.SCRAP, bench.opened(bench.unit("P5")))
    released = bench.released(bench.opened(bench.unit("P6")))

    repairer, other = queries.bench_of(bench.zhouqi), queries.bench_of(bench.chenzhou)
    quality, supervisor = queries.bench_of(bench.qa1), queries.bench_of(bench.linlan)

    assert (list(repairer.mine), list(repairer.unclaimed)) == ([working], [fresh])
    assert not repairer.to_check.exists()
    assert not repairer.second_opinions.exists()
    assert (list(other.mine), list(other.unclaimed)) == ([], [fresh])
    assert (list(other.to_check), list(other.second_opinions)) == ([checking], [opinion])
    assert list(other.to_release) == [released]
    assert (list(quality.to_check), list(quality.unclaimed)) == ([checking], [])
    assert (list(supervisor.to_approve), list(supervisor.to_assign)) == ([approval], [fresh])
    assert not supervisor.mine.exists()


def test_nothing_of_the_bench_waits_for_other_people(bench: Bench):
    bench.opened(bench.unit("P1"))
    bench.finished(bench.opened(bench.unit("P2")))

    for stranger in (bench.hejing, bench.qinyong, bench.admin):
        lists = vars(queries.bench_of(stranger))
        assert {name for name, waiting in lists.items() if waiting.exists()} == set()


def test_what_nobody_may_go_on_with_waits_for_the_supervisor(bench: Bench):
    order = bench.finished()
    for _loop in range(3):
        bench.failed(order)
        bench.finish(order)
    bench.failed(order)

    assert list(queries.bench_of(bench.linlan).to_assign) == [order]
    assert not queries.bench_of(bench.zhouqi).mine.exists()


def test_the_urgent_come_first_and_then_the_oldest(bench: Bench):
    now = clock.now()
    young = bench.opened(bench.unit("P1"), now - timedelta(days=1))
    old = bench.opened(bench.unit("P2"), now - timedelta(days=3))
    urgent = bench.opened(bench.unit("P3"), now)
    orders.prioritise(urgent.pk, 1, reason="急件", by=bench.linlan)

    assert list(queries.bench_of(bench.zhouqi).unclaimed) == [urgent, old, young]


@pytest.mark.req("S3.5")
def test_work_in_progress_is_counted_by_stage_in_pieces(bench: Bench):
    bench.opened(bench.unit("P1"))
    boards = bench.finished(bench.opened_boards(10))
    failing = orders.split(boards.pk, 3, by=bench.zoufan)
    bench.failed(failing)
    bench.over(bench.opened(bench.unit("P2")))

    stages = {stage.state: (stage.orders, stage.pieces) for stage in queries.by_stage()}

    assert stages == {State.NEW: (1, 1), State.REPAIRING: (1, 3), State.QC_PENDING: (1, 7)}
    assert [stage.state for stage in queries.by_stage()] == [
        State.NEW,
        State.REPAIRING,
        State.QC_PENDING,
    ]
    assert sum(age.pieces for age in queries.by_age()) == 11


def test_work_in_progress_is_counted_by_age(bench: Bench):
    now = clock.now()
    for number, age in enumerate((0, 1, 2, 3, 4, 7, 8, 40)):
        bench.opened(bench.unit(f"P{number}"), now - timedelta(days=age))

    with clock.set_to(now):
        ages = {(age.from_days, age.until_days): age.pieces for age in queries.by_age()}

    assert ages == {(0, 2): 2, (2, 4): 2, (4, 8): 2, (8, None): 2}


@pytest.mark.req("S3.5.2")
def test_the_least_loaded_engineer_comes_first(bench: Bench):
    for number in range(2):
        bench.started(bench.opened(bench.unit(f"P{number}")))
    orders.assign(bench.opened_boards(5).pk, bench.chenzhou, by=bench.linlan)

    loads = queries.loads([bench.chenzhou, bench.zhouqi, bench.zoufan])

    assert [(load.engineer, load.orders, load.pieces) for load in loads] == [
        (bench.zoufan, 0, 0),
        (bench.zhouqi, 2, 2),
        (bench.chenzhou, 1, 5),
    ]


@pytest.mark.req("S3.5.2")
def test_a_units_earlier_orders_are_shown_the_newest_first(bench: Bench):
    first = bench.over()
    second = bench.opened(first.unit)
    bench.opened(bench.unit("P2"))

    assert list(queries.history_of(first.unit)) == [second, first]


def test_a_family_is_the_order_pieces_came_under_and_all_that_were_split_off(bench: Bench):
    order = bench.inspected(bench.opened_boards(10))
    part = orders.split(order.pk, 5, by=bench.zhouqi)
    smaller = orders.split(part.pk, 2, by=bench.zhouqi)
    bench.opened_boards(10)

    for member in (order, part, smaller):
        assert list(queries.family_of(member)) == [order, part, smaller]


@pytest.mark.req("S3.5.11")
def test_the_turnaround_ends_on_the_good_shelf_or_when_the_bench_was_done(bench: Bench):
    start = clock.now()
    with clock.set_to(start):
        order = bench.judged(Verdict.EXCHANGE)
        assert queries.turnaround(order) is None
    received = order.received_at
    order.state, order.finished_at = "exchanged", received + timedelta(hours=5)

    assert queries.turnaround(order) == timedelta(hours=5)


@pytest.mark.req("S3.5.7")
def test_time_in_work_leaves_the_pauses_out(bench: Bench):
    start = clock.now()

    def hours(count: float) -> timedelta:
        return timedelta(hours=count)

    with clock.set_to(start):
        order = bench.judged(Verdict.REPAIR)
    with clock.set_to(start + hours(1)):
        orders.pause(order.pk, Pause.Reason.SOFTWARE, by=bench.zhouqi)
    with clock.set_to(start + hours(2)):
        order.refresh_from_db()
        assert queries.time_in_work(order) == hours(1)
    with clock.set_to(start + hours(4)):
        orders.resume(order.pk, by=bench.zhouqi)
    with clock.set_to(start + hours(6)):
        order = bench.finish(order)
    with clock.set_to(start + hours(9)):
        assert queries.time_in_work(order) == hours(3)
        assert queries.time_in_work(bench.opened(bench.unit("P2"))) == hours(0)
