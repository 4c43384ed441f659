"""One queue of things that wait, and how it is read from rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from shouhou.kernel import clock

Waiting = TypeVar("Waiting", bound=Model)

SHOWN = 6
"""So many rows of a queue stand on the home page; the rest is behind its number."""

ACT_WITHIN = timedelta(days=1)
COUNT_WITHIN = timedelta(hours=8)
REPAIR_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Row:
    """One thing that waits: what it is, about whom, since when if known, and whether it is late.

    Its page goes by its `number`, or by its label when that is the number.
    """

    label: str
    detail: str
    since: datetime | None
    overdue: bool
    number: str = ""


@dataclass(frozen=True)
class Queue:
    """Everything of one kind that waits. `noun` names the page where it is dealt with."""

    key: str
    noun: str
    count: int
    rows: tuple[Row, ...]


def queue(
    key: str,
    noun: str,
    waiting: QuerySet[Waiting],
    read: Callable[[Waiting], tuple[str, str, datetime | None]],
    *,
    within: timedelta = ACT_WITHIN,
) -> Queue:
    """The queue of `waiting`, already in its order; `read` tells label, detail and since when."""
    now = clock.now()
    first = [read(row) for row in waiting[: SHOWN + 1]]
    count = len(first) if len(first) <= SHOWN else waiting.count()
    rows = tuple(
        Row(label, detail, since, overdue=since is not None and now - since > within)
        for label, detail, since in first[:SHOWN]
    )
    return Queue(key, noun, count, rows)
