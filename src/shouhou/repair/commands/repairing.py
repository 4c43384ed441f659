"""Repair and its check: what was done, self-tested, and seen by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.repair.commands.orders import QC, mine
from shouhou.repair.dossiers import last_action, last_check
from shouhou.repair.evidence import refuse_other_kind
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import QualityCheck, RepairAction, RepairOrder
from shouhou.repair.steps import go, in_state, locked, not_now, require_now

MOST_LOOPS = 3
"""So many checks may fail before the supervisor decides who goes on with the piece."""


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
    order = mine(order_id, by)
    if order.state != State.REPAIRING:
        raise not_now(order, "act")
    refuse_other_kind(done.action, FaultCode.Kind.REPAIR)
    refuse_other_kind(done.section, FaultCode.Kind.SECTION)
    refuse_other_kind(done.defect, FaultCode.Kind.DEFECT)
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
    """End the repair after the repairer's own test; it waits for somebody else's from now on.

    Refuses a repair of which nothing is written down, or nothing since the check that failed.
    """
    order = mine(order_id, by)
    require_now(order, "finish")
    if not self_test_passed:
        raise Invalid("repair.self_test_failed", where=order.number)
    if not _worked_since_last_check(order):
        raise Conflict("repair.nothing_done", where=order.number)
    order.finished_at = clock.now()
    return go(order, "finish", by=by)


@command
def give_up(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """The piece cannot be repaired after all: it is inspected anew, and judged again."""
    order = mine(order_id, by)
    return _inspect_again(order, "give_up", reason, by)


@command
def check(order_id: int, *, passed: bool, reason: str, by: User) -> RepairOrder:
    """Quality control by somebody who neither judged nor repaired the piece.

    A pass releases it. A failure sends it back to its repairer, a fourth time only through the
    supervisor; where no trouble had been found, the inspection was wrong and begins anew.
    """
    duties.require(by, QC)
    order = in_state(order_id, "qc_pass" if passed else "qc_fail")
    if not passed:
        _require_reason(reason)
    repairers = {action.done_by_id for action in order.actions.all()}
    if by.pk in repairers | {order.judged_by_id}:
        raise Forbidden("accounts.own_work", where=order.number, duty="qc", name=str(by))
    QualityCheck.objects.create(
        order=order,
        of_action=last_action(order),
        passed=passed,
        reason=reason[:200],
        checked_by=by,
        checked_at=clock.now(),
    )
    return go(order, "qc_pass", by=by, reason=reason) if passed else _fail(order, reason, by)


@command
def void_release(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """Take a release back: something about the piece changed, so it is checked anew.

    A unit on the good shelf cannot leave it from now on. Refused for what has left the house
    or lies among others of its kind: there only the reversal of its document takes it back.
    """
    duties.require(by, QC)
    order = in_state(order_id, "void_release")
    _require_reason(reason)
    if order.state == State.STOCKED and (order.unit is None or order.unit.holding.outside):
        raise Conflict("repair.out_of_reach", where=order.number, piece=str(order.piece))
    return _void(order, reason, by)


@command
def restock(order: RepairOrder, *, by: User) -> RepairOrder:
    """The piece stands on the good shelf; its order is over. Called when its release is posted."""
    return go(in_state(order.pk, "restock"), "restock", by=by)


@command
def unstock(order: RepairOrder, *, reason: str, by: User) -> RepairOrder:
    """The piece is back on the bench, to be checked anew. Called when its release is reversed."""
    standing = locked(order.pk)
    if standing.state not in {State.RELEASED, State.STOCKED}:
        return standing  # the release was taken back before its document was
    return _void(standing, reason, by)


def _void(order: RepairOrder, reason: str, by: User) -> RepairOrder:
    """Refuses a unit that came to the bench again since: its later order is the one that counts."""
    others = RepairOrder.objects.in_work().filter(unit=order.unit, unit__isnull=False)
    if (later := others.exclude(pk=order.pk).first()) is not None:
        raise Conflict(
            "repair.order_open", where=order.number, serial=str(order.unit), order=later.number
        )
    return go(order, "void_release", by=by, reason=reason)


def _fail(order: RepairOrder, reason: str, by: User) -> RepairOrder:
    order.loop_count += 1
    if order.loop_count > MOST_LOOPS:
        order.engineer = None
    if order.verdict == Verdict.NTF:
        return _inspect_again(order, "disagree", reason, by)
    return go(order, "qc_fail", by=by, reason=reason)


def _inspect_again(order: RepairOrder, verb: str, reason: str, by: User) -> RepairOrder:
    _require_reason(reason)
    order.round += 1
    order.verdict = ""
    return go(order, verb, by=by, reason=reason)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")


def _worked_since_last_check(order: RepairOrder) -> bool:
    done, checked = last_action(order), last_check(order)
    return done is not None and (checked is None or checked.of_action_id != done.pk)
