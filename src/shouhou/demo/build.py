"""Builds the demo department: plants the facts, then lives the days, one transaction each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from shouhou.accounts.passwords import GivenPassword
from shouhou.catalog import calendar
from shouhou.catalog import seed as catalog_seed
from shouhou.demo import desk, evening, outgoing, shelves, stories, today, volumes, workshop
from shouhou.demo.department import Department
from shouhou.demo.goods import Goods
from shouhou.demo.people import Staff, hire
from shouhou.kernel import clock
from shouhou.kernel.clock import SHANGHAI
from shouhou.kernel.working_time import WorkingCalendar
from shouhou.partners import seed as partners_seed
from shouhou.partners.models import Agent, Carrier
from shouhou.partners.seed import AGENTS, SERVICE_CENTRES
from shouhou.repair import seed as bench_seed

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Plan:
    """How much demo: the last so many working days, at what scale, drawn from which seed."""

    working_days: int = 30
    scale: float = 0.1
    seed: int = 20261123
    last_day: date | None = None


def build(plan: Plan, passwords: Iterator[GivenPassword], progress: Progress) -> Staff:
    """Build into an empty, migrated database; answers the people with their first passwords."""
    last = plan.last_day or clock.today() - timedelta(days=1)
    progress("people, parts, agents", 0.0)
    first_guess = last - timedelta(days=plan.working_days * 2 + 30)
    with transaction.atomic(), clock.set_to(_nine(first_guess)):
        staff = _plant(plan, passwords)
        working = calendar.load()
    days = _working_days(working, last, plan.working_days)
    dept = _department(staff, working, plan)
    for number, day in enumerate(days):
        with transaction.atomic():
            _live(dept, day, number, plan)
        progress(f"{day:%F}", (number + 1) / len(days))
    with transaction.atomic():
        # A little earlier than now: nothing of the demo lies in the future.
        dept.ends = clock.now()
        dept.now = max(dept.now, dept.ends - timedelta(minutes=90))
        today.leave_open(dept)
    return staff


def _plant(plan: Plan, passwords: Iterator[GivenPassword]) -> Staff:
    staff = hire(passwords)
    clerk, supervisor, management = staff["tangxiao"], staff["linlan"], staff["mgmt1"]
    partners_seed.plant(by=clerk, approved_by=supervisor)
    catalog_seed.plant(by=clerk, approved_by=supervisor, shelves=plan.scale)
    catalog_seed.plant_policies(by=supervisor, approved_by=management)
    bench_seed.plant()
    return staff


def _department(staff: Staff, working: WorkingCalendar, plan: Plan) -> Department:
    draw = Random(plan.seed)
    shares = {outlet.code: outlet.share for outlet in (*AGENTS, *SERVICE_CENTRES)}
    agents = list(Agent.objects.active().filter(code__in=shares).order_by("code"))
    return Department(
        staff=staff,
        draw=draw,
        goods=Goods(draw),
        calendar=working,
        scale=plan.scale,
        agents=agents,
        agent_shares=[shares[agent.code] for agent in agents],
        carriers={carrier.code: carrier for carrier in Carrier.objects.all()},
    )


def _live(dept: Department, day: date, number: int, plan: Plan) -> None:
    """One working day, from nine until everything that can go has gone."""
    dept.open(day)
    if number == 0:
        shelves.open_books(dept)
    elif day.weekday() == 0:
        shelves.restock(dept)
    arriving = volumes.consignments_on(day, plan.scale, dept.calendar, dept.draw)
    for _ in range(arriving):
        box = desk.packed(dept, dept.agent(), volumes.units_in(dept.draw))
        desk.book_and_hand_over(dept, desk.receive(dept, box))
    _tell(dept, number, plan)
    dept.until(13)
    workshop.swap(dept)
    workshop.work(dept)
    workshop.post_what_waits(dept, "judgement", "release")
    dept.until(16)
    outgoing.ship(dept)
    if number < plan.working_days - 1:  # the last day is left for whoever looks at the demo
        evening.close_the_day(dept, day)
        evening.close_the_month(dept, day)


def _tell(dept: Department, number: int, plan: Plan) -> None:
    told = {
        plan.working_days // 3: stories.swollen_battery,
        plan.working_days // 2: stories.maker_posts_his_own,
        plan.working_days * 2 // 3: stories.ship_without_check,
        plan.working_days - 4: stories.forgotten_box,
    }
    if (story := told.get(number)) is not None:
        story(dept)


def _working_days(working: WorkingCalendar, last: date, count: int) -> Sequence[date]:
    days: list[date] = []
    day = last
    while len(days) < count:
        if working.is_working_day(day):
            days.append(day)
        day -= timedelta(days=1)
    return days[::-1]


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), SHANGHAI)
