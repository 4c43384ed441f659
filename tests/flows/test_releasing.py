"""From the bench to the good shelf: the release, whose the piece is, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeOrder
from shouhou.flows import dispatch, posting, releasing
from shouhou.repair.commands import repairing
from shouhou.repair.models import RepairOrder
from shouhou.stock.commands import demands, reversals
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Condition, Demand, Document
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.world import World, books_are_clean, refused

PANEL = "LCD-S5-01B"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def on_the_bench(w: World, *serials: str) -> list[RepairOrder]:
    """New orders of displays of one agent."""
    part = w.part(PANEL)
    declared = [Declared(part, 1, serial) for serial in serials]
    box = story.counted(w, w.agent(), declared, [(PANEL, serial) for serial in serials])
    story.booked(w, box)
    story.taken_over(w, box)
    return list(RepairOrder.objects.order_by("pk"))


def passed(w: World, *serials: str) -> list[RepairOrder]:
    """Orders that were repaired and passed their check."""
    orders = on_the_bench(w, *serials)
    for order in orders:
        checked(w, order)
    return orders


def checked(w: World, order: RepairOrder) -> None:
    """Take one order as far as its check."""
    story.inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    story.bench.judge(order.pk, story.Verdict.REPAIR, by=w.zhouqi)
    repairing.act(order.pk, repairing.Done(w.fault("repair", "R06")), by=w.zhouqi)
    repairing.finish(order.pk, self_test_passed=True, by=w.zhouqi)
    repairing.check(order.pk, passed=True, reason="", by=w.chenzhou)


def released(w: World, orders: list[RepairOrder]) -> Document:
    """The orders on the good shelf."""
    document = releasing.release([order.pk for order in orders], by=w.zhouqi)
    return posting.post(document.pk, by=w.linlan)


def reversed_(w: World, document: Document) -> Document:
    """A release taken back."""
    reversal = reversals.draft(document.pk, reason="wrong piece", by=w.chenzhou)
    return posting.post(reversal.pk, by=w.linlan)


@pytest.mark.req("S3.5.11")
@pytest.mark.req("S2.2.2c")
def test_a_repaired_piece_is_reserved_for_the_agent_it_came_from(w: World) -> None:
    orders = passed(w, "PANEL1", "PANEL2")

    released(w, orders)

    assert w.balance(Code.TURNOVER, w.part(PANEL)) == 2
    promises = dispatch.ready(w.agent())
    assert {promise.unit.label for promise in promises} == {"PANEL1", "PANEL2"}
    assert {order.state for order in RepairOrder.objects.all()} == {"stocked"}


@pytest.mark.req("S2.3.1b")
@pytest.mark.req("INV-7")
def test_one_piece_that_is_not_cleared_stops_the_whole_tray(w: World) -> None:
    first, second = on_the_bench(w, "PANEL1", "PANEL2")
    checked(w, first)

    with refused("repair.not_cleared"):
        releasing.release([first.pk, second.pk], by=w.zhouqi)

    assert not Document.objects.filter(kind="release").exists()
    assert list(releasing.tray()) == [first]


@pytest.mark.req("S2.3.1b")
def test_a_release_that_was_taken_back_meanwhile_is_not_posted(w: World) -> None:
    (order,) = passed(w, "PANEL1")
    document = releasing.release([order.pk], by=w.zhouqi)
    repairing.void_release(order.pk, reason="dropped", by=w.chenzhou)

    with refused("repair.not_cleared"):
        posting.post(document.pk, by=w.linlan)

    document.refresh_from_db()
    assert document.state == "submitted"
    assert w.balance(Code.TURNOVER, w.part(PANEL)) == 0


def test_a_full_tray_takes_no_more_queries_than_one_piece(w: World) -> None:
    first, second, *others = passed(w, *(f"PANEL{number}" for number in range(8)))
    releasing.release([first.pk], by=w.zhouqi)  # the shelves of the part are there from now on

    with CaptureQueriesContext(connection) as few:
        one = releasing.release([second.pk], by=w.zhouqi)
    with CaptureQueriesContext(connection) as many:
        six = releasing.release([order.pk for order in others], by=w.zhouqi)

    assert len(many) == len(few)
    assert [document.lines.count() for document in (one, six)] == [1, 6]


@pytest.mark.req("SOD-2")
def test_who_made_a_release_does_not_post_it_and_only_the_bench_makes_one(w: World) -> None:
    (order,) = passed(w, "PANEL1")

    for person in (w.hejing, w.qinyong, w.linlan, w.admin):
        with refused("accounts.not_your_role"):
            releasing.release([order.pk], by=person)
    document = releasing.release([order.pk], by=w.zhouqi)
    with refused("accounts.not_your_role"):
        posting.post(document.pk, by=w.zhouqi)

    assert Document.objects.filter(kind="release").count() == 1


def test_a_piece_stands_on_one_release_and_an_empty_tray_makes_none(w: World) -> None:
    (order,) = passed(w, "PANEL1")
    releasing.release([order.pk], by=w.zhouqi)

    with refused("flows.release_made"):
        releasing.release([order.pk], by=w.zhouqi)
    with refused("flows.nothing_to_release"):
        releasing.release([], by=w.zhouqi)

    assert not releasing.tray().exists()


def test_a_pooled_piece_goes_to_whoever_waits_longest(w: World) -> None:
    other, part = w.agent("DL-37-01"), w.part(PANEL)
    waiting = demands.demand(Wish(other, part, 1, place(Code.TURNOVER)), by=w.qinyong)
    (order,) = passed(w, "PANEL1")

    with refused("repair.reason_missing"):
        releasing.pool(order.exchange_line.pk, reason=" ", by=w.linlan)
    with refused("accounts.not_your_role"):
        releasing.pool(order.exchange_line.pk, reason="urgent", by=w.zhouqi)
    releasing.pool(order.exchange_line.pk, reason="urgent", by=w.linlan)
    released(w, [order])

    waiting.refresh_from_db()
    assert waiting.missing == 0
    assert ExchangeOrder.objects.get().demand.missing == 1
    with refused("flows.already_promised"):
        releasing.pool(order.exchange_line.pk, reason="again", by=w.linlan)


@pytest.mark.req("S2.3.1b")
def test_a_reversed_release_brings_the_piece_back_to_its_check_and_unpromises_it(
    w: World,
) -> None:
    (order,) = passed(w, "PANEL1")

    reversed_(w, released(w, [order]))

    order.refresh_from_db()
    assert order.state == "qc_pending"
    assert w.balance(Code.BENCH, w.part(PANEL), Condition.PENDING) == 1
    assert not dispatch.ready(w.agent())
    assert not Demand.objects.short().exists()


@pytest.mark.req("S2.3.1b")
def test_a_piece_whose_release_was_reversed_is_checked_and_released_again(w: World) -> None:
    (order,) = passed(w, "PANEL1")
    reversed_(w, released(w, [order]))

    repairing.check(order.pk, passed=True, reason="", by=w.chenzhou)
    assert list(releasing.tray()) == [order]
    released(w, [order])

    order.refresh_from_db()
    assert order.state == "stocked"
    (promise,) = dispatch.ready(w.agent())
    assert promise.unit.label == "PANEL1"


def test_a_release_whose_piece_is_about_to_leave_is_not_reversed(w: World) -> None:
    (order,) = passed(w, "PANEL1")
    document = released(w, [order])
    dispatch.pick(w.agent(), "PANEL1", by=w.hejing)
    promises = {promise.pk: 1 for promise in dispatch.ready(w.agent())}
    dispatch.issue(w.agent(), promises, by=w.hejing)

    with refused("stock.promise_under_way"):
        reversed_(w, document)

    order.refresh_from_db()
    assert order.state == "stocked"
    assert Demand.objects.get().promised == 1
