"""Is the piece in hand the one an order is about? Another serial stops the work (S2.3.1a)."""

from __future__ import annotations

from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Conflict
from shouhou.repair.models import RepairOrder
from shouhou.stock.commands.units import live_bearers


def refuse_another_piece(order: RepairOrder, scanned: str) -> None:
    """Refuse (`repair.other_unit`) a scan that is not of the order's piece.

    A unit is known by every number of its label, and by no other unit's; pieces without a
    number by the order's tag or the part number.
    """
    # Part numbers and some serials hold hyphens, which the numbers of a phone never do.
    numbers = {waybills.normalise(scanned), *identifiers.parse_scan(scanned).numbers}
    if order.unit is None:
        matches = bool(numbers & {order.number, order.part.part_no})
    else:
        bearers = live_bearers(sorted(numbers)).values()
        matches = {bearer.pk for bearer in bearers} == {order.unit_id}
    if not matches:
        raise Conflict(
            "repair.other_unit",
            where=order.number,
            serial=scanned.strip(),
            expected=str(order.piece),
        )
