"""What goes with pieces that are split off: the same inspection, repairs and checks are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from shouhou.repair.lifecycle import State
from shouhou.repair.models import Finding, Pause, QualityCheck, RepairAction, RepairOrder
from shouhou.stock.numbers import next_number

Row = TypeVar("Row", bound=Model)


def twin_of(order: RepairOrder, quantity: int) -> RepairOrder:
    """A second order in the same state, for `quantity` of the pieces, under its own number."""
    twin = _copied(
        order,
        {
            "number": next_number("RO"),
            "quantity": quantity,
            "split_from_id": order.split_from_id or order.pk,
            "tags_printed": 0,
        },
    )
    twin.save()
    return twin


def copy_work(order: RepairOrder, twin: RepairOrder) -> None:
    """Write into `twin` what was found, done and checked while its pieces lay with the others.

    What is split off before the verdict is inspected on its own: the answers of a round that is
    not over stay with the others.
    """
    own = {"order_id": twin.pk}
    found = order.findings.all()
    if order.state == State.INSPECTING:
        found = found.exclude(round=order.round)
    Finding.objects.bulk_create(_copied(row, own) for row in found)
    Pause.objects.bulk_create(_copied(row, own) for row in order.pauses.all())
    done: dict[int | None, int | None] = {None: None}
    for action in order.actions.order_by("pk"):
        copied = _copied(action, own)
        copied.save()
        done[action.pk] = copied.pk
    QualityCheck.objects.bulk_create(
        _copied(check, own | {"of_action_id": done[check.of_action_id]})
        for check in order.quality_checks.order_by("pk")
    )


def last_action(order: RepairOrder) -> RepairAction | None:
    """The last repair of an order, in the order in which repairs were written down."""
    return order.actions.select_related("done_by").order_by("pk").last()


def last_check(order: RepairOrder) -> QualityCheck | None:
    """The last check of an order."""
    return order.quality_checks.select_related("checked_by").order_by("pk").last()


def last_actions(orders: Collection[RepairOrder]) -> dict[int, RepairAction]:
    """The last repair of each order that has one, by order. One query."""
    actions = RepairAction.objects.filter(order__in=orders).select_related("done_by")
    return {action.order_id: action for action in actions.order_by("pk")}


def last_checks(orders: Collection[RepairOrder]) -> dict[int, QualityCheck]:
    """The last check of each order that has one, by order. One query."""
    checks = QualityCheck.objects.filter(order__in=orders).select_related("checked_by")
    return {check.order_id: check for check in checks.order_by("pk")}


def workers_of(orders: Collection[RepairOrder]) -> defaultdict[int, frozenset[int]]:
    """Who repaired at each order, by order, as ids. One query."""
    workers: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    done = RepairAction.objects.filter(order__in=orders).order_by()
    for order_id, worker_id in done.values_list("order", "done_by").distinct():
        workers[order_id] |= {worker_id}
    return workers


def _copied(row: Row, columns: Mapping[str, Any]) -> Row:
    """A new row like `row`, but for `columns`."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**(values | dict(columns)))
