"""What a posting costs with everything that follows from it: the same for any number of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.accounts.models import User
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import InboundConsignment
from shouhou.flows import booking, dispatch, posting
from shouhou.stock.models import Document
from tests.flows import story
from tests.world import World, books_are_clean

PANEL = "LCD-S5-01B"
MOST_STATEMENTS = 25
"""The ledger's own fifteen, the gate before them, and what another room makes of it after."""


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def statements(w: World, document: Document) -> int:
    """How many statements the posting of a document takes whoever has just come in."""
    supervisor = User.objects.get(pk=w.linlan.pk)
    with CaptureQueriesContext(connection) as asked:
        posting.post(document.pk, by=supervisor)
    return len(asked)


def box(w: World, prefix: str, pieces: int) -> InboundConsignment:
    """A counted box of displays."""
    serials = [f"{prefix}{n}" for n in range(pieces)]
    declared = [Declared(w.part(PANEL), 1, serial) for serial in serials]
    return story.counted(w, w.agent(), declared, [(PANEL, serial) for serial in serials])


def inbound(w: World, prefix: str, pieces: int) -> Document:
    """A box, submitted."""
    return booking.submit(box(w, prefix, pieces).pk, by=w.hejing)


def outbound(w: World, prefix: str, pieces: int) -> Document:
    """Repaired displays, issued to their agent."""
    consignment = box(w, prefix, pieces)
    story.booked(w, consignment)
    story.taken_over(w, consignment)
    for line in consignment.lines.order_by("pk"):
        story.repaired(w, line.repair_order)
        dispatch.pick(w.agent(), line.unit.label, by=w.hejing)
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    return dispatch.issue(w.agent(), ready, by=w.hejing)


@pytest.mark.parametrize("make", [inbound, outbound])
def test_a_posting_costs_the_same_statements_however_many_lines(
    w: World, make: Callable[[World, str, int], Document]
) -> None:
    few = statements(w, make(w, "FEW", 2))
    many = statements(w, make(w, "MANY", 9))

    assert few == many <= MOST_STATEMENTS
