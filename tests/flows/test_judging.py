"""A judgement that the supervisor rejects undoes the exchange that was written on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.models import ExchangeOrder
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.flows import bench, dispatch, judging, old_parts, posting, swapping
from shouhou.repair.lifecycle import Verdict
from shouhou.reports.turnover_desk import untested
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.models import Document, Holding
from shouhou.stock.places import Code
from shouhou.stock.spots import spot, spot_of
from tests.flows import story
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


def reserved() -> int:
    """How many pieces are promised on all shelves together."""
    return sum(Holding.objects.values_list("reserved", flat=True))


@pytest.mark.req("S3.4.3", "S2.1.9")
def test_a_rejected_judgement_takes_the_swap_back_and_the_pieces_are_tested_again(
    w: World,
) -> None:
    w.good_stock(w.part(CHARGER), 3)
    line = story.came(w, CHARGER, "3")
    made = swapping.swap(line.pk, 2, DEAD, by=w.qinyong)
    assert (free_to_judge(line), reserved()) == (1, 2)

    struck = posting.reject(made.judgement_id, reason="测错了行", by=w.linlan)

    assert (struck.state, reserved(), dispatch.ready(w.agent())) == ("void", 0, [])
    assert (free_to_judge(line), [row.untested for row in untested()]) == (3, [3])
    made.demand.refresh_from_db()
    assert made.demand.missing == 0
    story.swapped(w, line.pk, 3)
    assert [promise.open for promise in dispatch.ready(w.agent())] == [3]


@pytest.mark.req("S2.2.7")
def test_what_a_rejected_swap_held_goes_to_whoever_waits(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    first = story.came(w, CHARGER, "1")
    second = story.came(w, CHARGER, "1", agent=w.agent("DL-37-01"))
    made = swapping.swap(first.pk, 1, DEAD, by=w.qinyong)
    waiting = story.swapped(w, second.pk, 1).demand
    assert waiting.missing == 1

    posting.reject(made.judgement_id, reason="假货", by=w.linlan)

    waiting.refresh_from_db()
    assert waiting.missing == 0


@pytest.mark.req("S2.1.9")
def test_nothing_is_ready_and_nothing_leaves_before_the_old_piece_is_judged_for_good(
    w: World,
) -> None:
    w.good_stock(w.part(CHARGER), 1)
    made = swapping.swap(story.came(w, CHARGER, "1").pk, 1, DEAD, by=w.qinyong)
    assert dispatch.ready(w.agent()) == []

    posting.post(made.judgement_id, by=w.linlan)

    assert [promise.open for promise in dispatch.ready(w.agent())] == [1]


@pytest.mark.req("S2.3.1a", "S3.5.5")
def test_a_rejected_exchange_of_the_bench_is_inspected_again(w: World) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    order = story.came(w, PANEL, "OLD1").repair_order
    story.inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    bench.judge(order.pk, Verdict.EXCHANGE, by=w.zhouqi, reason="漏液")
    made = ExchangeOrder.objects.get()

    posting.reject(made.judgement_id, reason="可修", by=w.linlan)

    order.refresh_from_db()
    assert (order.state, order.verdict, order.round) == ("inspecting", "", 2)
    assert reserved() == 0
    story.answered_again(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    bench.judge(order.pk, Verdict.EXCHANGE, by=w.zhouqi, reason="漏液")
    assert reserved() == 1


@pytest.mark.req("INV-5")
def test_a_rejected_old_part_is_outstanding_again(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    line = story.came(w, CHARGER, "1")
    taken = old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)

    posting.reject(taken.document_id, reason="不是原装", by=w.linlan)

    old_parts.take(line.pk, 1, obligation.pk, DEAD, by=w.qinyong)
    assert obligation.return_settlements.standing().count() == 1


def test_a_judgement_whose_pieces_stand_on_a_document_is_not_rejected(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    made = swapping.swap(story.came(w, CHARGER, "1").pk, 1, DEAD, by=w.qinyong)
    promise = made.demand.reservations.get()
    issue = documents.draft(
        "outbound",
        [
            Wanted(
                source=spot_of(promise.holding),
                target=spot(w.agent().place, promise.holding.part_id, "good"),
                reservation=promise,
            )
        ],
        by=w.hejing,
        agent=w.agent(),
    )
    documents.submit(issue.pk, by=w.hejing)

    with refused("dispatch.not_judged"):
        posting.post(issue.pk, by=w.linlan)
    with refused("stock.promise_under_way"):
        posting.reject(made.judgement_id, reason="错", by=w.linlan)

    assert Document.objects.get(pk=made.judgement_id).state == "submitted"
    assert w.balance(Code.TURNOVER, w.part(CHARGER)) == 1
