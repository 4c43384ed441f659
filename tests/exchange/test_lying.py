"""What lies in the turnover warehouse of each debt: since the slip, until its paper is posted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.lying import stays
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, handing_over, judging, posting, swapping
from shouhou.kernel import clock
from shouhou.stock.commands import reversals
from tests.flows import story
from tests.world import World, books_are_clean

CHARGER = "CHG-S5-01B"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def booked(w: World, quantity: int = 4) -> ExchangeLine:
    """Bad chargers of an agent, booked in and still at the front desk."""
    declared, counted = [Declared(w.part(CHARGER), quantity)], [(CHARGER, str(quantity))]
    box = story.counted(w, w.agent(), declared, counted)
    story.booked(w, box)
    return box.lines.get()


def received(w: World, quantity: int = 4) -> ExchangeLine:
    line = booked(w, quantity)
    story.taken_over(w, line.consignment)
    return line


def lying(days: int = 0) -> list[int]:
    """How many pieces of each debt lie there at the end of a day."""
    day = clock.today() + timedelta(days=days)
    return [stay.pieces(day) for stay in stays(day, day)]


def test_what_is_handed_over_lies_there_once_it_is_accepted(w: World) -> None:
    line = booked(w)
    handing_over.hand_over(line.consignment_id, by=w.hejing)
    before = lying()
    (slip,) = line.consignment.handovers.all()

    handing_over.accept(slip.pk, {row.pk: row.quantity for row in slip.lines.all()}, by=w.qinyong)

    assert (before, lying()) == ([], [4])


@pytest.mark.req("S3.4.5")
def test_what_was_judged_lies_there_until_its_judgement_is_posted(w: World) -> None:
    line = received(w)

    order = swapping.swap(line.pk, 3, judging.Test(judging.Grounds.DEFECTIVE, "0 V"), by=w.qinyong)
    written = lying()
    posting.post(order.judgement_id, by=w.linlan)

    assert (written, lying()) == ([4], [1])


@pytest.mark.req("S3.4.5")
def test_what_went_back_has_left_and_a_reversal_brings_it_again(w: World) -> None:
    line = received(w)
    story.sent_back(w, line.pk, 4)
    ids = [one.pk for one, _count in to_send_back(w.agent())]

    back = posting.post(dispatch.send_back(w.agent(), ids, by=w.hejing).pk, by=w.linlan)
    gone = lying()
    reversal = reversals.draft(back.pk, reason="发错", by=w.luomin)
    posting.post(reversal.pk, by=w.linlan)

    assert (gone, lying()) == ([0], [4])


def test_a_debt_whose_pieces_are_gone_is_not_looked_at_the_day_after(w: World) -> None:
    line = received(w)
    story.swapped(w, line.pk, 4)

    assert (lying(), lying(days=1)) == ([0], [])


@pytest.mark.req("S4.5")
def test_of_a_debt_that_came_twice_the_first_pieces_leave_first(w: World) -> None:
    line = received(w)
    (stay,) = stays(clock.today(), clock.today())
    came, ((day, _count),) = stay.events[0][0], stay.events
    twice = type(stay)(line, (*stay.events, (day + timedelta(days=5), 2)))

    ages = [twice.aged(came + timedelta(days=days)) for days in (7, 8, 12, 13)]

    assert ages == [0, 4, 4, 6]
