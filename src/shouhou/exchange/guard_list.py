"""What the database refuses about debts: settlements are appended, never rewritten."""

from __future__ import annotations

from shouhou.stock.guard_list import Guard, append_only, changed

GUARDS: tuple[Guard, ...] = (
    *append_only("exchange_settlement", "settlements", prefix="settlements"),
    *append_only("exchange_dayclose", "closed days", prefix="closed_days"),
    *append_only("exchange_turnoverclose", "closed turnover days", prefix="closed_turnover_days"),
    Guard(
        "debts_follow_settlements",
        "exchange_exchangeline",
        "UPDATE",
        "what is settled of a debt is the sum of its settlements",
        "NEW.settled <> OLD.settled AND NEW.settled IS DISTINCT FROM"
        " (SELECT coalesce(sum(quantity), 0) FROM exchange_settlement WHERE line_id = NEW.id)",
    ),
    Guard(
        "debts_keep_their_identity",
        "exchange_exchangeline",
        "UPDATE",
        "a debt keeps its agent, its part and its quantity",
        "NEW.agent_id <> OLD.agent_id OR NEW.part_id <> OLD.part_id"
        " OR NEW.quantity <> OLD.quantity OR NEW.inbound_line_id <> OLD.inbound_line_id"
        " OR NEW.unit_id IS DISTINCT FROM OLD.unit_id",
    ),
    Guard(
        "obligations_follow_settlements",
        "exchange_returnobligation",
        "UPDATE",
        "what is settled of an obligation is the sum of its settlements",
        "NEW.settled <> OLD.settled AND NEW.settled IS DISTINCT FROM"
        " (SELECT coalesce(sum(quantity), 0) FROM exchange_settlement"
        "   WHERE obligation_id = NEW.id)",
    ),
    Guard(
        "obligations_keep_their_identity",
        "exchange_returnobligation",
        "UPDATE",
        "an obligation keeps its agent, its part, its quantity and its last day",
        changed("id", "agent_id", "part_id", "quantity", "issued_by_line_id", "due_on"),
    ),
    Guard(
        "obligations_are_of_posted_issues",
        "exchange_returnobligation",
        "INSERT",
        "an obligation comes of a posted issue to its agent, and nothing of it is settled yet",
        "NEW.settled <> 0 OR NOT EXISTS (SELECT 1 FROM stock_line l"
        " JOIN stock_document d ON d.id = l.document_id WHERE l.id = NEW.issued_by_line_id"
        " AND d.kind = 'outbound' AND d.state = 'posted' AND d.agent_id = NEW.agent_id"
        " AND l.quantity >= NEW.quantity)",
    ),
    Guard(
        "obligations_never_go",
        "exchange_returnobligation",
        "DELETE",
        "obligations are never deleted",
        replaced_by=("OLD.issued_by_line_id = NEW.issued_by_line_id",),
    ),
    Guard(
        "decisions_stand",
        "exchange_accountrequest",
        "UPDATE",
        "what was decided about an account stands",
        "OLD.state <> 'asked' OR "
        + changed("id", "number", "kind", "agent_id", "part_id", "quantity", "asked_by_id"),
    ),
    Guard(
        "requests_never_go",
        "exchange_accountrequest",
        "DELETE",
        "requests are decided or withdrawn, never deleted",
        replaced_by=("OLD.number = NEW.number",),
    ),
    Guard("debts_never_go", "exchange_exchangeline", "DELETE", "debts are never deleted"),
    Guard("differences_never_go", "exchange_discrepancy", "DELETE", "differences never disappear"),
    Guard(
        "differences_end_for_good",
        "exchange_discrepancy",
        "UPDATE",
        "a closed difference is not opened again",
        "OLD.state <> 'open'",
    ),
)
