"""The sentences that the database enforces about the ledger, each with the condition it refuses.

The conditions are plain SQL that both databases read alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.stock.lifecycle import DOCUMENT


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on a row of `table` when `refuse_when` holds (empty: always)."""

    name: str
    table: str
    event: str
    sentence: str
    refuse_when: str = ""


def _changed(*columns: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


def _state(document_id: str) -> str:
    return f"(SELECT state FROM stock_document WHERE id = {document_id})"


def append_only(table: str, noun: str, *, prefix: str) -> tuple[Guard, Guard]:
    """The two guards of a table whose rows are never changed and never deleted."""
    return (
        Guard(f"{prefix}_never_change", table, "UPDATE", f"{noun} are never changed"),
        Guard(f"{prefix}_never_go", table, "DELETE", f"{noun} are never deleted"),
    )


_TRANSITIONS = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for (before, _verb), after in DOCUMENT.table.items()
)

# Every line has its move, equal to it, and there are no others. Counting both ways is cheaper
# than an anti-join, and a line has at most one move (it is unique).
_MOVES_EQUAL_LINES = """(
    (SELECT count(*) FROM stock_line WHERE document_id = NEW.id) = 0
    OR (SELECT count(*) FROM stock_line WHERE document_id = NEW.id) <> (
        SELECT count(*) FROM stock_line l JOIN stock_move m ON m.line_id = l.id
        JOIN stock_holding s ON s.id = l.source_id JOIN stock_holding t ON t.id = l.target_id
        WHERE l.document_id = NEW.id AND m.document_id = NEW.id
          AND m.source_id = l.source_id AND m.target_id = l.target_id
          AND m.quantity = l.quantity AND m.unit_id IS NOT DISTINCT FROM l.unit_id
          AND s.part_id = t.part_id))"""

_ALL_FOLLOWED = """(
    EXISTS (SELECT 1 FROM stock_line l JOIN stock_holding h ON h.id IN (l.source_id, l.target_id)
            WHERE l.document_id = NEW.id AND h.last_document_id IS DISTINCT FROM NEW.id)
    OR EXISTS (SELECT 1 FROM stock_line l JOIN stock_unit u ON u.id = l.unit_id
            WHERE l.document_id = NEW.id AND (u.last_document_id IS DISTINCT FROM NEW.id
                  OR u.holding_id <> l.target_id)))"""

_UNCLEARED_GOOD = """EXISTS (
    SELECT 1 FROM stock_line l
    JOIN stock_holding s ON s.id = l.source_id JOIN stock_holding t ON t.id = l.target_id
    WHERE l.document_id = NEW.id AND t.condition = 'good' AND s.condition <> 'good'
      AND NEW.inspected_by_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM stock_clearance c WHERE c.line_id = l.id))"""

MOVES = (
    *append_only("stock_move", "moves", prefix="moves"),
    Guard(
        "moves_need_an_approved_document",
        "stock_move",
        "INSERT",
        "a move is made under an approved document that is not posted yet",
        f"{_state('NEW.document_id')} IS DISTINCT FROM 'approved'",
    ),
)

HOLDINGS = (
    Guard(
        "holdings_are_born_empty",
        "stock_holding",
        "INSERT",
        "a holding begins empty and as far outside as its place",
        "NEW.balance <> 0 OR NEW.reserved <> 0 OR NEW.last_document_id IS NOT NULL"
        " OR NEW.outside IS DISTINCT FROM (SELECT outside FROM stock_place WHERE id = NEW.place_id)",
    ),
    Guard(
        "holdings_keep_their_identity",
        "stock_holding",
        "UPDATE",
        "a holding never becomes another",
        _changed("id", "place_id", "warehouse_id", "part_id", "condition", "lot_id", "outside"),
    ),
    Guard("holdings_never_go", "stock_holding", "DELETE", "holdings are never deleted"),
    Guard(
        "balances_follow_moves",
        "stock_holding",
        "UPDATE",
        "a balance changes once a document, by the sum of its moves",
        f"{_changed('balance', 'last_document_id')} AND ("
        "NEW.last_document_id IS NOT DISTINCT FROM OLD.last_document_id"
        f" OR {_state('NEW.last_document_id')} IS DISTINCT FROM 'approved'"
        " OR NEW.balance - OLD.balance IS DISTINCT FROM"
        " (SELECT coalesce(sum(quantity), 0) FROM stock_move"
        "  WHERE target_id = NEW.id AND document_id = NEW.last_document_id)"
        " - (SELECT coalesce(sum(quantity), 0) FROM stock_move"
        "  WHERE source_id = NEW.id AND document_id = NEW.last_document_id))",
    ),
)

UNITS = (
    Guard(
        "units_are_born_outside",
        "stock_unit",
        "INSERT",
        "a unit is first known outside the house, where no document has moved it",
        "NEW.last_document_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM stock_holding"
        " WHERE id = NEW.holding_id AND outside AND part_id = NEW.part_id)",
    ),
    Guard(
        "units_follow_their_moves",
        "stock_unit",
        "UPDATE",
        "a unit goes only where its last move brought it, from where it stood",
        f"{_changed('holding_id', 'last_document_id')} AND OLD.last_document_id IS NOT NULL"
        f" AND ({_state('NEW.last_document_id')} IS DISTINCT FROM 'approved'"
        " OR NOT EXISTS (SELECT 1 FROM stock_move WHERE unit_id = NEW.id"
        " AND document_id = NEW.last_document_id"
        " AND source_id = OLD.holding_id AND target_id = NEW.holding_id))",
    ),
    Guard(
        "units_make_their_first_move",
        "stock_unit",
        "UPDATE",
        "a unit that never moved enters by a move, or is corrected outside",
        f"{_changed('holding_id', 'last_document_id')} AND OLD.last_document_id IS NULL AND ("
        "(NEW.last_document_id IS NULL AND NOT EXISTS (SELECT 1 FROM stock_holding"
        "  WHERE id = NEW.holding_id AND outside AND part_id = NEW.part_id))"
        f" OR (NEW.last_document_id IS NOT NULL AND ({_state('NEW.last_document_id')}"
        " IS DISTINCT FROM 'approved' OR NOT EXISTS (SELECT 1 FROM stock_move"
        "  WHERE unit_id = NEW.id AND document_id = NEW.last_document_id"
        "  AND source_id = OLD.holding_id AND target_id = NEW.holding_id))))",
    ),
    Guard(
        "units_keep_their_part",
        "stock_unit",
        "UPDATE",
        "a unit that has moved never becomes another part",
        f"{_changed('id', 'part_id', 'lot_id')} AND OLD.last_document_id IS NOT NULL",
    ),
    Guard("units_never_go", "stock_unit", "DELETE", "units are never deleted"),
    Guard(
        "serials_only_retire",
        "stock_serial",
        "UPDATE",
        "a serial never changes and never comes back to life",
        f"{_changed('id', 'unit_id', 'kind', 'value', 'worn_since')} OR NOT OLD.live",
    ),
    Guard("serials_never_go", "stock_serial", "DELETE", "serials are never deleted"),
)

DOCUMENTS = (
    Guard(
        "documents_are_born_as_drafts",
        "stock_document",
        "INSERT",
        "a document begins as a draft that nobody approved",
        "NEW.state <> 'draft' OR NEW.approved_by_id IS NOT NULL OR NEW.posted_by_id IS NOT NULL",
    ),
    Guard(
        "documents_keep_their_identity",
        "stock_document",
        "UPDATE",
        "a document keeps its number, kind, agent, maker and what it reverses",
        _changed("id", "number", "kind", "agent_id", "made_by_id", "made_at", "reverses_id"),
    ),
    Guard(
        "documents_end_for_good",
        "stock_document",
        "UPDATE",
        "a posted or void document is never changed: it is corrected by a reversal",
        "OLD.state IN ('posted', 'void')",
    ),
    Guard(
        "documents_go_their_way",
        "stock_document",
        "UPDATE",
        "a document goes from state to state as the lifecycle says",
        f"NEW.state <> OLD.state AND NOT ({_TRANSITIONS})",
    ),
    Guard(
        "approvals_are_of_what_was_submitted",
        "stock_document",
        "UPDATE",
        "what was submitted is what is approved and posted",
        "OLD.state <> 'draft' AND NEW.state <> 'draft' AND"
        f" {_changed('lines_digest', 'last_edited_by_id', 'inspected_by_id')}",
    ),
    Guard(
        "approved_documents_name_their_approver",
        "stock_document",
        "UPDATE",
        "an approved document names who approved it",
        "NEW.state IN ('approved', 'posted') AND NEW.approved_by_id IS NULL",
    ),
    Guard("documents_never_go", "stock_document", "DELETE", "documents are never deleted"),
    Guard(
        "postings_are_whole",
        "stock_document",
        "UPDATE",
        "a document is posted with exactly the moves of its lines, or not at all",
        f"NEW.state = 'posted' AND OLD.state <> 'posted' AND {_MOVES_EQUAL_LINES}",
    ),
    Guard(
        "postings_are_followed",
        "stock_document",
        "UPDATE",
        "a document is posted when all its holdings and units have followed",
        f"NEW.state = 'posted' AND OLD.state <> 'posted' AND {_ALL_FOLLOWED}",
    ),
    Guard(
        "postings_are_sealed",
        "stock_document",
        "UPDATE",
        "a posted document has its seal in the chain",
        "NEW.state = 'posted' AND OLD.state <> 'posted' AND NOT EXISTS"
        " (SELECT 1 FROM stock_seal WHERE document_id = NEW.id)",
    ),
    Guard(
        "good_is_cleared",
        "stock_document",
        "UPDATE",
        "nothing becomes good without a passed inspection",
        f"NEW.state = 'posted' AND OLD.state <> 'posted' AND {_UNCLEARED_GOOD}",
    ),
)

LINES = tuple(
    Guard(
        f"lines_are_fixed_on_{event.lower()}",
        "stock_line",
        event,
        "lines change only while their document is a draft",
        f"{_state(row + '.document_id')} IS DISTINCT FROM 'draft'",
    )
    for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
)

CHAIN = (
    *append_only("stock_seal", "seals", prefix="seals"),
    Guard(
        "seals_come_in_order",
        "stock_seal",
        "INSERT",
        "a seal is the next one of the chain, on an approved document",
        "NEW.number IS DISTINCT FROM (SELECT number + 1 FROM stock_chainhead WHERE id = 1)"
        f" OR {_state('NEW.document_id')} IS DISTINCT FROM 'approved'",
    ),
    Guard(
        "the_chain_goes_forward",
        "stock_chainhead",
        "UPDATE",
        "the head of the chain moves to the next seal and nowhere else",
        "NEW.id <> OLD.id OR NEW.number <> OLD.number + 1 OR NOT EXISTS"
        " (SELECT 1 FROM stock_seal WHERE number = NEW.number AND mac = NEW.mac)",
    ),
    Guard("the_chain_has_a_head", "stock_chainhead", "DELETE", "the chain keeps its head"),
    Guard(
        "the_chain_has_one_head",
        "stock_chainhead",
        "INSERT",
        "the chain has one head, and it begins at nothing",
        "NEW.id <> 1 OR NEW.number <> 0",
    ),
)

_CLEARED_DOCUMENT = "(SELECT document_id FROM stock_line WHERE id = {row}.line_id)"

CLEARANCES = (
    Guard("clearances_never_change", "stock_clearance", "UPDATE", "clearances are never changed"),
    Guard(
        "clearances_go_with_the_draft",
        "stock_clearance",
        "DELETE",
        "a clearance is taken back only while the document is a draft",
        f"{_state(_CLEARED_DOCUMENT.format(row='OLD'))} IS DISTINCT FROM 'draft'",
    ),
    Guard(
        "clearances_come_with_the_draft",
        "stock_clearance",
        "INSERT",
        "a clearance is given while the document is a draft",
        f"{_state(_CLEARED_DOCUMENT.format(row='NEW'))} IS DISTINCT FROM 'draft'",
    ),
)

TRAIL = append_only("accounts_trailentry", "trail entries", prefix="trail_entries")

GUARDS: tuple[Guard, ...] = (
    *MOVES,
    *HOLDINGS,
    *UNITS,
    *DOCUMENTS,
    *LINES,
    *CHAIN,
    *CLEARANCES,
    *TRAIL,
)
