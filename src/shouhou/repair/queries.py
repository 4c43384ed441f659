"""The questions of the bench: what waits for whom, how much work there is, a unit's past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, Min, OuterRef, Sum

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.repair.commands.orders import ASSIGN, QC, WORK
from shouhou.repair.lifecycle import OVER, State
from shouhou.repair.models import RepairAction, RepairOrder
from shouhou.repair.models.orders import RepairOrders
from shouhou.stock.lifecycle import State as DocumentState
from shouhou.stock.models import Document, Unit

APPROVE = "repair.approve_verdict"
RELEASE = "repair.release_unit"
HANDS_ON = (State.NEW, State.INSPECTING, State.REPAIRING, State.PAUSED)
DONE = (State.QC_PENDING, State.RELEASED, *OVER)
AGE_BOUNDS = (2, 4, 8)
"""Days after which work counts as older: up to 1, 2–3, 4–7, and 8 or more."""


@dataclass(frozen=True)
class Bench:
    """What waits for one person, each the most urgent and oldest first; empty where it is not his.

    `unclaimed` are new orders for any engineer, `to_assign` those and what nobody may go on with
    until the supervisor says who.
    """

    mine: RepairOrders
    unclaimed: RepairOrders
    to_check: RepairOrders
    second_opinions: RepairOrders
    to_approve: RepairOrders
    to_assign: RepairOrders
    to_release: RepairOrders


def bench_of(person: User) -> Bench:
    """The lists of one person's bench. They are queries yet: count them, or take a page."""
    orders = RepairOrder.objects.select_related("part", "unit", "agent", "engineer")
    queue = orders.order_by("-priority", "received_at", "pk")
    by_others = queue.exclude(judged_by=person)
    own_repair = RepairAction.objects.filter(order=OuterRef("pk"), done_by=person)
    to_check = by_others.filter(state=State.QC_PENDING).exclude(Exists(own_repair))
    nobodys = queue.filter(engineer=None)
    return Bench(
        mine=_for(person, WORK, queue.filter(engineer=person, state__in=HANDS_ON)),
        unclaimed=_for(person, WORK, nobodys.filter(state=State.NEW)),
        to_check=_for(person, QC, to_check),
        second_opinions=_for(person, WORK, by_others.filter(state=State.NTF_RECHECK)),
        to_approve=_for(person, APPROVE, by_others.filter(state=State.APPROVAL_PENDING)),
        to_assign=_for(person, ASSIGN, nobodys.filter(state__in=HANDS_ON)),
        to_release=_for(person, RELEASE, queue.filter(state=State.RELEASED)),
    )


@dataclass(frozen=True)
class Stage:
    """The work that stands in one state: orders, pieces, and since when the oldest is here."""

    state: State
    orders: int
    pieces: int
    oldest: datetime


def by_stage() -> list[Stage]:
    """Work in progress by state, in the order of the lifecycle; idle states are left out."""
    rows = (
        RepairOrder.objects.in_work()
        .order_by()
        .values("state")
        .annotate(orders=Count("pk"), pieces=Sum("quantity"), oldest=Min("received_at"))
    )
    found = {row["state"]: row for row in rows}
    return [
        Stage(state, row["orders"], row["pieces"], row["oldest"])
        for state in State
        if (row := found.get(state)) is not None
    ]


@dataclass(frozen=True)
class Age:
    """The work that came `from_days` ago or longer, but less than `until_days` (None: any)."""

    from_days: int
    until_days: int | None
    orders: int
    pieces: int

    @property
    def last_day(self) -> int | None:
        """The highest number of whole days that still counts as this age."""
        return None if self.until_days is None else self.until_days - 1


def by_age() -> list[Age]:
    """Work in progress by whole days since it was received."""
    now = clock.now()
    ages = []
    for from_days, until_days in zip((0, *AGE_BOUNDS), (*AGE_BOUNDS, None), strict=True):
        work = RepairOrder.objects.in_work()
        if from_days:
            work = work.filter(received_at__lte=now - timedelta(days=from_days))
        if until_days is not None:
            work = work.filter(received_at__gt=now - timedelta(days=until_days))
        sums = work.aggregate(orders=Count("pk"), pieces=Sum("quantity", default=0))
        ages.append(Age(from_days, until_days, sums["orders"], sums["pieces"]))
    return ages


@dataclass(frozen=True)
class Load:
    """How many orders and pieces one engineer has in hand."""

    engineer: User
    orders: int
    pieces: int


def loads(engineers: Sequence[User]) -> list[Load]:
    """What each of the engineers has in hand, the least loaded first: whom to assign to."""
    held = (
        RepairOrder.objects.filter(engineer__in=engineers, state__in=HANDS_ON)
        .order_by()
        .values("engineer")
        .annotate(orders=Count("pk"), pieces=Sum("quantity"))
    )
    found = {row["engineer"]: row for row in held}
    nothing = {"orders": 0, "pieces": 0}
    rows = [(person, found.get(person.pk, nothing)) for person in engineers]
    loaded = [Load(person, row["orders"], row["pieces"]) for person, row in rows]
    return sorted(loaded, key=lambda load: (load.pieces, load.engineer.username))


def history_of(unit: Unit) -> RepairOrders:
    """Every order there ever was of a unit, the newest first."""
    orders = RepairOrder.objects.filter(unit=unit).select_related("agent", "engineer", "judged_by")
    return orders.order_by("-pk")


def family_of(order: RepairOrder) -> RepairOrders:
    """The order under which pieces came, and all that were split off it."""
    first_id = order.split_from_id or order.pk
    its_own = RepairOrder.objects.filter(pk=first_id)
    return (its_own | RepairOrder.objects.filter(split_from=first_id)).order_by("pk")


def time_in_work(order: RepairOrder) -> timedelta:
    """From the start to the end of the work (or until now), less the pauses."""
    if order.started_at is None:
        return timedelta()
    now = clock.now()
    end = order.finished_at if order.finished_at and order.state in DONE else now
    rested = sum(
        ((pause.ended_at or now) - pause.begun_at for pause in order.pauses.all()), timedelta()
    )
    return end - order.started_at - rested


def turnaround(order: RepairOrder) -> timedelta | None:
    """From the receipt until the good shelf, or else until the bench was done (S3.5.11).

    None while it is in work.
    """
    if order.state not in OVER or order.finished_at is None:
        return None
    restocked = Document.objects.filter(
        state=DocumentState.POSTED, lines__clearance__grounds=order.number
    ).aggregate(at=Max("posted_at"))["at"]
    return (restocked or order.finished_at) - order.received_at


def _for(person: User, permission: str, orders: RepairOrders) -> RepairOrders:
    """The orders, for people with the permission; nothing for the others."""
    return orders if person.has_perm(permission) else orders.none()
