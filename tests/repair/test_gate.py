"""The hard gate: what may become good, and why everything else may not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from shouhou.kernel import clock
from shouhou.repair import gate
from shouhou.repair.commands import orders, repairing
from shouhou.repair.gate import Why
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import QualityCheck, RepairAction, RepairOrder
from shouhou.stock import guards
from tests.repair.bench import Bench
from tests.world import refused


def lacks(order: RepairOrder) -> str:
    """What the gate says an order lacks."""
    with refused("repair.not_cleared") as refusal:
        gate.facts_of(order)
    assert refusal.value.status == 403
    return str(refusal.value.facts["why"])


@pytest.mark.req("S2.3.1b", "INV-7")
def test_a_repaired_piece_names_who_inspected_repaired_and_checked_it_in_that_order(bench: Bench):
    start = clock.now()
    with clock.set_to(start):
        order = bench.judged(Verdict.REPAIR)
    with clock.set_to(start + timedelta(hours=1)):
        bench.finish(order)
    with clock.set_to(start + timedelta(hours=2)):
        bench.passed(order)

    facts = gate.facts_of(order)

    assert (facts.inspected_by, facts.inspected_at) == (bench.zhouqi, start)
    assert (facts.repaired_by, facts.repaired_at) == (bench.zhouqi, start + timedelta(hours=1))
    assert (facts.checked_by, facts.checked_at) == (bench.zoufan, start + timedelta(hours=2))


@pytest.mark.req("S2.3.1b", "INV-7")
def test_a_piece_without_trouble_was_seen_twice_and_checked(bench: Bench):
    order = bench.without_trouble()
    assert lacks(order) == Why.NOT_RELEASED

    bench.passed(order)

    facts = gate.facts_of(order)
    assert (facts.inspected_by, facts.checked_by) == (bench.zhouqi, bench.zoufan)
    assert (facts.repaired_by, facts.repaired_at) == (None, None)


@pytest.mark.req("S2.3.1b")
def test_nothing_is_cleared_before_its_check_passed(bench: Bench):
    order = bench.opened()
    assert lacks(order) == Why.NOT_RELEASED
    assert lacks(bench.judged(Verdict.REPAIR, order)) == Why.NOT_RELEASED
    assert lacks(bench.finish(order)) == Why.NOT_RELEASED
    assert lacks(bench.failed(order)) == Why.NOT_RELEASED


@pytest.mark.req("S2.3.1b")
@pytest.mark.parametrize(
    "verdict", [Verdict.EXCHANGE, Verdict.USER_DAMAGE, Verdict.UNTESTABLE, Verdict.SCRAP]
)
def test_a_piece_that_was_not_found_fit_is_never_cleared(bench: Bench, verdict: Verdict):
    assert lacks(bench.judged(verdict)) == Why.NOT_RELEASED


@pytest.mark.req("S2.3.1b")
def test_a_release_that_was_taken_back_clears_nothing_until_it_is_checked_again(bench: Bench):
    order = bench.released()
    repairing.void_release(order.pk, reason="换了排线", by=bench.zoufan)

    assert lacks(order) == Why.NOT_RELEASED

    bench.passed(order)
    assert gate.facts_of(order).checked_by == bench.zoufan


@pytest.mark.req("S2.3.1b")
def test_the_gate_reads_the_database_and_not_what_the_caller_remembers(bench: Bench):
    remembered = bench.released()
    repairing.void_release(remembered.pk, reason="换了排线", by=bench.zoufan)

    assert remembered.state == "released"
    assert lacks(remembered) == Why.NOT_RELEASED


@pytest.mark.req("S2.3.1b")
def test_the_gate_names_each_missing_fact_even_where_the_guards_were_lifted(db: None):
    bench = Bench()
    repaired = bench.released()
    seen_twice = bench.passed(bench.without_trouble(bench.opened(bench.unit("P2"))))
    guards.remove(connection)

    def forged(order: RepairOrder, **columns: object) -> str:
        RepairOrder.objects.filter(pk=order.pk).update(**columns)
        return lacks(order)

    assert forged(seen_twice, second_by=None) == Why.NO_SECOND_OPINION
    assert forged(seen_twice, verdict=Verdict.REPAIR) == Why.NOT_REPAIRED
    assert forged(seen_twice, verdict=Verdict.EXCHANGE) == Why.NOT_FOUND_FIT
    assert forged(repaired, judged_by=bench.zoufan) == Why.OWN_CHECK
    measure = bench.fault("repair", "R04")
    RepairAction.objects.create(order=repaired, action=measure, done_by=bench.zhouqi)
    assert lacks(repaired) == Why.REPAIRED_SINCE
    QualityCheck.objects.create(order=repaired, passed=False, reason="x", checked_by=bench.qa1)
    assert lacks(repaired) == Why.NOT_CHECKED


@pytest.mark.req("S2.3.1b")
def test_pieces_that_were_split_off_are_cleared_on_their_own(bench: Bench):
    order = bench.finished(bench.opened_boards(10))
    failing = orders.split(order.pk, 3, by=bench.zoufan)
    bench.failed(failing)
    bench.passed(order)

    facts = gate.facts_of(order)

    assert facts.repaired_by == bench.zhouqi
    assert lacks(failing) == Why.NOT_RELEASED


@pytest.mark.req("S2.3.1b")
def test_a_unit_leaves_the_house_only_after_its_order_is_over(bench: Bench):
    order, never_here = bench.opened(), bench.unit("P2")

    with refused("repair.not_cleared") as refusal:
        gate.refuse_unreleased([never_here, order.unit])
    assert refusal.value.facts["why"] == Why.STILL_OPEN
    bench.released(order)
    with refused("repair.not_cleared"):
        gate.refuse_unreleased([never_here, order.unit])

    gate.refuse_unreleased([never_here])


@pytest.mark.req("S2.3.1b")
def test_a_unit_whose_order_is_over_may_leave_and_not_when_that_is_taken_back(bench: Bench):
    order = bench.over()
    units = [order.unit]

    gate.refuse_unreleased(units)

    repairing.unstock(order, reason="SR202611230001", by=bench.linlan)
    with refused("repair.not_cleared"):
        gate.refuse_unreleased(units)
