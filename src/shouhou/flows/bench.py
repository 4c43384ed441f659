"""Verdicts with consequences outside the bench: exchange, scrap, and back as it came."""

from __future__ import annotations

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands import debts
from shouhou.exchange.models import ExchangeOrder
from shouhou.exchange.whereabouts import line_of
from shouhou.flows import old_parts
from shouhou.flows.judging import Test
from shouhou.flows.swapping import exchange
from shouhou.kernel import clock
from shouhou.repair.commands import inspection
from shouhou.repair.commands.orders import WORK
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.repair.steps import go, in_state

NOT_REPAIRABLE = ExchangeOrder.Grounds.NOT_REPAIRABLE


@command
def judge(order_id: int, verdict: Verdict, *, by: User, reason: str = "") -> RepairOrder:
    """The engineer's verdict. An exchange is written at once: it needs nobody's approval."""
    order = inspection.judge(order_id, verdict, by=by, reason=reason)
    return _exchanged(order, by) if order.state == State.EXCHANGING else order


@command
def approve_verdict(order_id: int, *, by: User) -> RepairOrder:
    """The supervisor's yes. What goes back as it came is marked so.

    For scrap the engineer writes the exchange: the supervisor posts it and must not have made it.
    """
    order = inspection.approve_verdict(order_id, by=by)
    if order.state == State.RETURN_AS_IS:
        reason = f"{order.number}: {order.verdict_reason}"
        debts.mark_for_return(line_of(order), order.quantity, reason=reason, by=by)
    return order


@command
def write_exchange(order_id: int, *, by: User) -> RepairOrder:
    """Give up a piece that cannot be repaired: judged defective, a good one promised for it.

    Nothing is promised for an old part that its agent owed.
    """
    duties.require(by, WORK)
    return _exchanged(in_state(order_id, "exchange"), by)


def _exchanged(order: RepairOrder, by: User) -> RepairOrder:
    test = Test(NOT_REPAIRABLE, measured=f"{order.number} {order.verdict_reason}".strip())
    line = line_of(order)
    if line.answers is None:
        exchange(line, order.quantity, test, by=by)
    else:
        old_parts.judged(line, order.quantity, test, by=by)
    order.finished_at = clock.now()
    return go(order, "exchange", by=by)
