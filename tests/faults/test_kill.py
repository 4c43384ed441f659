"""kill -9 in the middle of posting and importing: what was acknowledged stays, nothing is half."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection

import pytest
from django.db import connections, transaction

from shouhou.stock import chain
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Document, Serial, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.world import World, books_are_clean

DOCUMENTS_A_ROUND, PIECES_AN_IMPORT = 40, 60
LONGEST_LIFE = 4.0
"""So many times as long as its first word took a process lives on at most."""

ROUNDS = [
    pytest.param(3, id="3 rounds", marks=pytest.mark.slow),
    pytest.param(50, id="50 rounds", marks=[pytest.mark.slow, pytest.mark.prove]),
]


@pytest.fixture
def w(transactional_db: None) -> Iterator[World]:
    """A department whose people are loaded before the fork."""
    world = World()
    for person in (world.linlan, world.qinyong, world.tangxiao, world.qa1):
        assert person.permissions
    world.part("LCD-S5")
    world.good_stock(world.part("CHG-5V"), 100_000)
    yield world
    books_are_clean()


def prepared(w: World) -> list[int]:
    """Transfers that wait to be posted."""
    part = w.part("CHG-5V").pk
    here = spot(place(Code.TURNOVER), part, Condition.GOOD)
    lines = [Wanted(spot(place(Code.TRANSIT), part, Condition.GOOD), here)] * 5
    made = (w.submitted(Kind.TRANSFER_OUT, lines, by=w.qinyong) for _ in range(DOCUMENTS_A_ROUND))
    return [document.pk for document in made]


def work(w: World, waiting: list[int], turn: int, told: Connection) -> None:
    """Post, import, post, import … and say so after each, until somebody kills us."""
    for n in itertools.count():
        if waiting:
            document_id = waiting.pop()
            documents.post(document_id, by=w.linlan)
            told.send(document_id)
        with transaction.atomic():
            pieces = [
                Piece(w.part("LCD-S5"), f"D{turn}-{n}-{one}") for one in range(PIECES_AN_IMPORT)
            ]
            brought = w.post(w.opening(pieces), by=w.linlan)
        told.send(brought.pk)


def killed_at_work(w: World, waiting: list[int], turn: int, life: float) -> list[int]:
    """What a process acknowledged before it was killed.

    It lives on `life` times as long as its first word took: a busy machine gives it more time.
    """
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    ours, theirs = forked.Pipe(duplex=False)
    child = forked.Process(target=work, args=(w, waiting, turn, theirs))
    began = time.monotonic()
    child.start()
    theirs.close()
    acknowledged = [ours.recv()]
    time.sleep(life * (time.monotonic() - began))
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()
    while ours.poll():
        try:
            acknowledged.append(ours.recv())
        except EOFError:
            break
    assert child.exitcode == -signal.SIGKILL
    return acknowledged


@pytest.mark.req("R-POST")
@pytest.mark.parametrize("rounds", ROUNDS)
def test_what_was_acknowledged_survives_and_nothing_is_half(w: World, rounds: int) -> None:
    chance = random.Random(rounds)
    acknowledged: set[int] = set()
    waiting: set[int] = set()
    for turn in range(rounds):
        fresh = prepared(w)
        waiting |= set(fresh)

        life = chance.uniform(0, LONGEST_LIFE)
        acknowledged |= set(killed_at_work(w, fresh, turn, life))

        posted = set(Document.objects.filter(state=State.POSTED).values_list("pk", flat=True))
        assert acknowledged <= posted, "an acknowledged document was lost"
        unposted = Document.objects.filter(pk__in=waiting - posted)
        assert set(unposted.values_list("state", flat=True)) <= {State.SUBMITTED}
        books_are_clean()
        assert chain.verify().faults == ()

    assert Unit.objects.count() % PIECES_AN_IMPORT == 0
    assert Unit.objects.count() == Serial.objects.count()
    assert len(acknowledged) > rounds
