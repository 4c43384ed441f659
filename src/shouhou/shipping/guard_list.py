"""What the database refuses about shipments: no parcel leaves with more or less than its papers."""

from __future__ import annotations

from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.stock.guard_list import Guard, append_only

_TRANSITIONS = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for (before, _verb), after in SHIPMENT.table.items()
)


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


def _lines(shipment_id: str) -> str:
    return (
        "shipping_shipmentdocument d JOIN stock_line l ON l.document_id = d.document_id"
        " JOIN stock_holding h ON h.id = l.source_id"
        f" WHERE d.shipment_id = {shipment_id} AND d.freed_at IS NULL"
    )


_UNEVEN = f"""EXISTS (SELECT 1 FROM (
    SELECT h.part_id AS part_id, l.unit_id AS unit_id, l.quantity AS quantity
    FROM {_lines("NEW.id")}
    UNION ALL SELECT part_id, unit_id, -quantity FROM shipping_packscan
    WHERE shipment_id = NEW.id AND undone_at IS NULL) AS pieces
    GROUP BY part_id, unit_id HAVING sum(quantity) <> 0)"""

_TOO_MANY = f"""NEW.quantity > (
    SELECT coalesce(sum(l.quantity), 0) FROM {_lines("NEW.shipment_id")}
    AND h.part_id = NEW.part_id AND l.unit_id IS NOT DISTINCT FROM NEW.unit_id) - (
    SELECT coalesce(sum(quantity), 0) FROM shipping_packscan
    WHERE shipment_id = NEW.shipment_id AND part_id = NEW.part_id
      AND unit_id IS NOT DISTINCT FROM NEW.unit_id AND undone_at IS NULL)"""

SHIPMENTS = (
    Guard(
        "shipments_are_born_as_drafts",
        "shipping_shipment",
        "INSERT",
        "a shipment begins as a draft that nobody packed",
        "NEW.state <> 'draft' OR NEW.packed_by_id IS NOT NULL OR NEW.checked_by_id IS NOT NULL",
    ),
    Guard(
        "shipments_go_their_way",
        "shipping_shipment",
        "UPDATE",
        "a shipment goes from state to state as the lifecycle says",
        f"NEW.state <> OLD.state AND NOT ({_TRANSITIONS})",
    ),
    Guard(
        "shipments_keep_their_identity",
        "shipping_shipment",
        "UPDATE",
        "a shipment keeps its number, its agent, its maker and its consignee",
        _changed(
            "id",
            "number",
            "agent_id",
            "made_by_id",
            "made_at",
            "consignee_name",
            "consignee_contact",
            "consignee_phone",
            "consignee_address",
        ),
    ),
    Guard(
        "shipments_leave_whole",
        "shipping_shipment",
        "UPDATE",
        "a shipment leaves with exactly the pieces of its documents",
        f"NEW.manifest_id IS DISTINCT FROM OLD.manifest_id AND {_UNEVEN}",
    ),
    Guard(
        "what_left_stands_as_it_left",
        "shipping_shipment",
        "UPDATE",
        "what a courier signed for is not rewritten",
        "OLD.manifest_id IS NOT NULL AND "
        + _changed(
            "manifest_id",
            "parcels",
            "packed_by_id",
            "packed_at",
            "checked_by_id",
            "checked_at",
            "carrier_id",
            "service",
            "waybill_no",
            "payer",
            "weight_g",
            "declared_fen",
            "insured_fen",
            "premium_fen",
        ),
    ),
    Guard("shipments_never_go", "shipping_shipment", "DELETE", "shipments are never deleted"),
)

TRAVELS = (
    Guard(
        "only_posted_documents_travel",
        "shipping_shipmentdocument",
        "INSERT",
        "a shipment being packed carries posted documents of its agent",
        "NOT EXISTS (SELECT 1 FROM stock_document d JOIN shipping_shipment s"
        " ON s.id = NEW.shipment_id AND s.agent_id = d.agent_id AND s.state = 'draft'"
        " WHERE d.id = NEW.document_id AND d.state = 'posted'"
        " AND d.kind IN ('outbound', 'return_as_is'))",
    ),
    Guard(
        "documents_are_freed_by_a_void_shipment",
        "shipping_shipmentdocument",
        "UPDATE",
        "a document is freed once, when its shipment is void",
        f"{_changed('id', 'shipment_id', 'document_id')} OR OLD.freed_at IS NOT NULL"
        " OR (SELECT state FROM shipping_shipment WHERE id = NEW.shipment_id) <> 'void'",
    ),
    Guard("travels_never_go", "shipping_shipmentdocument", "DELETE", "travels are never deleted"),
)

SCANS = (
    Guard(
        "pieces_are_packed_into_drafts",
        "shipping_packscan",
        "INSERT",
        "a piece is packed into a box of a shipment being packed",
        "NOT EXISTS (SELECT 1 FROM shipping_box b JOIN shipping_shipment s ON s.id = b.shipment_id"
        " WHERE b.id = NEW.box_id AND s.id = NEW.shipment_id AND s.state = 'draft')",
    ),
    Guard(
        "nothing_is_packed_beyond_the_documents",
        "shipping_packscan",
        "INSERT",
        "no more is packed than the documents send",
        _TOO_MANY,
    ),
    Guard(
        "scans_are_only_undone",
        "shipping_packscan",
        "UPDATE",
        "a scan is never changed, only undone once while its shipment is being packed",
        "OLD.undone_at IS NOT NULL OR (SELECT state FROM shipping_shipment"
        " WHERE id = NEW.shipment_id) <> 'draft' OR "
        + _changed(
            "id", "shipment_id", "box_id", "part_id", "unit_id", "quantity", "scanned_by_id", "at"
        ),
    ),
    Guard("scans_never_go", "shipping_packscan", "DELETE", "scans are never deleted"),
)

GUARDS: tuple[Guard, ...] = (
    *SHIPMENTS,
    *TRAVELS,
    *SCANS,
    *append_only("shipping_manifest", "manifests", prefix="manifests"),
    *append_only("shipping_photo", "photos", prefix="shipping_photos"),
)
