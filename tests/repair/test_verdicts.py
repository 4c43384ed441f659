"""Verdicts: where each leads, who has to agree, and what happens when he does not."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.repair.commands import inspection, repairing
from shouhou.repair.lifecycle import ORDER, OVER, State, Verdict
from tests.repair.bench import Bench, again
from tests.world import refused

LEADS_TO = {
    Verdict.REPAIR: State.REPAIRING,
    Verdict.NTF: State.NTF_RECHECK,
    Verdict.EXCHANGE: State.EXCHANGING,
    Verdict.USER_DAMAGE: State.APPROVAL_PENDING,
    Verdict.UNTESTABLE: State.APPROVAL_PENDING,
    Verdict.SCRAP: State.APPROVAL_PENDING,
}


@pytest.mark.req("S3.5.5")
@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_says_where_the_piece_goes_who_said_so_and_why(bench: Bench, verdict: Verdict):
    order = bench.judged(verdict, reason="屏碎")

    assert order.state == LEADS_TO[verdict]
    assert (order.verdict, order.verdict_reason) == (verdict, "屏碎")
    assert order.judged_by == bench.zhouqi
    told = TrailEntry.objects.get(verb=f"repair.judge_{verdict}")
    assert (told.before["state"], told.after["state"]) == (State.INSPECTING, order.state)


def test_only_its_engineer_judges_a_piece(bench: Bench):
    order = bench.inspected()

    with refused("repair.anothers_order"):
        inspection.judge(order.pk, Verdict.REPAIR, by=bench.chenzhou)
    with refused("accounts.not_your_role"):
        inspection.judge(order.pk, Verdict.REPAIR, by=bench.linlan)

    assert again(order).state == State.INSPECTING


@pytest.mark.req("S3.5.4")
def test_no_trouble_found_takes_a_second_engineer(bench: Bench):
    order = bench.judged(Verdict.NTF)

    with refused("accounts.own_work"):
        inspection.second_opinion(order.pk, agrees=True, reason="", by=bench.zhouqi)
    with refused("accounts.not_your_role"):
        inspection.second_opinion(order.pk, agrees=True, reason="", by=bench.qa1)
    assert again(order).state == State.NTF_RECHECK

    agreed = inspection.second_opinion(order.pk, agrees=True, reason="", by=bench.chenzhou)
    assert (agreed.state, agreed.second_by) == (State.QC_PENDING, bench.chenzhou)


@pytest.mark.req("S3.5.4")
def test_a_second_engineer_who_finds_the_trouble_has_the_piece_inspected_anew(bench: Bench):
    order = bench.judged(Verdict.NTF)

    with refused("repair.reason_missing"):
        inspection.second_opinion(order.pk, agrees=False, reason="", by=bench.chenzhou)
    sent_back = inspection.second_opinion(
        order.pk, agrees=False, reason="发热后花屏", by=bench.chenzhou
    )

    assert (sent_back.state, sent_back.verdict, sent_back.round) == (State.INSPECTING, "", 2)
    with refused("repair.items_open"):
        inspection.judge(order.pk, Verdict.NTF, by=bench.zhouqi)
    assert order.findings.filter(round=1).exists()


@pytest.mark.req("S3.5.5")
@pytest.mark.parametrize(
    ("verdict", "leads_to"),
    [
        (Verdict.USER_DAMAGE, State.RETURN_AS_IS),
        (Verdict.UNTESTABLE, State.RETURN_AS_IS),
        (Verdict.SCRAP, State.EXCHANGING),
    ],
)
def test_the_supervisor_agrees_to_what_goes_back_as_it_came_or_is_scrapped(
    bench: Bench, verdict: Verdict, leads_to: State
):
    order = bench.judged(verdict)

    for stranger in (bench.zhouqi, bench.qa1, bench.hejing):
        with refused("accounts.not_your_role"):
            inspection.approve_verdict(order.pk, by=stranger)
    assert again(order).approved_by is None

    approved = inspection.approve_verdict(order.pk, by=bench.linlan)
    assert (approved.state, approved.approved_by) == (leads_to, bench.linlan)


def test_the_supervisor_refuses_a_verdict_and_the_piece_is_inspected_anew(bench: Bench):
    order = bench.judged(Verdict.USER_DAMAGE)

    with refused("repair.reason_missing"):
        inspection.refuse_verdict(order.pk, reason=" ", by=bench.linlan)
    refused_one = inspection.refuse_verdict(order.pk, reason="看不出外力", by=bench.linlan)

    assert (refused_one.state, refused_one.verdict, refused_one.round) == (State.INSPECTING, "", 2)
    with refused("repair.not_now"):
        inspection.approve_verdict(order.pk, by=bench.linlan)


def test_what_cannot_be_repaired_after_all_is_inspected_anew(bench: Bench):
    order = bench.judged(Verdict.REPAIR)
    bench.act(order)

    with refused("repair.reason_missing"):
        repairing.give_up(order.pk, reason="", by=bench.zhouqi)
    given_up = repairing.give_up(order.pk, reason="主芯片断裂", by=bench.zhouqi)

    assert (given_up.state, given_up.verdict, given_up.round) == (State.INSPECTING, "", 2)
    bench.answer(order, bench.items(order)[-1])
    judged = inspection.judge(order.pk, Verdict.SCRAP, reason="断裂", by=bench.zhouqi)
    assert judged.state == State.APPROVAL_PENDING


def test_the_table_lets_every_order_come_to_an_end():
    ends: set[str] = set(OVER)
    for _step in ORDER.table:
        ends |= {state for (state, _verb), following in ORDER.table.items() if following in ends}

    assert ends == ORDER.states
