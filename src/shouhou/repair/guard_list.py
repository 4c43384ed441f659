"""What the database refuses about the bench: what was done and checked is never rewritten."""

from __future__ import annotations

from shouhou.stock.guard_list import Guard, append_only

GUARDS: tuple[Guard, ...] = (
    *append_only("repair_repairaction", "repair actions", prefix="repair_actions"),
    *append_only("repair_qualitycheck", "quality checks", prefix="quality_checks"),
    *append_only("repair_fourcodecheck", "code checks", prefix="code_checks"),
    Guard(
        "repairers_do_not_check_their_work",
        "repair_qualitycheck",
        "INSERT",
        "nobody checks a piece that he repaired",
        "EXISTS (SELECT 1 FROM repair_repairaction a WHERE a.order_id = NEW.order_id"
        " AND a.done_by_id = NEW.checked_by_id)",
    ),
)
