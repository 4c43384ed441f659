"""Handing over: routed by class, counted by the receiver, disputed when a piece is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine, Handover, InboundConsignment
from shouhou.flows import handing_over
from shouhou.flows.handing_over import Override
from shouhou.repair.models import RepairOrder
from shouhou.stock import custody
from shouhou.stock.models import Condition
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.world import World, books_are_clean, refused

Route = ExchangeLine.Route


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def box(w: World) -> InboundConsignment:
    """A booked box: a display, two charging boards, three chargers."""
    lcd, charger = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    board = w.part("SUB-S5-01B", material_class="electronic", repairable=True)
    declared = [Declared(lcd, 1, "PANEL1"), Declared(board, 2), Declared(charger, 3)]
    counts = [(lcd.part_no, "PANEL1"), (board.part_no, "2"), (charger.part_no, "3")]
    consignment = story.counted(w, w.agent(), declared, counts)
    story.booked(w, consignment)
    return consignment


def handed_over(w: World) -> tuple[Handover, Handover]:
    """The slips of a box to the bench and to the turnover warehouse."""
    bench, turnover = handing_over.hand_over(box(w).pk, by=w.hejing)
    return bench, turnover


def whole(slip: Handover) -> dict[int, int]:
    """A count that finds everything."""
    return {row.pk: row.quantity for row in slip.lines.all()}


@pytest.mark.req("S2.2.2b")
def test_big_three_and_electronic_parts_go_to_the_bench_and_the_rest_to_turnover(
    w: World,
) -> None:
    bench, turnover = handed_over(w)

    assert [slip.target.code for slip in (bench, turnover)] == [Code.BENCH, Code.TURNOVER]
    assert {row.line.part.part_no for row in bench.lines.all()} == {"LCD-S5-01B", "SUB-S5-01B"}
    assert {row.line.part.part_no for row in turnover.lines.all()} == {"CHG-S5-01B"}


@pytest.mark.req("S2.2.2b")
def test_another_way_takes_a_reason_and_is_never_the_turnover_for_a_tracked_piece(
    w: World,
) -> None:
    consignment = box(w)
    by_part = {line.part.part_no: line.pk for line in consignment.lines.all()}
    boards, display = frozenset({by_part["SUB-S5-01B"]}), frozenset({by_part["LCD-S5-01B"]})

    with refused("exchange.reason_missing"):
        handing_over.hand_over(
            consignment.pk, by=w.hejing, override=Override(Route.TURNOVER, boards, " ")
        )
    with refused("exchange.bench_only"):
        handing_over.hand_over(
            consignment.pk, by=w.hejing, override=Override(Route.TURNOVER, display, "hurry")
        )
    assert not Handover.objects.exists()
    made = handing_over.hand_over(
        consignment.pk, by=w.hejing, override=Override(Route.TURNOVER, boards, "no fixture")
    )

    assert {slip.override_reason for slip in made} == {"", "no fixture"}
    assert made[1].lines.count() == 2


@pytest.mark.req("S2.2.2b")
def test_nothing_is_handed_over_before_it_is_booked_nor_twice(w: World) -> None:
    waiting = story.signed(w, w.agent())
    consignment = box(w)
    handing_over.hand_over(consignment.pk, by=w.hejing)

    with refused("exchange.not_booked"):
        handing_over.hand_over(waiting.pk, by=w.hejing)
    with refused("exchange.all_handed_over"):
        handing_over.hand_over(consignment.pk, by=w.hejing)
    with refused("accounts.not_your_role"):
        handing_over.hand_over(consignment.pk, by=w.zhouqi)

    assert Handover.objects.count() == 2


@pytest.mark.req("S2.2.2b")
@pytest.mark.req("S3.5.2")
def test_what_is_accepted_moves_and_opens_one_order_a_unit_and_one_a_line(w: World) -> None:
    bench, turnover = handed_over(w)

    handing_over.accept(bench.pk, whole(bench), by=w.zhouqi)
    handing_over.accept(turnover.pk, whole(turnover), by=w.qinyong)

    orders = RepairOrder.objects.order_by("quantity")
    assert [(str(order.unit or ""), order.quantity) for order in orders] == [("PANEL1", 1), ("", 2)]
    assert w.balance(Code.TURNOVER, w.part("CHG-S5-01B"), Condition.PENDING) == 3
    assert w.balance(Code.FRONT, w.part("CHG-S5-01B"), Condition.PENDING) == 0


@pytest.mark.req("S2.2.2b")
def test_a_missing_piece_disputes_the_slip_and_moves_nothing(w: World) -> None:
    _bench, turnover = handed_over(w)
    (row,) = turnover.lines.all()

    slip = handing_over.accept(turnover.pk, {row.pk: 2}, by=w.qinyong)

    assert (slip.state, slip.accepted_by) == ("disputed", None)
    assert slip.dispute.endswith("2/3")
    assert w.balance(Code.FRONT, w.part("CHG-S5-01B"), Condition.PENDING) == 3
    assert handing_over.accept(turnover.pk, {row.pk: 3}, by=w.qinyong).state == "accepted"


@pytest.mark.req("S2.2.2b")
def test_a_count_is_of_every_line_and_never_more_than_was_handed_over(w: World) -> None:
    _bench, turnover = handed_over(w)
    (row,) = turnover.lines.all()

    with refused("exchange.count_every_line"):
        handing_over.accept(turnover.pk, {}, by=w.qinyong)
    for count in (4, -1):
        with refused("exchange.more_than_handed_over"):
            handing_over.accept(turnover.pk, {row.pk: count}, by=w.qinyong)

    row.refresh_from_db()
    assert row.confirmed is None


@pytest.mark.req("SOD-2")
@pytest.mark.req("S2.2.2b")
def test_the_receiver_is_an_engineer_or_the_custodian_and_never_the_giver(w: World) -> None:
    bench, turnover = handed_over(w)
    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)

    for slip, person, code in (
        (bench, w.hejing, "accounts.not_your_role"),
        (bench, w.qinyong, "accounts.not_your_role"),
        (turnover, w.zhouqi, "accounts.not_your_role"),
        (turnover, w.hejun, "exchange.custodian_only"),
    ):
        with refused(code):
            handing_over.accept(slip.pk, whole(slip), by=person)

    assert set(Handover.objects.values_list("state", flat=True)) == {"given"}


def test_a_withdrawn_slip_leaves_its_pieces_to_be_handed_over_again(w: World) -> None:
    bench, _turnover = handed_over(w)

    with refused("exchange.reason_missing"):
        handing_over.withdraw(bench.pk, reason=" ", by=w.hejing)
    with refused("exchange.no_such_handover"):
        handing_over.withdraw(0, reason="wrong", by=w.hejing)
    handing_over.withdraw(bench.pk, reason="wrong box", by=w.hejing)

    (again,) = handing_over.hand_over(bench.consignment_id, by=w.hejing)
    assert again.target.code == Code.BENCH
    with refused("workflow.not_now"):
        handing_over.accept(bench.pk, whole(bench), by=w.zhouqi)


@pytest.mark.req("S3.5.1")
def test_a_scanned_piece_counts_once_and_only_on_its_own_slip(w: World) -> None:
    bench, turnover = handed_over(w)

    handing_over.scan(bench.pk, " panel1 ", by=w.zhouqi)

    for slip, code, person in (
        (bench, "exchange.scanned_on_slip", w.zhouqi),
        (turnover, "exchange.not_on_slip", w.qinyong),
    ):
        with refused(code):
            handing_over.scan(slip.pk, "PANEL1", by=person)
    handing_over.withdraw(bench.pk, reason="wrong box", by=w.hejing)
    with refused("exchange.handover_over"):
        handing_over.scan(bench.pk, "PANEL1", by=w.zhouqi)


@pytest.mark.req("S2.2.2b")
def test_a_disputed_slip_is_parted_and_what_was_counted_goes_on(w: World) -> None:
    _bench, slip = handed_over(w)
    (row,) = slip.lines.all()
    handing_over.accept(slip.pk, {row.pk: 2}, by=w.qinyong)

    found, rest = handing_over.part(slip.pk, by=w.luomin)

    slip.refresh_from_db()
    assert (slip.state, slip.document.state) == ("withdrawn", "void")
    assert [one.quantity for one in (found.lines.get(), rest.lines.get())] == [2, 1]
    assert (rest.state, rest.dispute[-3:]) == ("disputed", "0/1")
    handing_over.accept(found.pk, whole(found), by=w.qinyong)
    charger = w.part("CHG-S5-01B")
    assert w.balance(Code.TURNOVER, charger, Condition.PENDING) == 2
    assert w.balance(Code.FRONT, charger, Condition.PENDING) == 1
    handing_over.accept(rest.pk, whole(rest), by=w.qinyong)
    assert w.balance(Code.TURNOVER, charger, Condition.PENDING) == 3


@pytest.mark.req("S2.2.2b")
def test_a_line_of_the_bench_is_not_parted(w: World) -> None:
    slip, _turnover = handed_over(w)
    panel, boards = slip.lines.order_by("pk")
    handing_over.accept(slip.pk, {panel.pk: 1, boards.pk: 1}, by=w.zhouqi)

    found, rest = handing_over.part(slip.pk, by=w.hejing)

    assert [row.quantity for row in found.lines.all()] == [1]
    assert [row.quantity for row in rest.lines.all()] == [2]
    handing_over.accept(found.pk, whole(found), by=w.zhouqi)
    handing_over.accept(rest.pk, whole(rest), by=w.zhouqi)
    assert sorted(RepairOrder.objects.values_list("quantity", flat=True)) == [1, 2]


@pytest.mark.req("S2.2.2b")
def test_only_a_dispute_in_which_something_was_found_is_parted_and_by_the_desk(w: World) -> None:
    _bench, slip = handed_over(w)
    (row,) = slip.lines.all()

    with refused("workflow.not_now"):
        handing_over.part(slip.pk, by=w.hejing)
    handing_over.accept(slip.pk, {row.pk: 0}, by=w.qinyong)
    with refused("exchange.nothing_on_slip"):
        handing_over.part(slip.pk, by=w.hejing)
    with refused("accounts.not_your_role"):
        handing_over.part(slip.pk, by=w.qinyong)

    slip.refresh_from_db()
    assert (slip.state, slip.document.state) == ("disputed", "submitted")
