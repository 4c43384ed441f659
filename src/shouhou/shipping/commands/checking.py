"""The second pair of eyes: packed boxes are agreed to, or sent back to the packer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid
from shouhou.shipping import steps
from shouhou.shipping.commands.packing import PACK
from shouhou.shipping.models import Shipment
from shouhou.shipping.queries import ships_boards

CHECK = "shipping.check_packing"


@command
def check(shipment_id: int, *, by: User) -> Shipment:
    """Agree with packed boxes, as somebody who scanned no piece into them.

    When boards or phones are inside, whoever made or edited the document that lists their
    serials may not check them either (SoD 4).
    """
    duties.require(by, CHECK)
    shipment = steps.locked(shipment_id)
    packers = shipment.scans.standing().values_list("scanned_by_id", flat=True)
    duties.require_other_than(by, shipment.packed_by_id, *packers, duty="packing")
    if ships_boards(shipment):
        duties.require_other_than(by, *_who_entered_serials(shipment), duty="serials")
    shipment.checked_by, shipment.checked_at = by, clock.now()
    return steps.go(shipment, "check", by=by, changed=("checked_by", "checked_at"))


@command
def reject(shipment_id: int, *, reason: str, by: User) -> Shipment:
    """Open packed boxes again, with the reason; whatever was checked is to be checked anew."""
    duties.require_any(by, CHECK, PACK)
    shipment = steps.locked(shipment_id)
    if not reason.strip():
        raise Invalid("shipping.reason_missing", where="reason")
    shipment.packed_by = shipment.packed_at = None
    shipment.checked_by = shipment.checked_at = None
    changed = ("packed_by", "packed_at", "checked_by", "checked_at")
    return steps.go(shipment, "reject", by=by, changed=changed, reason=reason)


def _who_entered_serials(shipment: Shipment) -> Iterator[int]:
    carried = shipment.carried.filter(freed_at=None)
    hands = carried.values_list("document__made_by_id", "document__last_edited_by_id")
    return chain.from_iterable(hands)
