"""The hard gate (S2.3.1b): nothing that is not repaired and checked reaches an agent as good.

There is no override, not even for the supervisor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel.refusals import Forbidden
from shouhou.repair import code_match
from shouhou.repair.dossiers import last_actions, last_checks, workers_of
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import QualityCheck, RepairAction, RepairOrder
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


class Why(TextChoices):
    """What a piece lacks."""

    NOT_RELEASED = "not_released", _("it is not released")
    NOT_FOUND_FIT = "not_found_fit", _("its last inspection did not find it fit")
    NO_SECOND_OPINION = "no_second_opinion", _("no second engineer agreed with its inspection")
    NOT_REPAIRED = "not_repaired", _("it is to be repaired, and no repair is written down")
    NOT_CHECKED = "not_checked", _("its last check did not pass")
    REPAIRED_SINCE = "repaired_since", _("it was repaired after its last check")
    OWN_CHECK = "own_check", _("it was checked by somebody who judged or repaired it")
    STILL_OPEN = "still_open", _("its order on the bench is still open")


def facts_of(order: RepairOrder) -> Facts:
    """The facts that release an order, for all of its pieces, as the database has them now.

    Refuses `repair.not_cleared` when one is missing, and says which (`why`).
    """
    (facts,) = facts_of_all([order])
    return facts


def facts_of_all(orders: Sequence[RepairOrder]) -> list[Facts]:
    """The facts of each of the orders, in their order. Four queries, however many there are.

    Refuses the first order that lacks one.
    """
    named = RepairOrder.objects.select_related("part", "unit", "judged_by")
    known = named.in_bulk([order.pk for order in orders])
    done, checked, workers = last_actions(orders), last_checks(orders), workers_of(orders)
    return [
        _cleared(_Case(known[pk], done.get(pk), checked.get(pk), workers[pk]))
        for pk in (order.pk for order in orders)
    ]


def refuse_unreleased(units: Sequence[Unit]) -> None:
    """Refuse units whose order at the bench is not over: a voided release, a new repair."""
    open_orders = RepairOrder.objects.filter(unit__in=units).in_work()
    order = open_orders.select_related("part", "unit").order_by("pk").first()
    if order is not None:
        raise _not_cleared(order, Why.STILL_OPEN)


def refuse_unmatched_codes(units: Sequence[Unit]) -> None:
    """Refuse boards and phones whose codes were not scanned equal within the policy's hours."""
    for unit, gap in code_match.gaps(units):
        raise Forbidden("repair.codes_not_matched", where=unit.label, serial=unit.label, why=gap)


@dataclass(frozen=True)
class _Case:
    """One order with what was written down of it."""

    order: RepairOrder
    done: RepairAction | None
    checked: QualityCheck | None
    workers: frozenset[int]


def _cleared(case: _Case) -> Facts:
    if (why := _missing(case)) is not None:
        raise _not_cleared(case.order, why)
    order, done, checked = case.order, case.done, case.checked
    assert order.judged_by is not None
    assert order.judged_at is not None
    assert checked is not None
    return Facts(
        inspected_by=order.judged_by,
        inspected_at=order.judged_at,
        checked_by=checked.checked_by,
        checked_at=checked.checked_at,
        repaired_by=done.done_by if done else None,
        repaired_at=done.done_at if done else None,
    )


def _missing(case: _Case) -> Why | None:
    """The first thing that an order lacks to be released; None when it lacks nothing."""
    order, done, checked = case.order, case.done, case.checked
    fit = order.verdict in {Verdict.REPAIR, Verdict.NTF} and order.judged_by is not None
    lacks = {
        Why.NOT_RELEASED: order.state != State.RELEASED,
        Why.NOT_FOUND_FIT: not fit,
        Why.NO_SECOND_OPINION: order.verdict == Verdict.NTF
        and order.second_by_id in {None, order.judged_by_id},
        Why.NOT_REPAIRED: order.verdict == Verdict.REPAIR and done is None,
        Why.NOT_CHECKED: checked is None or not checked.passed,
        Why.REPAIRED_SINCE: checked is None or checked.of_action_id != (done.pk if done else None),
        Why.OWN_CHECK: checked is None
        or checked.checked_by_id in case.workers | {order.judged_by_id},
    }
    return next((why for why, lacking in lacks.items() if lacking), None)


def _not_cleared(order: RepairOrder, why: Why) -> Forbidden:
    return Forbidden(
        "repair.not_cleared",
        where=order.number,
        order=order.number,
        serial=str(order.piece),
        state=order.state,
        why=why,
    )
