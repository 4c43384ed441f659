"""The day-book (手工帐): what the posted documents of a day say, and what was tallied by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from shouhou.catalog.models import Part
from shouhou.exchange.models import Tally
from shouhou.partners.models import Agent
from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Document, Line

IN, OUT = Tally.Direction.IN, Tally.Direction.OUT


@dataclass(frozen=True)
class Row:
    """One agent, part and direction on one day: the system's pieces beside the hand's."""

    agent: Agent
    part: Part
    direction: str
    booked: int
    tallied: int | None

    @property
    def agrees(self) -> bool:
        """Whether the hand counted what the system booked."""
        return self.tallied == self.booked


def documents_of(day: date) -> QuerySet[Document]:
    """The documents posted on `day`, in the order of the chain."""
    posted = Document.objects.filter(state=State.POSTED, book_date=day)
    return posted.select_related("agent", "made_by", "posted_by", "seal").order_by("seal__number")


def rows_of(day: date) -> list[Row]:
    """What came from and went to each agent, part by part, with the tallies beside it."""
    booked: Counter[tuple[int, int, str]] = Counter()
    lines = Line.objects.filter(document__state=State.POSTED, document__book_date=day).filter(
        Q(source__place__agent__isnull=False) | Q(target__place__agent__isnull=False)
    )
    for agent_in, agent_out, part_id, quantity in lines.values_list(
        "source__place__agent", "target__place__agent", "source__part", "quantity"
    ):
        if agent_in is not None:
            booked[agent_in, part_id, IN] += quantity
        if agent_out is not None:
            booked[agent_out, part_id, OUT] += quantity
    tallied = {
        (tally.agent_id, tally.part_id, tally.direction): tally.quantity
        for tally in Tally.objects.filter(day=day)
    }
    return _rows(booked, tallied)


def differences_of(day: date) -> list[Row]:
    """The rows where the tally is not what the system says; untallied rows are among them."""
    return [row for row in rows_of(day) if not row.agrees]


def anchor() -> str:
    """The head of the chain as the day-book prints it: `number:mac`."""
    head = ChainHead.objects.get(pk=1)
    return f"{head.number}:{head.mac}"


def _rows(
    booked: Counter[tuple[int, int, str]], tallied: dict[tuple[int, int, str], int]
) -> list[Row]:
    keys = booked.keys() | tallied.keys()
    agents = Agent.objects.in_bulk({agent_id for agent_id, _part, _direction in keys})
    parts = Part.objects.in_bulk({part_id for _agent, part_id, _direction in keys})
    rows = [
        Row(
            agents[agent_id],
            parts[part_id],
            direction,
            booked[agent_id, part_id, direction],
            tallied.get((agent_id, part_id, direction)),
        )
        for agent_id, part_id, direction in keys
    ]
    return sorted(rows, key=lambda row: (row.direction, row.agent.code, row.part.part_no))
