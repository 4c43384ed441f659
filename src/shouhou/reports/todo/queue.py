"""One queue of things that wait, and how it is read from rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from shouhou.reports.targets import Limits, Target, is_late

Waiting = TypeVar("Waiting", bound=Model)

SHOWN = 6
"""So many rows of a queue stand on the home page; the rest is behind its number."""


@dataclass(frozen=True)
class Row:
    """One thing that waits: what it is, about whom, since when if known, and whether it is late.

    Its page goes by its `number`, or by its label when that is the number.
    """

    label: str
    detail: str
    since: datetime | None
    overdue: bool = False
    number: str = ""


@dataclass(frozen=True)
class Queue:
    """Everything of one kind that waits. `noun` names the page where it is dealt with.

    `target` limits how long its rows may wait; without one each row knows by itself.
    """

    key: str
    noun: str
    count: int
    rows: tuple[Row, ...]
    target: Target | None = None

    def marked(self, limits: Limits) -> Queue:
        """The queue with the rows marked that have waited too long."""
        if self.target is None:
            return self
        late = (is_late(limits, self.target, row.since) for row in self.rows)
        rows = (replace(row, overdue=overdue) for row, overdue in zip(self.rows, late, strict=True))
        return replace(self, rows=tuple(rows))


def queue(
    key: str,
    noun: str,
    waiting: QuerySet[Waiting],
    read: Callable[[Waiting], tuple[str, str, datetime | None]],
    *,
    target: Target = Target.ACT,
) -> Queue:
    """The queue of `waiting`, already in its order; `read` tells label, detail and since when."""
    first = [read(row) for row in waiting[: SHOWN + 1]]
    count = len(first) if len(first) <= SHOWN else waiting.count()
    rows = tuple(Row(label, detail, since) for label, detail, since in first[:SHOWN])
    return Queue(key, noun, count, rows, target)
