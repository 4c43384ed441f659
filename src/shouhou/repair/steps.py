"""What every verb of the bench does with an order: lock it, move it along, tell the trail."""

from __future__ import annotations

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.kernel.refusals import Conflict, Missing
from shouhou.repair.lifecycle import ORDER
from shouhou.repair.models import RepairOrder


def locked(order_id: int) -> RepairOrder:
    """The order, locked until the transaction ends. `Missing` when there is none."""
    try:
        return RepairOrder.objects.select_for_update().get(pk=order_id)
    except RepairOrder.DoesNotExist as absent:
        raise Missing("repair.no_such_order", where=str(order_id)) from absent


def in_state(order_id: int, verb: str) -> RepairOrder:
    """The locked order, refused unless `verb` is possible now."""
    order = locked(order_id)
    require_now(order, verb)
    return order


def require_now(order: RepairOrder, verb: str) -> None:
    """Refuse a verb that the state of the order forbids."""
    if not ORDER.allows(order.state, verb):
        raise not_now(order, verb)


def not_now(order: RepairOrder, verb: str) -> Conflict:
    """The refusal of a verb that the state of the order forbids."""
    return Conflict(
        "repair.not_now", where=order.number, noun=ORDER.name, state=order.state, verb=verb
    )


def go(order: RepairOrder, verb: str, *, by: User, reason: str = "") -> RepairOrder:
    """Take a locked order one step along its life, with the trail."""
    before = order.state
    order.state = ORDER.after(before, verb, where=order.number)
    order.save()
    trail.record(
        f"repair.{verb}",
        order,
        by=by,
        before={"state": before},
        after={"state": order.state, "verdict": order.verdict},
        reason=reason,
    )
    return order
