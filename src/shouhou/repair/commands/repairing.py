"""Repair and its check: what was done, self-tested, and seen by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.repair.commands.orders import WORK, mine
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import QualityCheck, RepairAction, RepairOrder
from shouhou.repair.steps import go, in_state

QC = "repair.qc_unit"
MOST_LOOPS = 3


@dataclass(frozen=True)
class Done:
    """One measure: its code, where, against which cause, and a word about it."""

    action: FaultCode
    section: FaultCode | None = None
    defect: FaultCode | None = None
    note: str = ""


@command
def act(order_id: int, done: Done, *, by: User) -> RepairAction:
    """Write down one thing that was done to a piece."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    if order.state != State.REPAIRING:
        raise Conflict("repair.not_now", where=order.number, state=order.state, verb="act")
    made = RepairAction.objects.create(
        order=order,
        action=done.action,
        section=done.section,
        defect=done.defect,
        note=done.note[:200],
        done_by=by,
        done_at=clock.now(),
    )
    trail.record("repair.act", order, by=by, after={"action": done.action.code})
    return made


@command
def finish(order_id: int, *, self_test_passed: bool, by: User) -> RepairOrder:
    """End the repair after the repairer's own test; it waits for somebody else's from now on."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    in_state(order_id, "finish")
    if not self_test_passed:
        raise Invalid("repair.self_test_failed", where=order.number)
    if order.verdict != Verdict.NTF and not _worked_since_last_check(order):
        raise Conflict("repair.nothing_done", where=order.number)
    order.finished_at = clock.now()
    return go(order, "finish", by=by)


@command
def give_up(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """The piece cannot be repaired after all: it is judged again."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    order.verdict = ""
    return go(order, "give_up", by=by, reason=reason)


@command
def check(order_id: int, *, passed: bool, reason: str, by: User) -> RepairOrder:
    """Quality control by somebody who neither judged nor repaired the piece.

    A pass releases it; a failure sends it back to be repaired, a fourth time only through the
    supervisor.
    """
    duties.require(by, QC)
    verb = "qc_pass" if passed else "qc_fail"
    order = in_state(order_id, verb)
    if not passed and not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    repairers = {action.done_by_id for action in order.actions.all()}
    if by.pk in repairers | {order.judged_by_id}:
        raise Forbidden("accounts.own_work", where=order.number, duty="qc", name=str(by))
    QualityCheck.objects.create(
        order=order, passed=passed, reason=reason[:200], checked_by=by, checked_at=clock.now()
    )
    if not passed:
        order.loop_count += 1
        order.engineer = order.judged_by if order.loop_count <= MOST_LOOPS else None
    return go(order, verb, by=by, reason=reason)


@command
def void_release(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """Take a release back: something about the piece changed, so it is checked anew."""
    duties.require(by, QC)
    order = in_state(order_id, "void_release")
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    return go(order, "void_release", by=by, reason=reason)


@command
def restock(order: RepairOrder, *, by: User) -> RepairOrder:
    """The piece stands on the good shelf; its order is over. Called when its release is posted."""
    return go(in_state(order.pk, "restock"), "restock", by=by)


def _worked_since_last_check(order: RepairOrder) -> bool:
    last = order.quality_checks.order_by("-pk").first()
    actions = order.actions.all()
    return actions.filter(done_at__gte=last.checked_at).exists() if last else actions.exists()
