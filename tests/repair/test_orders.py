"""Orders: how they are opened, given to somebody, split and paused, and who sees them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.accounts.roles import Role
from shouhou.kernel import clock
from shouhou.partners.models import Membership
from shouhou.repair.commands import orders, repairing
from shouhou.repair.commands.orders import Received
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Pause, RepairOrder
from tests.repair.bench import Bench, again
from tests.world import refused


@pytest.mark.req("S3.5.2")
def test_a_piece_that_comes_to_the_bench_gets_an_order_with_a_number_of_the_day(bench: Bench):
    order = bench.opened()

    assert order.number.startswith(f"RO{clock.today():%Y%m%d}")
    assert (order.state, order.engineer, order.quantity) == (State.NEW, None, 1)
    assert TrailEntry.objects.get(verb="repair.open").actor == bench.zhouqi


@pytest.mark.req("S3.5.2")
def test_a_unit_has_one_open_order_at_a_time(bench: Bench):
    order = bench.opened()

    with refused("repair.order_open") as refusal:
        bench.opened(order.unit)

    assert refusal.value.facts["order"] == order.number
    assert RepairOrder.objects.count() == 1


def test_a_tracked_part_comes_unit_by_unit_and_any_other_by_quantity(bench: Bench):
    def received(**what: object) -> Received:
        ordinary = {
            "agent": bench.agent(),
            "part": bench.display,
            "consignment_no": "IC1",
            "received_at": clock.now(),
        }
        return Received(**(ordinary | what))

    for wrong in (
        received(),
        received(part=bench.charging_board, unit=bench.unit()),
    ):
        with refused("repair.piece_by_piece"):
            orders.open_order(wrong, by=bench.zhouqi)
    with refused("repair.not_that_many"):
        orders.open_order(received(part=bench.charging_board, quantity=0), by=bench.zhouqi)
    assert not RepairOrder.objects.exists()


def test_only_the_bench_opens_orders(bench: Bench):
    unit = bench.unit()

    for stranger in (bench.hejing, bench.qinyong, bench.admin):
        with refused("accounts.not_your_role"):
            orders.open_order(
                Received(bench.agent(), unit.part, "IC1", clock.now(), unit), by=stranger
            )

    assert not RepairOrder.objects.exists()


@pytest.mark.req("S3.5.2")
@pytest.mark.parametrize(("days", "bounce"), [(0, 0), (30, 30), (90, 90), (91, None)])
def test_a_unit_that_comes_back_within_ninety_days_is_a_bounce(
    bench: Bench, days: int, bounce: int | None
):
    start = clock.now()
    with clock.set_to(start):
        first = bench.over()

    with clock.set_to(start + timedelta(days=days)):
        second = bench.opened(first.unit)

    assert (second.previous, second.bounce_days) == (first, bounce)
    assert second.priority == (0 if bounce is None else 1)


def test_pieces_without_a_number_never_bounce(bench: Bench):
    bench.opened_boards(5)

    assert bench.opened_boards(5).previous is None


@pytest.mark.req("S3.5.2")
def test_the_supervisor_assigns_an_order_to_an_engineer_who_alone_may_start_it(bench: Bench):
    order = bench.opened()

    assert orders.assign(order.pk, bench.chenzhou, by=bench.linlan).engineer == bench.chenzhou
    with refused("repair.anothers_order") as refusal:
        orders.start(order.pk, by=bench.zhouqi)

    assert refusal.value.facts["name"] == "Chenzhou"
    assert again(order).state == State.NEW
    assert orders.start(order.pk, by=bench.chenzhou).state == State.INSPECTING


def test_orders_are_assigned_to_engineers_by_the_supervisor_and_while_they_last(bench: Bench):
    order = bench.opened()

    with refused("repair.not_an_engineer"):
        orders.assign(order.pk, bench.hejing, by=bench.linlan)
    with refused("accounts.not_your_role"):
        orders.assign(order.pk, bench.chenzhou, by=bench.zhouqi)
    over = bench.over(order)
    with refused("repair.not_now"):
        orders.assign(over.pk, bench.chenzhou, by=bench.linlan)

    assert again(order).engineer == bench.zhouqi


def test_the_supervisor_lets_an_order_go_first_and_says_why(bench: Bench):
    order = bench.opened()

    with refused("repair.reason_missing"):
        orders.prioritise(order.pk, 5, reason=" ", by=bench.linlan)
    with refused("accounts.not_your_role"):
        orders.prioritise(order.pk, 5, reason="急件", by=bench.zhouqi)
    assert again(order).priority == 0

    assert orders.prioritise(order.pk, 5, reason="急件", by=bench.linlan).priority == 5
    told = TrailEntry.objects.get(verb="repair.prioritise")
    assert (told.before, told.after, told.reason) == ({"priority": 0}, {"priority": 5}, "急件")


@pytest.mark.req("S3.5.1")
def test_whoever_starts_an_order_has_it_and_the_time_is_kept(bench: Bench):
    order = bench.opened()

    with clock.set_to(clock.now() + timedelta(hours=2)):
        started = orders.start(order.pk, by=bench.zhouqi)
        assert started.started_at == clock.now()

    assert (started.state, started.engineer) == (State.INSPECTING, bench.zhouqi)
    with refused("repair.not_now"):
        orders.start(order.pk, by=bench.zhouqi)


def test_an_order_that_is_not_there_is_missing(bench: Bench):
    with refused("repair.no_such_order"):
        orders.start(0, by=bench.zhouqi)


@pytest.mark.req("S3.5.7")
def test_a_rest_has_a_reason_and_its_two_ends(bench: Bench):
    order = bench.judged(Verdict.REPAIR)
    begun = clock.now()

    with refused("repair.no_reason"):
        orders.pause(order.pk, "lunch", by=bench.zhouqi)
    with clock.set_to(begun + timedelta(hours=1)):
        assert orders.pause(order.pk, Pause.Reason.PARTS, by=bench.zhouqi).state == State.PAUSED
    with refused("repair.not_now"):
        bench.act(order)
    with clock.set_to(begun + timedelta(hours=3)):
        assert orders.resume(order.pk, by=bench.zhouqi).state == State.REPAIRING

    pause = order.pauses.get()
    assert pause.reason == Pause.Reason.PARTS
    assert pause.ended_at - pause.begun_at == timedelta(hours=2)


def test_pieces_that_deserve_another_verdict_are_inspected_under_their_own_order(bench: Bench):
    order = bench.inspected(bench.opened_boards(10))

    apart = orders.split(order.pk, 3, by=bench.zhouqi)

    assert (again(order).quantity, apart.quantity) == (7, 3)
    assert (apart.split_from, apart.state, apart.engineer) == (
        order,
        State.INSPECTING,
        bench.zhouqi,
    )
    assert apart.number != order.number
    assert not apart.findings.exists()


@pytest.mark.req("SOD-2")
def test_pieces_split_off_in_a_second_inspection_keep_the_repairs_of_the_first(bench: Bench):
    order = bench.judged(Verdict.REPAIR, bench.opened_boards(10))
    bench.act(order)
    repairing.give_up(order.pk, reason="修不好", by=bench.zhouqi)
    bench.answer(order)

    apart = orders.split(order.pk, 3, by=bench.zhouqi)

    assert apart.actions.get().done_by == bench.zhouqi
    assert set(apart.findings.values_list("round", flat=True)) == {1}


def test_what_is_split_off_twice_still_names_the_order_it_came_under(bench: Bench):
    order = bench.inspected(bench.opened_boards(10))
    part = orders.split(order.pk, 5, by=bench.zhouqi)

    assert orders.split(part.pk, 2, by=bench.zhouqi).split_from == order


def test_pieces_split_off_after_the_verdict_take_their_findings_and_repairs_with_them(
    bench: Bench,
):
    order = bench.finished(bench.opened_boards(10))
    order = bench.failed(order)
    bench.act(order, "R08")

    apart = orders.split(order.pk, 4, by=bench.zhouqi)

    assert apart.state == State.REPAIRING
    assert apart.findings.count() == order.findings.count()
    assert [action.action.code for action in apart.actions.order_by("pk")] == ["R02", "R08"]
    check = apart.quality_checks.get()
    assert (check.passed, check.of_action) == (False, apart.actions.order_by("pk").first())


@pytest.mark.req("S2.3.1b", "SOD-2")
def test_the_checker_splits_off_what_fails_and_the_rest_is_released(bench: Bench):
    order = bench.finished(bench.opened_boards(10))

    failing = orders.split(order.pk, 2, by=bench.zoufan)
    bench.failed(failing)
    bench.passed(order)

    assert (again(order).state, again(order).quantity) == (State.RELEASED, 8)
    assert (again(failing).state, again(failing).quantity) == (State.REPAIRING, 2)
    with refused("accounts.own_work"):
        repairing.check(bench.finish(failing).pk, passed=True, reason="", by=bench.zhouqi)


@pytest.mark.parametrize("quantity", [-1, 0, 10, 11])
def test_some_pieces_go_and_some_stay(bench: Bench, quantity: int):
    order = bench.inspected(bench.opened_boards(10))

    with refused("repair.not_that_many"):
        orders.split(order.pk, quantity, by=bench.zhouqi)

    assert again(order).quantity == 10


def test_an_order_is_split_by_whoever_has_it_in_hand(bench: Bench):
    order = bench.inspected(bench.opened_boards(10))

    with refused("repair.anothers_order"):
        orders.split(order.pk, 2, by=bench.chenzhou)
    with refused("accounts.not_your_role"):
        orders.split(order.pk, 2, by=bench.linlan)
    released = bench.released(bench.opened_boards(4))
    with refused("repair.not_now"):
        orders.split(released.pk, 2, by=bench.zoufan)

    assert RepairOrder.objects.filter(split_from__isnull=False).count() == 0


def test_every_printed_tag_is_counted(bench: Bench):
    order = bench.opened()

    orders.note_tag(order.pk, by=bench.zhouqi)
    orders.note_tag(order.pk, by=bench.linlan)
    with refused("accounts.not_your_role"):
        orders.note_tag(order.pk, by=bench.qinyong)

    assert again(order).tags_printed == 2


def test_an_agents_user_sees_the_orders_of_his_agent_alone(bench: Bench):
    own = bench.opened()
    user = bench.person("dl4401", Role.AGENT)
    stranger = bench.person("dl1101", Role.AGENT)
    Membership.objects.create(user=user, agent=bench.agent())
    Membership.objects.create(user=stranger, agent=bench.agent("DL-11-01"))

    assert list(RepairOrder.objects.visible_to(user)) == [own]
    assert not RepairOrder.objects.visible_to(stranger).exists()
    assert list(RepairOrder.objects.visible_to(bench.qa1)) == [own]
