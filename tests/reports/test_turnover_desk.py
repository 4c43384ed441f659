"""The turnover desk: what waits, what is late, what was tested and stays, what nobody explains."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.accounts.models import User
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, judging, posting, swapping, transferring
from shouhou.flows.transferring import Load
from shouhou.kernel import clock
from shouhou.reports import turnover_desk
from shouhou.reports.todo import Queue, queues_of
from shouhou.reports.turnover_desk import Why
from shouhou.stock import custody
from shouhou.stock.commands import reversals
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.flows import story
from tests.world import World

CHARGER, CABLE = "CHG-S5-01B", "CBL-S5-01B"
LATE = timedelta(days=14)


def judged(w: World, line: ExchangeLine, quantity: int) -> ExchangeOrder:
    """Pieces swapped; their judgement waits for the supervisor."""
    test = judging.Test(judging.Grounds.DEFECTIVE, measured="0 V")
    return swapping.swap(line.pk, quantity, test, by=w.qinyong)


def queue_of(person: User, key: str) -> Queue | None:
    return next((queue for queue in queues_of(person) if queue.key == key), None)


@pytest.mark.req("S3.4.5", "S3.4.6")
def test_what_was_taken_over_and_not_judged_in_time_is_late_on_the_desk_and_at_home(
    w: World,
) -> None:
    story.received(w)
    fresh = [row.is_late for row in turnover_desk.waiting()]

    with clock.set_to(clock.now() + LATE):
        late = [row.is_late for row in turnover_desk.waiting()]
        queue = queue_of(w.qinyong, "to_swap")

    assert (fresh, late) == ([False], [True])
    assert queue is not None
    assert [(row.label, row.overdue) for row in queue.rows] == [(f"{CHARGER} ×3 {CHARGER}", True)]


@pytest.mark.req("S3.4.5")
def test_the_rest_of_a_line_that_was_partly_swapped_still_waits(w: World) -> None:
    line = story.received(w)

    judged(w, line, 1)
    story.sent_back(w, line.pk, 1)

    queue = queue_of(w.qinyong, "to_swap")
    assert queue is not None
    assert [row.label for row in queue.rows] == [f"{CHARGER} ×1 {CHARGER}"]


@pytest.mark.req("S3.4.5")
def test_judged_pieces_stay_until_their_judgement_is_posted(w: World) -> None:
    order = judged(w, story.received(w), 3)
    (staying,) = turnover_desk.staying()

    posting.post(order.judgement_id, by=w.linlan)

    assert (staying.why, staying.pieces, staying.paper) == (Why.JUDGED, 3, order.judgement)
    assert turnover_desk.staying() == []


@pytest.mark.req("S3.4.5")
def test_pieces_whose_judgement_was_rejected_wait_to_be_tested_again(w: World) -> None:
    order = judged(w, story.received(w), 3)

    posting.reject(order.judgement_id, reason="数量不对", by=w.linlan)

    with clock.set_to(clock.now() + LATE):
        queue = queue_of(w.qinyong, "to_swap")
    assert queue is not None
    assert turnover_desk.staying() == []
    assert [(row.label, row.overdue) for row in queue.rows] == [(f"{CHARGER} ×3 {CHARGER}", True)]


@pytest.mark.req("S3.4.2", "S3.4.5")
def test_foreign_pieces_stay_until_they_were_sent_back(w: World) -> None:
    line = story.received(w)
    story.sent_back(w, line.pk, 2)
    (marked,) = turnover_desk.staying()

    ids = [one.pk for one, _count in to_send_back(w.agent())]
    paper = dispatch.send_back(w.agent(), ids, by=w.hejing)
    (written,) = turnover_desk.staying()
    posting.post(paper.pk, by=w.linlan)

    assert (marked.why, marked.pieces, marked.paper) == (Why.GOES_BACK, 2, None)
    assert written.paper == paper
    assert turnover_desk.staying() == []


@pytest.mark.req("S3.4.5")
def test_what_is_in_time_is_not_called_late_at_home(w: World) -> None:
    judged(w, story.received(w), 3)

    assert queue_of(w.qinyong, "staying") is None


@pytest.mark.req("S3.4.5", "S3.4.6")
def test_bad_pieces_that_no_slip_brought_are_named(w: World) -> None:
    story.received(w)
    explained = turnover_desk.unexplained()
    cable = w.part(CABLE)
    bad = spot(place(Code.TURNOVER), cable.pk, Condition.DEFECTIVE)
    opening = spot(place(Code.OPENING), cable.pk, Condition.PENDING)
    opened = w.submitted(Kind.OPENING, [Wanted(bad, opening, 4)], by=w.tangxiao)
    w.post(opened, by=w.linlan)

    (strange,) = turnover_desk.unexplained()

    assert explained == []
    assert (strange.part, strange.pieces) == (cable, 4)
    queue = queue_of(w.qinyong, "staying")
    assert queue is not None
    assert [row.label for row in queue.rows] == [f"{cable.part_no} ×4 {cable.name}"]


@pytest.mark.req("S3.4.5")
def test_pieces_whose_debt_was_settled_without_them_are_named(w: World) -> None:
    line = story.received(w)

    story.given_up(w, line, 3)

    assert [(one.part, one.pieces) for one in turnover_desk.unexplained()] == [(line.part, 3)]


def test_a_piece_in_hand_finds_its_lines_by_part_box_or_slip(w: World) -> None:
    charger, cable = story.received(w), story.received(w, 2, CABLE)
    slip = cable.handover_lines.get().handover

    found = {
        scanned: [row.line for row in turnover_desk.waiting(scanned)]
        for scanned in (CHARGER, str(charger.consignment), slip.number, "NOBODYS")
    }

    assert list(found.values()) == [[charger], [charger], [cable], []]


@pytest.mark.req("S3.4.1")
def test_the_clerk_is_told_what_to_replenish_and_the_receiver_what_arrives(w: World) -> None:
    part = w.part(CHARGER, turnover_min=2, turnover_max=9)
    w.good_stock(part, 5, at=Code.MAIN)
    low = queue_of(w.tangxiao, "to_replenish")

    ends = place(Code.MAIN), place(Code.TURNOVER)
    load = Load(quantities={part: 5})
    transfer = transferring.send(*ends, load, by=w.qinyong)
    before = queue_of(w.hejun, "to_receive")
    posting.post(transfer.sent_id, by=w.linlan)

    assert low is not None
    assert [row.label for row in low.rows] == [f"{CHARGER} ×5"]
    assert queue_of(w.tangxiao, "to_replenish") is None
    assert before is None
    arriving = queue_of(w.hejun, "to_receive")
    assert arriving is not None
    assert [row.label for row in arriving.rows] == [str(transfer.received)]
    assert queue_of(w.qinyong, "to_receive") is None


def test_a_transfer_that_was_taken_back_waits_for_nobody(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5, at=Code.MAIN)
    load = Load(quantities={w.part(CHARGER): 5})
    transfer = transferring.send(place(Code.MAIN), place(Code.TURNOVER), load, by=w.tangxiao)
    posting.post(transfer.sent_id, by=w.linlan)

    reversal = reversals.draft(transfer.sent_id, reason="发错", by=w.qinyong)
    posting.post(reversal.pk, by=w.linlan)

    assert queue_of(w.hejun, "to_receive") is None


def test_whoever_keeps_another_warehouse_tests_nothing_here(w: World) -> None:
    line = story.received(w)
    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)

    assert turnover_desk.waiting()[0].line == line
    assert queue_of(w.hejing, "to_swap") is None
