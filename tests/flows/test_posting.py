"""Posting in batches: the gates are asked of each document, the count's makers of all at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.accounts.commands import approve_delegation, delegate_posting
from shouhou.accounts.models import User
from shouhou.exchange.commands import counting, finishing, packing
from shouhou.exchange.commands.packing import Declared
from shouhou.flows import booking, posting
from shouhou.kernel import clock
from shouhou.stock.models import Document
from tests.flows import story
from tests.world import World, books_are_clean

CHARGER = "CHG-S5-01B"
ASKED = '"scanned_by_id" = '


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def submitted(w: World, count: int, *, helper: User | None = None) -> list[int]:
    """So many boxes counted and handed to the supervisor, as their documents' ids."""
    declared = [Declared(w.part(CHARGER), 3)]
    boxes = [story.signed(w, w.agent()) for _ in range(count)]
    for box in boxes:
        packing.keep(box.pk, packing.Source("hand"), declared, by=w.hejing)
        counting.start(box.pk, by=w.hejing)
        counting.tally(box.pk, w.part(CHARGER), 2, by=w.hejing)
        counting.tally(box.pk, w.part(CHARGER), 1, by=helper or w.hejing)
        finishing.finish(box.pk, by=w.hejing)
    return [booking.submit(box.pk, by=w.hejing).pk for box in boxes]


def deputy(w: World, person: User) -> User:
    """Somebody who stands in for the supervisor today."""
    today = clock.today()
    asked = delegate_posting(person.pk, today, today, reason="出差", by=w.linlan)
    approve_delegation(asked.pk, by=w.mgmt1)
    return User.objects.get(pk=person.pk)


def test_who_counted_is_asked_once_however_many_boxes_are_posted(w: World) -> None:
    one, many = submitted(w, 1), submitted(w, 5)

    with CaptureQueriesContext(connection) as few:
        posting.post_many(one, by=w.linlan)
    with CaptureQueriesContext(connection) as more:
        posting.post_many(many, by=w.linlan)

    asked = [[query for query in log if ASKED in query["sql"]] for log in (few, more)]
    assert [len(queries) for queries in asked] == [1, 1]
    assert Document.objects.filter(state="posted").count() == 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("SOD-1")
def test_of_a_batch_nobody_posts_a_box_that_he_helped_to_count(w: World) -> None:
    (helped,), (others,) = submitted(w, 1, helper=w.luomin), submitted(w, 1)
    luomin = deputy(w, w.luomin)

    refused, posted = posting.post_many([helped, others], by=luomin)

    assert refused.refusal is not None
    assert (refused.refusal.code, refused.refusal.facts["duty"]) == ("accounts.own_work", "count")
    assert [Document.objects.get(pk=pk).state for pk in (helped, others)] == ["submitted", "posted"]
    assert posted.refusal is None
