"""Facts about the bench that hold at rest."""

from __future__ import annotations

from shouhou.stock.checks import Check

_LAST_CHECK = "(SELECT max(id) FROM repair_qualitycheck WHERE order_id = o.id)"
_LAST_ACTION = "(SELECT max(id) FROM repair_repairaction WHERE order_id = o.id)"

CHECKS = (
    Check(
        "what is released was checked, by another than its repairer, after the last repair",
        "SELECT o.number FROM repair_repairorder o WHERE o.state IN ('released', 'stocked')"
        " AND NOT EXISTS (SELECT 1 FROM repair_qualitycheck q WHERE q.order_id = o.id AND q.passed"
        f"   AND q.id = {_LAST_CHECK} AND q.of_action_id IS NOT DISTINCT FROM {_LAST_ACTION}"
        "   AND q.checked_by_id IS DISTINCT FROM o.judged_by_id"
        "   AND NOT EXISTS (SELECT 1 FROM repair_repairaction a WHERE a.order_id = o.id"
        "     AND a.done_by_id = q.checked_by_id))",
    ),
    Check(
        "what became good by the bench is what the bench found and checked",
        "SELECT c.grounds FROM stock_clearance c JOIN repair_repairorder o ON o.number = c.grounds"
        " WHERE NOT EXISTS (SELECT 1 FROM repair_qualitycheck q WHERE q.order_id = o.id"
        "   AND q.passed AND q.checked_by_id = c.checked_by_id AND q.checked_at = c.checked_at)"
        " OR (c.repaired_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM repair_repairaction a"
        "   WHERE a.order_id = o.id AND a.done_by_id = c.repaired_by_id"
        "   AND a.done_at = c.repaired_at))",
    ),
    Check(
        "what is released was found fit: repaired, or without trouble",
        "SELECT number FROM repair_repairorder"
        " WHERE state IN ('released', 'stocked') AND verdict NOT IN ('repair', 'ntf')",
    ),
    Check(
        "what was repaired has a repair",
        "SELECT o.number FROM repair_repairorder o WHERE o.verdict = 'repair'"
        " AND o.state IN ('qc_pending', 'released', 'stocked')"
        f" AND {_LAST_ACTION} IS NULL",
    ),
    Check(
        "a piece that had no trouble was seen by two people",
        "SELECT number FROM repair_repairorder WHERE verdict = 'ntf'"
        " AND state IN ('qc_pending', 'released', 'stocked') AND second_by_id IS NULL",
    ),
    Check(
        "what goes back as it came, or is scrapped, was approved",
        "SELECT number FROM repair_repairorder WHERE approved_by_id IS NULL AND"
        " (state = 'return_as_is' OR (verdict = 'scrap' AND state IN ('exchanging', 'exchanged')))",
    ),
    Check(
        "a judged piece was inspected whole",
        "SELECT o.number FROM repair_repairorder o WHERE o.verdict <> '' AND NOT EXISTS"
        " (SELECT 1 FROM repair_finding f WHERE f.order_id = o.id AND f.round = o.round)",
    ),
    Check(
        "an order is paused exactly while a pause is open",
        "SELECT o.number FROM repair_repairorder o LEFT JOIN repair_pause p"
        " ON p.order_id = o.id AND p.ended_at IS NULL"
        " WHERE (o.state = 'paused') <> (p.id IS NOT NULL)",
    ),
    Check(
        "an order is of its unit's part, and every tracked piece has an order of its own",
        "SELECT o.number FROM repair_repairorder o JOIN catalog_part p ON p.id = o.part_id"
        " LEFT JOIN stock_unit u ON u.id = o.unit_id WHERE u.part_id <> o.part_id"
        " OR (p.tracking = 'serial') <> (o.unit_id IS NOT NULL)",
    ),
    Check(
        "time goes forward through an order",
        "SELECT number FROM repair_repairorder WHERE started_at < opened_at"
        " OR finished_at < started_at OR opened_at < received_at OR judged_at < started_at"
        " OR second_at < judged_at OR approved_at < judged_at",
    ),
    Check(
        "time goes forward through repairs and checks",
        "SELECT o.number FROM repair_qualitycheck q JOIN repair_repairorder o ON o.id = q.order_id"
        " LEFT JOIN repair_repairaction a ON a.id = q.of_action_id"
        " WHERE q.checked_at < a.done_at OR q.checked_at < o.started_at OR a.order_id <> o.id",
    ),
)
