"""Sending back as it came: what returns settles its own debts, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, posting
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


def foreign(w: World, quantity: int) -> ExchangeLine:
    """Chargers of one agent that are none of ours: they go back."""
    declared, counted = [Declared(w.part(CHARGER), quantity)], [(CHARGER, str(quantity))]
    box = story.counted(w, w.agent(), declared, counted)
    story.booked(w, box)
    story.taken_over(w, box)
    line = box.lines.get()
    return story.sent_back(w, line.pk, quantity)


@pytest.mark.req("S3.4.2")
def test_pieces_of_two_boxes_go_back_on_one_document_and_settle_both_debts(w: World) -> None:
    lines = [foreign(w, 1), foreign(w, 2)]

    back = dispatch.send_back(w.agent(), [line.pk for line in lines], by=w.hejing)
    posting.post(back.pk, by=w.linlan)

    settled = ExchangeLine.objects.order_by("pk").values_list("settled", flat=True)
    assert list(settled) == [1, 2]
    assert to_send_back(w.agent()) == []
