"""Pieces that wait at the bench."""

from __future__ import annotations

from collections.abc import Iterable

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import Handover
from shouhou.flows.releasing import tray
from shouhou.repair.lifecycle import State as OrderState
from shouhou.repair.models import RepairOrder
from shouhou.reports.targets import Target
from shouhou.reports.todo.queue import Queue, queue


def verdicts(_user: User) -> Queue:
    return _orders("verdicts", [OrderState.APPROVAL_PENDING])


def _orders(key: str, states: Iterable[str], **extra: object) -> Queue:
    orders = RepairOrder.objects.filter(state__in=states, **extra).select_related("part", "unit")
    return queue(
        key,
        "repair_order",
        orders.order_by("received_at", "pk"),
        lambda row: (row.number, f"{row.part} {row.unit or f'×{row.quantity}'}", row.received_at),
        target=Target.REPAIR,
    )


def mine(user: User) -> Queue:
    active = [OrderState.INSPECTING, OrderState.REPAIRING, OrderState.PAUSED]
    return _orders("my_orders", [*active, OrderState.EXCHANGING], engineer=user)


def new_orders(_user: User) -> Queue:
    return _orders("new_orders", [OrderState.NEW])


def second_opinions(user: User) -> Queue:
    orders = RepairOrder.objects.filter(state=OrderState.NTF_RECHECK).exclude(judged_by=user)
    return _orders("second_opinions", [OrderState.NTF_RECHECK], pk__in=orders.values("pk"))


def quality(user: User) -> Queue:
    others = RepairOrder.objects.filter(state=OrderState.QC_PENDING)
    others = others.exclude(judged_by=user).exclude(actions__done_by=user)
    return _orders("to_check", [OrderState.QC_PENDING], pk__in=others.values("pk"))


def to_release(_user: User) -> Queue:
    return _orders("to_release", [OrderState.RELEASED], pk__in=tray().values("pk"))


def handovers(user: User) -> Queue:
    waiting = Handover.objects.filter(state__in=[HandoverState.GIVEN, HandoverState.DISPUTED])
    kinds = [
        *(["bench"] if user.has_perm("repair.inspect_unit") else []),
        *(["warehouse"] if user.has_perm("exchange.swap_piece") else []),
    ]
    mine = waiting.filter(target__kind__in=kinds).select_related("agent", "target")
    return queue(
        "to_accept",
        "handover",
        mine.order_by("given_at"),
        lambda row: (row.number, f"{row.agent} → {row.target}", row.given_at),
    )
