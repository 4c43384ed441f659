"""What the database refuses about the bench: rewriting what was done, passing what was not."""

from __future__ import annotations

from shouhou.repair.lifecycle import ORDER, State
from shouhou.stock.guard_list import Guard, append_only

_TRANSITIONS = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for (before, _verb), after in ORDER.table.items()
)


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


_IN_HAND = f"('{State.INSPECTING}', '{State.REPAIRING}', '{State.QC_PENDING}')"
"""The states in which pieces are worked on or wait for their check, and may be split off."""

_CHECKED_AFTER_THE_LAST_REPAIR = """EXISTS (
    SELECT 1 FROM repair_qualitycheck q WHERE q.order_id = NEW.id AND q.passed
      AND q.id = (SELECT max(id) FROM repair_qualitycheck WHERE order_id = NEW.id)
      AND q.checked_by_id IS DISTINCT FROM NEW.judged_by_id
      AND q.of_action_id IS NOT DISTINCT FROM
          (SELECT max(id) FROM repair_repairaction WHERE order_id = NEW.id))"""

ORDERS = (
    Guard(
        "orders_are_born_new",
        "repair_repairorder",
        "INSERT",
        "an order begins new, or is split off one that is being worked on",
        f"NEW.state <> '{State.NEW}'"
        f" AND (NEW.split_from_id IS NULL OR NEW.state NOT IN {_IN_HAND})",
    ),
    Guard(
        "orders_keep_their_identity",
        "repair_repairorder",
        "UPDATE",
        "an order keeps its number, its piece, and whose it is",
        _changed(
            "id",
            "number",
            "agent_id",
            "part_id",
            "unit_id",
            "consignment_no",
            "received_at",
            "opened_at",
            "previous_id",
            "bounce_days",
            "split_from_id",
        ),
    ),
    Guard(
        "orders_go_their_way",
        "repair_repairorder",
        "UPDATE",
        "an order goes from state to state as the lifecycle says",
        f"NEW.state <> OLD.state AND NOT ({_TRANSITIONS})",
    ),
    Guard(
        "orders_only_get_smaller",
        "repair_repairorder",
        "UPDATE",
        "pieces leave an order only by being split off, before it is over",
        "NEW.quantity <> OLD.quantity"
        f" AND (NEW.quantity > OLD.quantity OR OLD.state NOT IN {_IN_HAND})",
    ),
    Guard(
        "releases_were_checked",
        "repair_repairorder",
        "UPDATE",
        "nothing is released unless a second person checked it after the last repair",
        f"NEW.state = '{State.RELEASED}' AND OLD.state <> '{State.RELEASED}'"
        f" AND NOT {_CHECKED_AFTER_THE_LAST_REPAIR}",
    ),
    Guard(
        "releases_without_trouble_were_seen_twice",
        "repair_repairorder",
        "UPDATE",
        "nothing without trouble is released unless a second engineer agreed",
        f"NEW.state = '{State.RELEASED}' AND NEW.verdict = 'ntf' AND NEW.second_by_id IS NULL",
    ),
    Guard("orders_never_go", "repair_repairorder", "DELETE", "orders are never deleted"),
)

WORK = (
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
    *(
        Guard(
            f"{noun}_come_while_there_is_work",
            table,
            "INSERT",
            "work and checks are written down while the piece is worked on or waits for its check",
            f"(SELECT state FROM repair_repairorder WHERE id = NEW.order_id) NOT IN {_IN_HAND}",
        )
        for noun, table in (
            ("repair_actions", "repair_repairaction"),
            ("quality_checks", "repair_qualitycheck"),
        )
    ),
    Guard("photos_of_pieces_never_go", "repair_evidence", "DELETE", "photos of pieces are kept"),
    Guard("findings_never_go", "repair_finding", "DELETE", "findings are never deleted"),
    Guard(
        "findings_stand_after_the_verdict",
        "repair_finding",
        "UPDATE",
        "what was found is changed only in its own round of inspection",
        "NOT EXISTS (SELECT 1 FROM repair_repairorder o WHERE o.id = OLD.order_id"
        f" AND o.round = OLD.round AND o.state = '{State.INSPECTING}') OR "
        + _changed("id", "order_id", "round", "item_id"),
    ),
)

GUARDS: tuple[Guard, ...] = (*ORDERS, *WORK)
