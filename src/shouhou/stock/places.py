"""The places by name: the department's own by their codes, an agent's by the agent."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from shouhou.partners.models import Agent
from shouhou.stock.models import Place


class Code(StrEnum):
    """The codes of the places that every department has (migration 0002)."""

    FRONT = "FRONT"
    BENCH = "BENCH"
    TURNOVER = "TURNOVER"
    MAIN = "MAIN"
    DEFECT = "DEFECT"
    HAZARD = "HAZARD"
    TRANSIT = "TRANSIT"
    SUPPLIER = "SUPPLIER"
    OPENING = "OPENING"
    SCRAP = "SCRAP"
    DIFFERENCE = "DIFFERENCE"


@cache
def place(code: Code) -> Place:
    """One of the department's own places. The migrations plant them, and no guard lets one go."""
    return Place.objects.get(code=code)


def of_agent(agent: Agent) -> Place:
    """The agent's place: the outside end of everything that comes from him or goes to him."""
    found, _made = Place.objects.get_or_create(
        agent=agent,
        defaults={
            "code": f"AGENT:{agent.code}"[:30],
            "name": agent.name[:60],
            "name_en": agent.name[:60],
            "kind": Place.Kind.AGENT,
            "outside": True,
        },
    )
    return found
