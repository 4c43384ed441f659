"""Races: several processes that do one thing at the same instant, each on its own connection."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from django.db import connections

from shouhou.kernel.refusals import Refused

Act = Callable[[int, int], object]
LONGEST_S = 120


def race(act: Act, *, workers: int, rounds: int) -> Counter[str]:
    """What became of `act(worker, turn)`, done by every worker in every round, all at once.

    "done", the code of a refusal, or the name of any other error. The workers are processes: no
    lock of Python's stands between them, only those of the database.
    """
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    start = forked.Barrier(workers)
    runs = []
    for worker in range(workers):
        ours, theirs = forked.Pipe(duplex=False)
        process = forked.Process(target=_run, args=(act, worker, rounds, start, theirs))
        process.start()
        theirs.close()
        runs.append((process, ours))
    outcomes: Counter[str] = Counter()
    for process, ours in runs:
        outcomes.update(ours.recv())
        process.join(LONGEST_S)
    return outcomes


def _run(act: Act, worker: int, rounds: int, start: Barrier, told: Connection) -> None:
    outcomes = []
    try:
        for turn in range(rounds):
            start.wait(LONGEST_S)
            outcomes.append(_outcome(act, worker, turn))
    finally:
        connections.close_all()
        told.send(outcomes)


def _outcome(act: Act, worker: int, turn: int) -> str:
    try:
        act(worker, turn)
    except Refused as refusal:
        return refusal.code
    except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
        return f"{type(error).__name__}: {error}"[:200]
    return "done"
