"""What an accepted handover opens at the bench: one order a unit, one a line of other pieces."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.exchange.declared import declared_of
from shouhou.exchange.models import Handover
from shouhou.repair.commands import orders
from shouhou.repair.commands.orders import Received


def open_orders(handover: Handover, *, by: User) -> None:
    """Open the orders of everything on an accepted slip to the bench."""
    consignment = handover.consignment
    lines = handover.lines.select_related("line__part", "line__unit", "line__agent")
    slip = list(lines.order_by("pk"))
    declared = declared_of([row.line for row in slip])
    for row in slip:
        line = row.line
        line.repair_order = orders.open_order(
            Received(
                agent=line.agent,
                part=line.part,
                consignment_no=consignment.number,
                received_at=consignment.signed_at,
                unit=line.unit,
                quantity=row.quantity,
                reported=declared[line.pk].fault,
            ),
            by=by,
        )
        line.save(update_fields=["repair_order"])
