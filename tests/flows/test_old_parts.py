"""What an agent owes for pieces he got in advance, and the old parts that answer for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shouhou.exchange.models import ReturnObligation, Settlement
from shouhou.exchange.obligations import unanswered
from shouhou.flows import (
    account_requests,
    bench,
    dispatch,
    judging,
    old_parts,
    posting,
    swapping,
)
from shouhou.flows.account_requests import Wanted
from shouhou.kernel import clock
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import RepairOrder
from shouhou.reports import accounts
from shouhou.stock.commands import reversals
from shouhou.stock.models import Condition, Demand, Document
from shouhou.stock.places import Code
from tests.flows import story
from tests.flows.test_releasing import checked, released, reversed_
from tests.world import World, books_are_clean, refused

CHARGER, PANEL = "CHG-S5-01B", "LCD-S5-01B"
DEAD = judging.Test(judging.Grounds.DEFECTIVE, measured="0 V")


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def debts(w: World) -> tuple[int, int]:
    """What we owe the agent, and what he owes us."""
    owed = ReturnObligation.objects.filter(agent=w.agent()).total_outstanding()
    return accounts.owed_to(w.agent()), owed


@pytest.mark.req("S2.2.3c", "INV-5")
def test_what_is_issued_in_advance_is_owed_by_the_agent_until_the_day_of_the_policy(
    w: World,
) -> None:
    w.good_stock(w.part(CHARGER), 3)

    obligation = story.issued_in_advance(w, CHARGER, 2)

    assert (obligation.agent, obligation.part.part_no) == (w.agent(), CHARGER)
    assert obligation.due_on == clock.today() + timedelta(days=60)
    assert debts(w) == (0, 2)


@pytest.mark.req("S2.2.3c")
def test_nothing_is_promised_in_advance_before_another_person_grants_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    asked = account_requests.ask_advance(
        w.agent(), w.part(CHARGER), Wanted(1, "机主等用"), by=w.hejing
    )

    with refused("accounts.not_your_role"):
        account_requests.grant(asked.pk, by=w.luomin)

    assert not Demand.objects.exists()
    assert account_requests.grant(asked.pk, by=w.linlan).demand is not None


@pytest.mark.req("INV-5", "INV-4", "S3.4.2")
def test_an_old_part_settles_both_debts_when_its_judgement_is_posted(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    obligation = story.issued_in_advance(w, CHARGER, 2)
    line = story.came(w, CHARGER, "3")

    taken = old_parts.take(line.pk, 2, obligation.pk, DEAD, by=w.qinyong)
    assert (debts(w), unanswered(obligation)) == ((3, 2), 0)
    posting.post(taken.document_id, by=w.linlan)

    assert debts(w) == (1, 0)
    assert w.balance(Code.DEFECT, w.part(CHARGER), Condition.DEFECTIVE) == 2
    closed = Settlement.objects.filter(kind="old_part").order_by("pk")
    assert [(row.quantity, row.reason) for row in closed] == [(2, taken.number)] * 2
    assert len({row.document_line_id for row in closed}) == 1


def test_the_pieces_that_answer_for_nothing_are_swapped(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    obligation = story.issued_in_advance(w, CHARGER, 2)
    line = story.came(w, CHARGER, "3")
    old_parts.take(line.pk, 2, obligation.pk, DEAD, by=w.qinyong)

    with refused("exchange.not_that_many"):
        swapping.swap(line.pk, 2, DEAD, by=w.qinyong)
    story.swapped(w, line.pk, 1)

    assert [promise.open for promise in dispatch.ready(w.agent())] == [1]


def test_more_than_the_agent_owes_is_not_taken(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    line = story.came(w, CHARGER, "3")

    with refused("exchange.not_that_many"):
        old_parts.take(line.pk, 2, obligation.pk, DEAD, by=w.qinyong)
    old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)
    with refused("exchange.not_owed_by_agent"):
        old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)

    assert line.return_settlements.get().quantity == 1


def test_the_pieces_of_another_agent_or_part_answer_for_nothing(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    others = story.came(w, CHARGER, "1", agent=w.agent("DL-43-01"))
    battery = story.came(w, "BAT-S5-01A", "1")

    for line in (others, battery):
        with refused("exchange.not_owed_by_agent"):
            old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)

    assert not obligation.return_settlements.exists()


def on_the_bench(w: World, serial: str) -> RepairOrder:
    """A display that came, as an order of the bench."""
    order = story.came(w, PANEL, serial).repair_order
    assert order is not None
    return order


@pytest.mark.req("INV-5", "S2.2.2c")
def test_a_marked_piece_that_is_given_up_brings_its_agent_no_other(w: World) -> None:
    w.good_units(w.part(PANEL), ["NEW1", "NEW2"])
    obligation = story.issued_in_advance(w, PANEL)
    order = on_the_bench(w, "OLD1")
    old_parts.mark(order.pk, obligation.pk, by=w.hejing)

    story.inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    bench.judge(order.pk, Verdict.EXCHANGE, by=w.zhouqi, reason="主板断层")
    taken = obligation.return_settlements.get()
    posting.post(taken.document_id, by=w.linlan)

    assert debts(w) == (0, 0)
    assert dispatch.ready(w.agent()) == []
    assert w.balance(Code.DEFECT, w.part(PANEL), Condition.DEFECTIVE) == 1


@pytest.mark.req("INV-5")
def test_a_marked_piece_that_was_repaired_is_the_houses_until_its_release_is_reversed(
    w: World,
) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    obligation = story.issued_in_advance(w, PANEL)
    order = on_the_bench(w, "OLD1")
    old_parts.mark(order.pk, obligation.pk, by=w.hejing)
    checked(w, order)

    release = released(w, [order])
    assert (debts(w), dispatch.ready(w.agent())) == ((0, 0), [])
    reversed_(w, release)
    assert debts(w) == (1, 1)
    story.repairing.check(order.pk, passed=True, reason="", by=w.chenzhou)
    released(w, [order])

    assert debts(w) == (0, 0)
    assert w.balance(Code.TURNOVER, w.part(PANEL)) == 1


def test_a_piece_is_marked_before_anything_is_promised_for_it_and_unmarked_with_a_reason(
    w: World,
) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    obligation = story.issued_in_advance(w, PANEL)
    order = on_the_bench(w, "OLD1")
    old_parts.mark(order.pk, obligation.pk, by=w.hejing)

    with refused("flows.already_promised"):
        old_parts.mark(order.pk, obligation.pk, by=w.hejing)
    with refused("exchange.reason_missing"):
        old_parts.unmark(order.pk, reason=" ", by=w.hejing)
    old_parts.unmark(order.pk, reason="代理说明是换货", by=w.hejing)
    checked(w, order)
    released(w, [order])

    assert [promise.unit.label for promise in dispatch.ready(w.agent())] == ["OLD1"]
    assert debts(w) == (1, 1)


def test_user_damage_goes_back_and_the_old_part_is_still_owed(w: World) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    obligation = story.issued_in_advance(w, PANEL)
    order = on_the_bench(w, "OLD1")
    old_parts.mark(order.pk, obligation.pk, by=w.hejing)

    story.user_damaged(w, order, w.photos(by=w.zhouqi))

    assert (debts(w), unanswered(obligation)) == ((1, 1), 1)


@pytest.mark.req("S2.2.3c", "INV-5", "R-POST")
def test_a_reversed_issue_leaves_nothing_owed_and_its_promise_open(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    story.issued_in_advance(w, CHARGER, 2)
    issue = Document.objects.get(kind="outbound")

    reversal = reversals.draft(issue.pk, reason="发错", by=w.luomin)
    posting.post(reversal.pk, by=w.linlan)

    assert debts(w) == (0, 0)
    assert [promise.open for promise in dispatch.ready(w.agent())] == [2]
    story.shipped(w)
    assert debts(w) == (0, 2)


def test_an_issue_is_not_reversed_once_an_old_part_came_for_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    line = story.came(w, CHARGER, "1")
    taken = old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)
    posting.post(taken.document_id, by=w.linlan)
    issue = Document.objects.get(kind="outbound")
    reversal = reversals.draft(issue.pk, reason="发错", by=w.luomin)

    with refused("exchange.not_that_much_owed"):
        posting.post(reversal.pk, by=w.linlan)

    assert debts(w) == (0, 0)
