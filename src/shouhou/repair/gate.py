"""The hard gate (S2.3.1b): nothing that is not repaired and checked reaches an agent as good.

There is no override, not even for the supervisor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shouhou.accounts.models import User
from shouhou.catalog.policies import Shipping, in_force
from shouhou.kernel import clock
from shouhou.kernel.refusals import Forbidden
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import FourCodeCheck, RepairOrder
from shouhou.stock.models import Unit


@dataclass(frozen=True)
class Facts:
    """Why a piece may become good: who inspected it, who repaired it, who checked it, and when."""

    inspected_by: User
    inspected_at: datetime
    checked_by: User
    checked_at: datetime
    repaired_by: User | None = None
    repaired_at: datetime | None = None


def facts_of(order: RepairOrder) -> Facts:
    """The facts that release an order; refuses `repair.not_cleared` when one is missing."""
    if order.state != State.RELEASED or order.verdict not in {Verdict.REPAIR, Verdict.NTF}:
        raise _not_cleared(order)
    check = order.quality_checks.select_related("checked_by").order_by("-pk").first()
    last = order.actions.select_related("done_by").order_by("-done_at", "-pk").first()
    if check is None or not check.passed or order.judged_by is None or order.judged_at is None:
        raise _not_cleared(order)
    if order.verdict == Verdict.NTF and order.second_by_id is None:
        raise _not_cleared(order)
    if order.verdict == Verdict.REPAIR and last is None:
        raise _not_cleared(order)
    if last and (last.done_at > check.checked_at or last.done_by_id == check.checked_by_id):
        raise _not_cleared(order)
    return Facts(
        inspected_by=order.judged_by,
        inspected_at=order.judged_at,
        checked_by=check.checked_by,
        checked_at=check.checked_at,
        repaired_by=last.done_by if last else None,
        repaired_at=last.done_at if last else None,
    )


def refuse_unreleased(units: Sequence[Unit]) -> None:
    """Refuse units whose order at the bench is not over: a voided release, a new repair."""
    open_orders = RepairOrder.objects.filter(unit__in=units).in_work().select_related("unit")
    if (order := open_orders.first()) is not None:
        raise _not_cleared(order)


def refuse_unmatched_codes(units: Sequence[Unit]) -> None:
    """Refuse boards and phones whose codes were not scanned equal within the policy's hours."""
    boards = [unit for unit in units if unit.part.four_codes]
    if not boards:
        return
    hours = in_force(Shipping, clock.today()).code_match_hours
    since = clock.now() - timedelta(hours=hours)
    latest = {
        check.unit_id: check
        for check in FourCodeCheck.objects.filter(unit__in=boards).order_by("pk")
    }
    for unit in boards:
        check = latest.get(unit.pk)
        if check is None or not check.matched or check.checked_at < since:
            raise Forbidden("repair.codes_not_matched", where=unit.label, serial=unit.label)


def _not_cleared(order: RepairOrder) -> Forbidden:
    return Forbidden(
        "repair.not_cleared",
        where=order.number,
        serial=str(order.unit or order.part),
        state=order.state,
    )
