"""What the database refuses about debts: settlements are appended, never rewritten."""

from __future__ import annotations

from shouhou.stock.guard_list import Guard, append_only

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
