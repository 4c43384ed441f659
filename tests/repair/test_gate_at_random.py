"""Whatever five people try, and in whatever order, the gate clears what the rule allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouhou.accounts.models import User
from shouhou.kernel.refusals import Refused
from shouhou.repair import evidence, gate
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.commands.repairing import Done
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from tests.repair.bench import Bench
from tests.world import books_are_clean

PEOPLE = ("zhouqi", "zhouqi", "zhouqi", "chenzhou", "chenzhou", "zoufan", "qa1", "linlan")
"""Drawn from; Zhou Qi has most of the orders in hand, so most of what is tried is tried by him."""
Try = Callable[[Bench, RepairOrder, User], object]


@dataclass
class Story:
    """What really happened to some pieces: who did what, in that order. The rule needs no more."""

    acts: list[tuple[str, str]] = field(default_factory=list)

    def cleared(self) -> bool:
        """Whether the pieces may be good: the rule of S2.3.1b, in its own words."""
        verdict = judge = second = checker = ""
        repairers: set[str] = set()
        for act, who in self.acts:
            if act in {"repair", "ntf"}:
                verdict, judge, second, checker = act, who, "", ""
            elif act == "agree":
                second = who
            elif act == "act":
                repairers.add(who)
                checker = ""
            elif act == "pass":
                checker = who
            elif act in {"disagree", "give_up"} or (act == "fail" and verdict == "ntf"):
                verdict = checker = ""
            elif act in {"fail", "void"}:
                checker = ""
        seen = second not in {"", judge} if verdict == "ntf" else bool(repairers)
        return bool(verdict) and seen and checker not in {"", judge, *repairers}


def answer_well(bench: Bench, order: RepairOrder, by: User) -> object:
    answers = [Answer(item.pk, "ok") for item in evidence.checklist(order)]
    return inspection.answer(order.pk, answers, by=by)


def answer_badly(bench: Bench, order: RepairOrder, by: User) -> object:
    answers = [
        Answer(item.pk, "ng", symptom=bench.fault("symptom", "D02"))
        for item in evidence.checklist(order).filter(photo_required=False)
    ]
    return inspection.answer(order.pk, answers, by=by)


def second(*, agrees: bool) -> Try:
    return lambda _b, o, by: inspection.second_opinion(o.pk, agrees=agrees, reason="热", by=by)


def check(*, passed: bool) -> Try:
    return lambda _b, o, by: repairing.check(o.pk, passed=passed, reason="断触", by=by)


TRIES: dict[str, Try] = {
    "start": lambda _b, o, by: orders.start(o.pk, by=by),
    "well": answer_well,
    "badly": answer_badly,
    "repair": lambda _b, o, by: inspection.judge(o.pk, Verdict.REPAIR, by=by),
    "ntf": lambda _b, o, by: inspection.judge(o.pk, Verdict.NTF, by=by),
    "agree": second(agrees=True),
    "disagree": second(agrees=False),
    "act": lambda b, o, by: repairing.act(o.pk, Done(b.fault("repair", "R02")), by=by),
    "finish": lambda _b, o, by: repairing.finish(o.pk, self_test_passed=True, by=by),
    "give_up": lambda _b, o, by: repairing.give_up(o.pk, reason="坏", by=by),
    "pass": check(passed=True),
    "fail": check(passed=False),
    "void": lambda _b, o, by: repairing.void_release(o.pk, reason="换", by=by),
    "assign": lambda b, o, by: orders.assign(o.pk, b.chenzhou, by=by),
    "split": lambda _b, o, by: orders.split(o.pk, 1, by=by),
}
POSSIBLE: dict[str, tuple[str, ...]] = {
    State.NEW: ("start",),
    State.INSPECTING: ("well", "ntf", "badly", "repair", "split"),
    State.NTF_RECHECK: ("agree", "disagree"),
    State.REPAIRING: ("act", "finish", "give_up", "split", "assign"),
    State.QC_PENDING: ("pass", "fail", "split"),
    State.RELEASED: ("void", "act", "pass", "fail", "split"),
}
"""What is worth trying in a state; who tries it is drawn, so most of it is refused to him."""

BEGINNINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "fresh": (),
    "inspected": (("start", "zhouqi"), ("well", "zhouqi")),
    "repaired": (
        ("start", "zhouqi"),
        ("well", "zhouqi"),
        ("badly", "zhouqi"),
        ("repair", "zhouqi"),
        ("act", "zhouqi"),
        ("finish", "zhouqi"),
    ),
    "no trouble": (("start", "zhouqi"), ("well", "zhouqi"), ("ntf", "zhouqi")),
}
BEGINNINGS["seen twice"] = (*BEGINNINGS["no trouble"], ("agree", "chenzhou"))
BEGINNINGS["released"] = (*BEGINNINGS["repaired"], ("pass", "zoufan"))
BEGINNINGS["reassigned"] = (
    *BEGINNINGS["repaired"],
    ("fail", "qa1"),
    ("assign", "linlan"),
    ("act", "chenzhou"),
    ("finish", "chenzhou"),
)


def attempt(bench: Bench, order: RepairOrder, stories: dict[int, Story], step: tuple[str, str]):
    """Try one step; when it is not refused it becomes part of the story of its pieces."""
    act, who = step
    try:
        with transaction.atomic():
            made = TRIES[act](bench, order, bench.people[who])
    except Refused:
        return
    if act == "split":
        stories[made.pk] = Story(list(stories[order.pk].acts))
    stories[order.pk].acts.append(step)


def is_cleared(order_id: int) -> bool:
    try:
        gate.facts_of(RepairOrder.objects.get(pk=order_id))
    except Refused:
        return False
    return True


@pytest.mark.slow
@pytest.mark.req("S2.3.1b", "INV-7", "SOD-2")
def test_the_gate_clears_exactly_what_the_rule_allows(bench: Bench):
    cleared = 0

    @settings(
        max_examples=100,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        beginning=st.sampled_from(sorted(BEGINNINGS)),
        steps=st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 4), st.sampled_from(PEOPLE)), max_size=14
        ),
    )
    def tell(beginning: str, steps: list[tuple[int, int, str]]) -> None:
        nonlocal cleared
        with transaction.atomic():
            first = bench.opened_boards(4)
            stories = {first.pk: Story()}
            for step in BEGINNINGS[beginning]:
                attempt(bench, first, stories, step)
            for which, what, who in steps:
                ids = sorted(stories)
                order = RepairOrder.objects.get(pk=ids[which % len(ids)])
                acts = POSSIBLE[order.state]
                attempt(bench, order, stories, (acts[what % len(acts)], who))
                for pk, story in stories.items():
                    assert is_cleared(pk) == story.cleared(), (pk, story.acts)
                    cleared += is_cleared(pk)
            assert sum(RepairOrder.objects.values_list("quantity", flat=True)) == 4
            books_are_clean()
            transaction.set_rollback(True)

    tell()

    assert cleared > 0


@pytest.mark.req("S2.3.1b")
def test_the_rule_of_this_test_tells_good_from_bad():
    released = Story(list(BEGINNINGS["released"]))
    assert released.cleared()
    for act, who in (("void", "qa1"), ("act", "zhouqi"), ("fail", "qa1"), ("give_up", "zhouqi")):
        assert not Story([*released.acts, (act, who)]).cleared()
    repaired = list(BEGINNINGS["repaired"])
    assert not Story([*repaired, ("pass", "zhouqi")]).cleared()
    twice = list(BEGINNINGS["seen twice"])
    assert Story([*twice, ("pass", "qa1")]).cleared()
    assert not Story([*twice[:-1], ("agree", "zhouqi"), ("pass", "qa1")]).cleared()
