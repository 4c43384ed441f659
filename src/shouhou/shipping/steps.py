"""What every verb does with a shipment: lock it, move it along its lifecycle, tell the trail."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.kernel.refusals import Conflict, Missing
from shouhou.shipping.contents import packing_of
from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.shipping.models import Shipment
from shouhou.stock.lifecycle import State as DocumentState
from shouhou.stock.models import Document


def locked(shipment_id: int) -> Shipment:
    """The shipment, locked until the transaction ends. `Missing` when there is none."""
    return all_locked([shipment_id])[0]


def all_locked(shipment_ids: Collection[int]) -> list[Shipment]:
    """The shipments, locked in the order of their ids. `Missing` when one is not there."""
    wanted = set(shipment_ids)
    rows = Shipment.objects.select_for_update().filter(pk__in=wanted)
    found = list(rows.order_by("pk"))
    if absent := wanted - {shipment.pk for shipment in found}:
        raise Missing("shipping.no_such_shipment", where=str(min(absent)))
    return found


def go(
    shipment: Shipment,
    verb: str,
    *,
    by: User,
    changed: tuple[str, ...] = (),
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> Shipment:
    """Move `shipment` to where `verb` leads, save the changed columns, record both."""
    before = shipment.state
    shipment.state = SHIPMENT.after(before, verb, where=shipment.number)
    shipment.save(update_fields=["state", *changed])
    trail.record(
        f"shipping.{verb}",
        shipment,
        by=by,
        before={"state": before},
        after={"state": shipment.state, **(after or {})},
        reason=reason,
    )
    return shipment


def require_whole(shipments: Collection[Shipment]) -> None:
    """Refuse unless the boxes hold exactly what the documents send, and these still stand.

    `shipping.document_reversed` names a document that is being or was taken back meanwhile,
    `shipping.not_packed` the first piece that is missing or too much.
    """
    numbers = {shipment.pk: shipment.number for shipment in shipments}
    _refuse_reversed(numbers)
    for packing in packing_of(numbers):
        if not packing.even:
            piece = packing.piece
            raise Conflict(
                "shipping.not_packed",
                where=piece.serial or piece.part_no,
                shipment=numbers[piece.shipment_id],
                piece=piece.serial or piece.part_no,
                part=piece.part_no,
                wanted=packing.wanted,
                packed=packing.packed,
            )


def _refuse_reversed(shipment_ids: Collection[int]) -> None:
    documents = Document.objects.filter(
        travels__shipment__in=shipment_ids, travels__freed_at=None
    ).order_by("pk")
    standing = [document.pk for document in documents.select_for_update(of=("self",))]
    taken_back = Document.objects.filter(pk__in=standing, reversed_by__isnull=False)
    numbers = taken_back.exclude(reversed_by__state=DocumentState.VOID).values_list(
        "number", "reversed_by__number"
    )
    for document, reversal in numbers[:1]:
        raise Conflict(
            "shipping.document_reversed", where=document, document=document, reversal=reversal
        )
