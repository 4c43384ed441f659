"""Orders: opened when pieces come to the bench, assigned, split, paused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import FaultCode, Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.partners.models import Agent
from shouhou.repair.dossiers import copy_work, twin_of
from shouhou.repair.lifecycle import OVER, State
from shouhou.repair.models import Pause, RepairOrder
from shouhou.repair.steps import go, in_state, locked, not_now
from shouhou.stock.models import Unit
from shouhou.stock.numbers import next_number

WORK = "repair.inspect_unit"
QC = "repair.qc_unit"
ASSIGN = "repair.assign_order"
BOUNCE_DAYS = 90
"""A unit that comes back within so many days is a bounce (B11)."""
BOUNCE_PRIORITY = 1


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
    reported_code: FaultCode | None = None


@command
def open_order(received: Received, *, by: User) -> RepairOrder:
    """Open the order of a piece handed over to the bench; a unit's earlier one is found.

    A bounce goes before the rest. Refuses a unit whose earlier order is still open, and a
    tracked part without its unit.
    """
    duties.require(by, WORK)
    _check(received)
    previous = _previous(received.unit)
    bounce_days = _days_since(previous, received.received_at)
    order = RepairOrder.objects.create(
        number=next_number("RO"),
        agent=received.agent,
        part=received.part,
        unit=received.unit,
        quantity=received.quantity,
        consignment_no=received.consignment_no,
        received_at=received.received_at,
        reported=received.reported[:200],
        reported_code=received.reported_code,
        priority=0 if bounce_days is None else BOUNCE_PRIORITY,
        opened_at=clock.now(),
        previous=previous,
        bounce_days=bounce_days,
    )
    trail.record("repair.open", order, by=by, after={"part": received.part.part_no})
    return order


@command
def assign(order_id: int, engineer: User, *, by: User) -> RepairOrder:
    """The supervisor gives an order that is not over to an engineer, or to another one."""
    duties.require(by, ASSIGN)
    if not engineer.has_perm(WORK):
        raise Invalid("repair.not_an_engineer", where="engineer", name=str(engineer))
    order = _in_work(order_id, "assign")
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
def prioritise(order_id: int, priority: int, *, reason: str, by: User) -> RepairOrder:
    """The supervisor lets an order go before others: the higher, the sooner."""
    duties.require(by, ASSIGN)
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    order = _in_work(order_id, "prioritise")
    before = order.priority
    order.priority = priority
    order.save(update_fields=["priority"])
    trail.record(
        "repair.prioritise",
        order,
        by=by,
        before={"priority": before},
        after={"priority": priority},
        reason=reason,
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
    """Set pieces of a quantity order apart, under an order of their own, that go another way.

    While they are inspected or repaired its engineer does so, and what he splits off before a
    verdict is inspected on its own. Whoever checks splits off what passes, or what fails.
    """
    order = locked(order_id)
    if order.state == State.QC_PENDING:
        duties.require(by, QC)
    elif order.state in {State.INSPECTING, State.REPAIRING}:
        _require_mine(order, by)
    else:
        raise not_now(order, "split")
    if not 0 < quantity < order.quantity:
        raise Invalid("repair.not_that_many", where="quantity", most=order.quantity - 1)
    twin = twin_of(order, quantity)
    copy_work(order, twin)
    order.quantity -= quantity
    order.save(update_fields=["quantity"])
    trail.record("repair.split", order, by=by, after={"into": twin.number, "quantity": quantity})
    return twin


@command
def pause(order_id: int, reason: str, *, by: User) -> RepairOrder:
    """Let the work rest, and say what it waits for."""
    if reason not in Pause.Reason.values:
        raise Invalid("repair.no_reason", where="reason")
    order = mine(order_id, by)
    Pause.objects.create(order=order, reason=reason, begun_at=clock.now())
    return go(order, "pause", by=by, reason=reason)


@command
def resume(order_id: int, *, by: User) -> RepairOrder:
    """Go on with the work."""
    order = mine(order_id, by)
    order.pauses.filter(ended_at=None).update(ended_at=clock.now())
    return go(order, "resume", by=by)


@command
def note_tag(order_id: int, *, by: User) -> RepairOrder:
    """Count a printed in-house tag."""
    duties.require_any(by, WORK, ASSIGN)
    order = locked(order_id)
    order.tags_printed += 1
    order.save(update_fields=["tags_printed"])
    trail.record("repair.print_tag", order, by=by, after={"printed": order.tags_printed})
    return order


def mine(order_id: int, by: User) -> RepairOrder:
    """The locked order of an engineer; refused to others, and while it is nobody's.

    An order that began is nobody's after too many failed checks: the supervisor assigns it.
    """
    order = locked(order_id)
    _require_mine(order, by)
    return order


def _require_mine(order: RepairOrder, by: User) -> None:
    duties.require(by, WORK)
    if order.engineer_id is None and order.state != State.NEW:
        raise Forbidden("repair.nobodys_order", where=order.number, loops=order.loop_count)
    if order.engineer_id not in {None, by.pk}:
        raise Forbidden("repair.anothers_order", where=order.number, name=str(order.engineer))


def _in_work(order_id: int, verb: str) -> RepairOrder:
    order = locked(order_id)
    if order.state in OVER:
        raise not_now(order, verb)
    return order


def _check(received: Received) -> None:
    """Refuse what no order can be about."""
    part = received.part
    if (part.tracking == Part.Tracking.SERIAL) != (received.unit is not None):
        raise Invalid("repair.piece_by_piece", where=part.part_no, part=str(part))
    if received.quantity < 1:
        raise Invalid("repair.not_that_many", where="quantity", most=1)
    open_one = RepairOrder.objects.in_work().filter(unit=received.unit, unit__isnull=False).first()
    if open_one is not None:
        raise Conflict(
            "repair.order_open",
            where=open_one.number,
            serial=str(received.unit),
            order=open_one.number,
        )


def _previous(unit: Unit | None) -> RepairOrder | None:
    if unit is None:
        return None
    return RepairOrder.objects.filter(unit=unit).order_by("-pk").first()


def _days_since(previous: RepairOrder | None, received_at: datetime) -> int | None:
    if previous is None or previous.finished_at is None:
        return None
    days = (clock.day_of(received_at) - clock.day_of(previous.finished_at)).days
    return days if days <= BOUNCE_DAYS else None
