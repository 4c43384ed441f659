"""The day-book (手工帐): what the posted documents of a day say beside what was tallied by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from shouhou.catalog.models import Part
from shouhou.exchange.models import Tally
from shouhou.partners.models import Agent
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Line

IN, OUT = Tally.Direction.IN, Tally.Direction.OUT


class Key(NamedTuple):
    """One agent, part and direction, by their ids: what is tallied in one figure."""

    agent_id: int
    part_id: int
    direction: str


@dataclass(frozen=True)
class Row:
    """One agent, part and direction on one day: the system's pieces beside the hand's."""

    agent: Agent
    part: Part
    direction: str
    booked: int
    tallied: int | None

    @property
    def key(self) -> Key:
        """What this row is the figure of."""
        return Key(self.agent.pk, self.part.pk, self.direction)

    @property
    def agrees(self) -> bool:
        """Whether the hand counted what the system booked."""
        return self.tallied == self.booked


def rows_of(day: date) -> list[Row]:
    """What came from and went to each agent, part by part, with the tallies beside it."""
    tallied = {
        Key(tally.agent_id, tally.part_id, tally.direction): tally.quantity
        for tally in Tally.objects.filter(day=day)
    }
    return _rows(_booked(day), tallied)


def differences_of(day: date) -> list[Row]:
    """The rows where the tally is not what the system says; untallied rows are among them."""
    return [row for row in rows_of(day) if not row.agrees]


def booked_days(first: date, last: date) -> list[date]:
    """The days between two, both included, on which something came from an agent or went to one."""
    lines = _of_agents().filter(document__book_date__range=(first, last)).order_by()
    days = lines.values_list("document__book_date", flat=True).distinct()
    return sorted(day for day in days if day is not None)


def _of_agents() -> QuerySet[Line]:
    posted = Line.objects.filter(document__state=State.POSTED)
    return posted.filter(
        Q(source__place__agent__isnull=False) | Q(target__place__agent__isnull=False)
    )


def _booked(day: date) -> Counter[Key]:
    booked: Counter[Key] = Counter()
    of_day = _of_agents().filter(document__book_date=day)
    for agent_in, agent_out, part_id, quantity in of_day.values_list(
        "source__place__agent", "target__place__agent", "source__part", "quantity"
    ):
        if agent_in is not None:
            booked[Key(agent_in, part_id, IN)] += quantity
        if agent_out is not None:
            booked[Key(agent_out, part_id, OUT)] += quantity
    return booked


def _rows(booked: Counter[Key], tallied: Mapping[Key, int]) -> list[Row]:
    keys = booked.keys() | tallied.keys()
    agents = Agent.objects.in_bulk({key.agent_id for key in keys})
    parts = Part.objects.in_bulk({key.part_id for key in keys})
    rows = [
        Row(
            agents[key.agent_id],
            parts[key.part_id],
            key.direction,
            booked[key],
            tallied.get(key),
        )
        for key in keys
    ]
    return sorted(rows, key=lambda row: (row.direction, row.agent.code, row.part.part_no))
