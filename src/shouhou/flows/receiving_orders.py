"""What an accepted handover opens at the bench: one order a unit, one a line of other pieces."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.exchange.models import Handover, PackingListLine
from shouhou.repair.commands import orders
from shouhou.repair.commands.orders import Received


def open_orders(handover: Handover, *, by: User) -> None:
    """Open the orders of everything on an accepted slip to the bench."""
    consignment = handover.consignment
    faults = dict(
        PackingListLine.objects.filter(packing_list__consignment=consignment)
        .exclude(serial="")
        .values_list("serial", "fault")
    )
    slip = handover.lines.select_related("line__part", "line__unit", "line__agent")
    for row in slip.order_by("pk"):
        line = row.line
        line.repair_order = orders.open_order(
            Received(
                agent=line.agent,
                part=line.part,
                consignment_no=consignment.number,
                received_at=consignment.signed_at,
                unit=line.unit,
                quantity=row.quantity,
                reported=faults.get(line.unit.label, "") if line.unit else "",
            ),
            by=by,
        )
        line.save(update_fields=["repair_order"])
