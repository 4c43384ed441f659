"""Is the piece in hand the one an order is about? Another serial stops the work (S2.3.1a)."""

from __future__ import annotations

from shouhou.kernel.refusals import Conflict
from shouhou.repair.models import RepairOrder
from shouhou.stock.scans import numbers_of, units_on


def refuse_another_piece(order: RepairOrder, scanned: str) -> None:
    """Refuse (`repair.other_unit`) a scan that is not of the order's piece.

    A unit is known by every number of its label, and by no other unit's; pieces without a
    number by the order's tag or the part number.
    """
    if order.unit_id is None:
        matches = not numbers_of(scanned).isdisjoint({order.number, order.part.part_no})
    else:
        matches = [unit.pk for unit in units_on(scanned)] == [order.unit_id]
    if not matches:
        raise Conflict(
            "repair.other_unit",
            where=order.number,
            serial=scanned.strip(),
            expected=str(order.piece),
        )
