"""Orders: opened when pieces come to the bench, assigned, split by verdict, paused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.partners.models import Agent
from shouhou.repair.lifecycle import State
from shouhou.repair.models import Pause, RepairOrder
from shouhou.repair.steps import go, in_state, locked
from shouhou.stock.models import Unit
from shouhou.stock.numbers import next_number

WORK = "repair.inspect_unit"
BOUNCE_DAYS = 90
"""A unit that comes back within so many days is a bounce (B11)."""


@dataclass(frozen=True)
class Received:
    """What came to the bench: whose, of which consignment, which unit or how many of a part."""

    agent: Agent
    part: Part
    consignment_no: str
    received_at: datetime
    unit: Unit | None = None
    quantity: int = 1
    reported: str = ""


@command
def open_order(received: Received, *, by: User) -> RepairOrder:
    """Open the order of a piece handed over to the bench; a unit's earlier one is found."""
    previous = _previous(received.unit)
    order = RepairOrder.objects.create(
        number=next_number("RO"),
        agent=received.agent,
        part=received.part,
        unit=received.unit,
        quantity=received.quantity,
        consignment_no=received.consignment_no,
        received_at=received.received_at,
        reported=received.reported[:200],
        opened_at=clock.now(),
        previous=previous,
        bounce_days=_days_since(previous, received.received_at),
    )
    trail.record("repair.open", order, by=by, after={"part": received.part.part_no})
    return order


@command
def assign(order_id: int, engineer: User, *, by: User) -> RepairOrder:
    """The supervisor gives an order to an engineer."""
    duties.require(by, "repair.assign_order")
    if not engineer.has_perm(WORK):
        raise Invalid("repair.not_an_engineer", where="engineer", name=str(engineer))
    order = locked(order_id)
    before = order.engineer.username if order.engineer else ""
    order.engineer = engineer
    order.save(update_fields=["engineer"])
    trail.record(
        "repair.assign",
        order,
        by=by,
        before={"engineer": before},
        after={"engineer": engineer.username},
    )
    return order


@command
def start(order_id: int, *, by: User) -> RepairOrder:
    """Take an order from the queue and begin to inspect; it is this engineer's from now on."""
    duties.require(by, WORK)
    order = in_state(order_id, "start")
    if order.engineer_id not in {None, by.pk}:
        raise Forbidden("repair.anothers_order", where=order.number, name=str(order.engineer))
    order.engineer, order.started_at = by, clock.now()
    return go(order, "start", by=by)


@command
def split(order_id: int, quantity: int, *, by: User) -> RepairOrder:
    """Set pieces of a quantity order apart that deserve another verdict."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    if order.state != State.INSPECTING:
        raise Conflict("repair.not_now", where=order.number, state=order.state, verb="split")
    if not 0 < quantity < order.quantity:
        raise Invalid("repair.not_that_many", where="quantity", most=order.quantity - 1)
    order.quantity -= quantity
    order.save(update_fields=["quantity"])
    part = RepairOrder.objects.create(
        number=next_number("RO"),
        agent_id=order.agent_id,
        part=order.part,
        quantity=quantity,
        consignment_no=order.consignment_no,
        received_at=order.received_at,
        reported=order.reported,
        state=order.state,
        engineer=order.engineer,
        opened_at=order.opened_at,
        started_at=order.started_at,
        split_from=order.split_from or order,
    )
    trail.record("repair.split", order, by=by, after={"into": part.number, "quantity": quantity})
    return part


@command
def pause(order_id: int, reason: str, *, by: User) -> RepairOrder:
    """Let the work rest, and say what it waits for."""
    duties.require(by, WORK)
    if reason not in Pause.Reason.values:
        raise Invalid("repair.no_reason", where="reason")
    order = mine(order_id, by)
    Pause.objects.create(order=order, reason=reason, begun_at=clock.now())
    return go(order, "pause", by=by, reason=reason)


@command
def resume(order_id: int, *, by: User) -> RepairOrder:
    """Go on with the work."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    order.pauses.filter(ended_at=None).update(ended_at=clock.now())
    return go(order, "resume", by=by)


@command
def note_tag(order_id: int, *, by: User) -> RepairOrder:
    """Count a printed in-house tag."""
    order = locked(order_id)
    order.tags_printed += 1
    order.save(update_fields=["tags_printed"])
    trail.record("repair.print_tag", order, by=by, after={"printed": order.tags_printed})
    return order


def mine(order_id: int, by: User) -> RepairOrder:
    """The locked order; refused when it is another engineer's."""
    order = locked(order_id)
    if order.engineer_id is not None and order.engineer_id != by.pk:
        raise Forbidden("repair.anothers_order", where=order.number, name=str(order.engineer))
    return order


def _previous(unit: Unit | None) -> RepairOrder | None:
    if unit is None:
        return None
    return RepairOrder.objects.filter(unit=unit).order_by("-pk").first()


def _days_since(previous: RepairOrder | None, received_at: datetime) -> int | None:
    if previous is None or previous.finished_at is None:
        return None
    days = (clock.day_of(received_at) - clock.day_of(previous.finished_at)).days
    return days if days <= BOUNCE_DAYS else None
