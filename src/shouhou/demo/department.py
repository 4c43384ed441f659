"""The demo department at work: its people, its clock, its lots, and what is on its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from django.db import transaction

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.demo.goods import Goods
from shouhou.demo.people import Staff
from shouhou.kernel import clock
from shouhou.kernel.clock import SHANGHAI
from shouhou.kernel.refusals import Refused
from shouhou.kernel.working_time import WorkingCalendar
from shouhou.partners.models import Agent, Carrier
from shouhou.repair.commands import inspection
from shouhou.repair.models import InspectionItem, RepairOrder

Result = TypeVar("Result")
EVENING = time(18, 30)
INSTANT = timedelta(milliseconds=1)
CARRIER_SHARES = {"SF": 68, "JD": 12, "ZTO": 10, "EMS": 6, "YTO": 4}


@dataclass
class Department:
    """Everything the simulated days share. One seed, one history."""

    staff: Staff
    draw: Random
    goods: Goods
    calendar: WorkingCalendar
    scale: float
    agents: list[Agent]
    agent_shares: list[float]
    carriers: dict[str, Carrier]
    now: datetime = field(default_factory=clock.now)
    ends: datetime = field(default_factory=clock.now)
    """Until when there is time for everything of the day."""
    waybills: int = 0
    left_lying: set[int] = field(default_factory=set)
    """The consignments that nobody tests in the turnover warehouse, by their ids."""
    checklists: dict[str, list[InspectionItem]] = field(default_factory=dict)
    """What is to be answered for a piece, by its category."""

    def open(self, day: date) -> None:
        """Nine o'clock in the morning of `day`."""
        self.now = datetime.combine(day, time(9), SHANGHAI)
        self.ends = datetime.combine(day, EVENING, SHANGHAI)

    def until(self, hour: int, minute: int = 0) -> None:
        """Let the clock go on to this time of the same day, unless it is later already."""
        wanted = datetime.combine(clock.day_of(self.now), time(hour, minute), SHANGHAI)
        self.now = max(self.now, wanted)

    @contextmanager
    def moment(self, most_seconds: int = 20) -> Iterator[None]:
        """Something is done a few seconds later."""
        self.now += self._passing(timedelta(seconds=1 + self.draw.randrange(most_seconds)))
        with clock.set_to(self.now):
            yield

    def _passing(self, drawn: timedelta) -> timedelta:
        """Many hands work at once: on a day with much work less time lies between two acts."""
        return min(drawn, max((self.ends - self.now) / 50, INSTANT))

    def do(self, act: Callable[[], Result], most_seconds: int = 20) -> Result:
        """Do one thing a few seconds later."""
        with self.moment(most_seconds):
            return act()

    def try_to(self, act: Callable[[], object], by: User, path: str) -> Refused | None:
        """Do what will be refused: the attempt stands in the trail, as behind a door."""
        with self.moment():
            try:
                with transaction.atomic():
                    act()
            except Refused as refusal:
                trail.record_refusal(by, refusal, path)
                return refusal
        return None

    def checklist(self, order: RepairOrder) -> list[InspectionItem]:
        """What there is to answer for a piece of this category; nobody looks it up twice."""
        category = order.part.category
        if category not in self.checklists:
            self.checklists[category] = list(inspection.checklist(order))
        return self.checklists[category]

    def agent(self) -> Agent:
        """Somebody who sends a box today, by his share."""
        return self.draw.choices(self.agents, self.agent_shares)[0]

    def carrier(self) -> Carrier:
        """A carrier, by its share of what we ship."""
        codes = list(CARRIER_SHARES)
        return self.carriers[self.draw.choices(codes, list(CARRIER_SHARES.values()))[0]]

    def waybill(self, carrier: Carrier) -> str:
        """The next waybill number of a carrier, in the shape it uses."""
        self.waybills += 1
        number = self.waybills
        shapes = {
            "SF": f"SF1{number:012d}",
            "JD": f"JDVB{number:011d}",
            "ZTO": f"7578{number:010d}",
            "EMS": f"98{number:011d}",
            "YTO": f"YT{number:013d}",
        }
        return shapes[carrier.code]
