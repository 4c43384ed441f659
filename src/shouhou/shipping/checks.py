"""Facts about shipments that hold at rest."""

from __future__ import annotations

from shouhou.stock.checks import Check

_PIECES = """SELECT d.shipment_id, h.part_id, l.unit_id, l.quantity
    FROM shipping_shipmentdocument d JOIN stock_line l ON l.document_id = d.document_id
    JOIN stock_holding h ON h.id = l.source_id WHERE d.freed_at IS NULL
    UNION ALL SELECT shipment_id, part_id, unit_id, -quantity
    FROM shipping_packscan WHERE undone_at IS NULL"""

CHECKS = (
    Check(
        "a shipment carries one agent's documents",
        "SELECT s.number FROM shipping_shipment s"
        " JOIN shipping_shipmentdocument t ON t.shipment_id = s.id"
        " JOIN stock_document d ON d.id = t.document_id"
        " WHERE d.agent_id IS DISTINCT FROM s.agent_id",
    ),
    Check(
        "what was handed over was packed as its documents say",
        f"SELECT s.number FROM ({_PIECES}) AS pieces"
        " JOIN shipping_shipment s ON s.id = pieces.shipment_id WHERE s.manifest_id IS NOT NULL"
        " GROUP BY s.number, pieces.part_id, pieces.unit_id HAVING SUM(pieces.quantity) <> 0",
    ),
    Check(
        "no box holds more than the documents send",
        f"SELECT s.number FROM ({_PIECES}) AS pieces"
        " JOIN shipping_shipment s ON s.id = pieces.shipment_id WHERE s.state <> 'void'"
        " GROUP BY s.number, pieces.part_id, pieces.unit_id HAVING SUM(pieces.quantity) < 0",
    ),
    Check(
        "nothing that left was taken back on paper",
        "SELECT s.number FROM shipping_shipment s"
        " JOIN shipping_shipmentdocument t ON t.shipment_id = s.id AND t.freed_at IS NULL"
        " JOIN stock_document r ON r.reverses_id = t.document_id AND r.state = 'posted'"
        " WHERE s.manifest_id IS NOT NULL",
    ),
    Check(
        "a manifest counts the parcels of its shipments",
        "SELECT m.number FROM shipping_manifest m LEFT JOIN shipping_shipment s"
        " ON s.manifest_id = m.id GROUP BY m.id, m.number, m.parcels"
        " HAVING m.parcels <> coalesce(SUM(s.parcels), 0)",
    ),
    Check(
        "a manifest names the carrier of its shipments",
        "SELECT m.number FROM shipping_manifest m JOIN shipping_shipment s"
        " ON s.manifest_id = m.id WHERE s.carrier_id IS DISTINCT FROM m.carrier_id",
    ),
    Check(
        "nobody checked what he packed",
        "SELECT s.number FROM shipping_shipment s JOIN shipping_packscan p"
        " ON p.shipment_id = s.id AND p.undone_at IS NULL"
        " WHERE s.checked_by_id IN (s.packed_by_id, p.scanned_by_id)",
    ),
    Check(
        "packed, then checked, then handed over",
        "SELECT s.number FROM shipping_shipment s"
        " LEFT JOIN shipping_manifest m ON m.id = s.manifest_id"
        " WHERE s.packed_at < s.made_at OR s.checked_at < s.packed_at"
        " OR m.handed_over_at < s.packed_at OR m.handed_over_at < s.checked_at",
    ),
)
