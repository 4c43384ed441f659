"""Facts about the bench that hold at rest."""

from __future__ import annotations

from shouhou.stock.checks import Check

CHECKS = (
    Check(
        "what is released was checked, by another than its repairer, after the last repair",
        "SELECT o.number FROM repair_repairorder o WHERE o.state IN ('released', 'stocked')"
        " AND NOT EXISTS (SELECT 1 FROM repair_qualitycheck q WHERE q.order_id = o.id AND q.passed"
        "   AND q.id = (SELECT max(id) FROM repair_qualitycheck WHERE order_id = o.id)"
        "   AND NOT EXISTS (SELECT 1 FROM repair_repairaction a WHERE a.order_id = o.id"
        "     AND (a.done_at > q.checked_at OR a.done_by_id = q.checked_by_id)))",
    ),
    Check(
        "a piece that had no trouble was seen by two people",
        "SELECT number FROM repair_repairorder WHERE verdict = 'ntf'"
        " AND state IN ('qc_pending', 'released', 'stocked') AND second_by_id IS NULL",
    ),
    Check(
        "time goes forward through an order",
        "SELECT number FROM repair_repairorder WHERE started_at < opened_at"
        " OR finished_at < started_at OR opened_at < received_at",
    ),
)
