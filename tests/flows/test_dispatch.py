"""Sending back as it came: what returns settles its own debts, the oldest first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, posting
from shouhou.kernel.refusals import Conflict
from shouhou.reports import ready
from shouhou.reports.consignment import whereabouts
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import spot
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


def foreign(w: World, quantity: int, going_back: int | None = None) -> ExchangeLine:
    """Chargers of one agent of which some, or all, are none of ours: they go back."""
    declared, counted = [Declared(w.part(CHARGER), quantity)], [(CHARGER, str(quantity))]
    box = story.counted(w, w.agent(), declared, counted)
    story.booked(w, box)
    story.taken_over(w, box)
    line = box.lines.get()
    return story.sent_back(w, line.pk, going_back or quantity)


@pytest.mark.req("S3.4.2")
def test_pieces_of_two_boxes_go_back_on_one_document_and_settle_both_debts(w: World) -> None:
    lines = [foreign(w, 1), foreign(w, 2)]

    back = dispatch.send_back(w.agent(), [line.pk for line in lines], by=w.hejing)
    posting.post(back.pk, by=w.linlan)

    settled = ExchangeLine.objects.order_by("pk").values_list("settled", flat=True)
    assert list(settled) == [1, 2]
    assert to_send_back(w.agent()) == []


@pytest.mark.req("S2.2.3a", "S2.2.3c", "S3.4.2")
def test_what_is_on_a_document_goes_on_no_second_one(w: World) -> None:
    line = foreign(w, 2)
    dispatch.send_back(w.agent(), [line.pk], by=w.hejing)

    with pytest.raises(Conflict) as refused, transaction.atomic():
        dispatch.send_back(w.agent(), [line.pk], by=w.luomin)

    assert refused.value.code == "dispatch.not_ready"
    assert Document.objects.filter(kind=Kind.RETURN_AS_IS).count() == 1
    assert to_send_back(w.agent()) == []
    assert ready.agents() == []


@pytest.mark.req("S2.2.3c", "S3.4.2", "INV-4")
def test_no_document_takes_more_back_than_the_agent_is_to_get(w: World) -> None:
    foreign(w, 1)
    part = w.part(CHARGER).pk
    wanted = Wanted(
        source=spot(place(Code.TURNOVER), part, Condition.PENDING),
        target=spot(of_agent(w.agent()), part, Condition.PENDING),
        quantity=1,
    )
    first, second = (
        documents.draft(Kind.RETURN_AS_IS, [wanted], by=w.hejing, agent=w.agent()) for _ in "12"
    )
    story.came(w, CHARGER, "1", agent=w.agent("DL-37-01"))
    for document in (first, second):
        documents.submit(document.pk, by=w.hejing)
    posting.post(first.pk, by=w.linlan)

    with pytest.raises(Conflict) as refused, transaction.atomic():
        posting.post(second.pk, by=w.linlan)

    assert refused.value.code == "dispatch.returned_twice"
    second.refresh_from_db()
    assert second.state == "submitted"


@pytest.mark.req("S2.2.3a", "S3.3.8")
def test_one_of_five_that_goes_back_is_ready_when_the_others_have_gone(w: World) -> None:
    line = foreign(w, 5, going_back=1)
    w.good_stock(w.part(CHARGER), 4)
    story.swapped(w, line.pk, 4)
    story.shipped(w)

    (row,) = ready.agents()
    assert (row.agent, row.pieces, row.returns) == (w.agent(), 0, 1)
    assert ready.of(w.agent())["returns"] == [(line, 1)]
    (where,) = whereabouts(ExchangeLine.objects.all())
    with translation.override("en"):
        assert str(where.stage.said) == "Goes back as it came"


@pytest.mark.req("S2.2.3a")
def test_what_went_back_does_not_hide_what_the_others_wait_for(w: World) -> None:
    line = foreign(w, 3, going_back=1)
    back = dispatch.send_back(w.agent(), [line.pk], by=w.hejing)
    posting.post(back.pk, by=w.linlan)

    (where,) = whereabouts(ExchangeLine.objects.all())

    with translation.override("en"):
        assert str(where.stage.said) == "In the turnover warehouse"
