"""The guards of documents: how they are born, go their way, and are posted whole or not at all."""

from __future__ import annotations

from shouhou.stock.guard_list.guard import Guard, changed, state
from shouhou.stock.kinds import POLICIES
from shouhou.stock.lifecycle import DOCUMENT

_TRANSITIONS = " OR ".join(
    f"(OLD.state = '{before}' AND NEW.state = '{after}')"
    for (before, _verb), after in DOCUMENT.table.items()
)
_INSPECTED_KINDS = ", ".join(f"'{kind}'" for kind, row in POLICIES.items() if row.inspected)
_IS_POSTED = "NEW.state = 'posted' AND OLD.state <> 'posted'"

# Moves are of their lines already (`moves_are_of_approved_lines`), one a line, so counting is
# enough; what is left to ask is whether both ends hold one part.
_MOVES_ARE_THE_LINES = """(
    (SELECT count(*) FROM stock_line WHERE document_id = NEW.id) > 0
    AND (SELECT count(*) FROM stock_line WHERE document_id = NEW.id) = (
        SELECT count(*) FROM stock_line l JOIN stock_move m ON m.line_id = l.id
        JOIN stock_holding s ON s.id = l.source_id JOIN stock_holding t ON t.id = l.target_id
        WHERE l.document_id = NEW.id AND s.part_id = t.part_id))"""

_ALL_FOLLOWED = """(
    NOT EXISTS (
        SELECT 1 FROM stock_line l JOIN stock_holding h ON h.id IN (l.source_id, l.target_id)
        WHERE l.document_id = NEW.id AND h.last_document_id IS DISTINCT FROM NEW.id)
    AND NOT EXISTS (
        SELECT 1 FROM stock_line l JOIN stock_unit u ON u.id = l.unit_id
        WHERE l.document_id = NEW.id AND (u.last_document_id IS DISTINCT FROM NEW.id
          OR u.holding_id <> l.target_id)))"""

_UNCLEARED_GOOD = f"""(
    (NEW.inspected_by_id IS NULL OR NEW.kind NOT IN ({_INSPECTED_KINDS})) AND EXISTS (
        SELECT 1 FROM stock_line l
        JOIN stock_holding s ON s.id = l.source_id JOIN stock_holding t ON t.id = l.target_id
        WHERE l.document_id = NEW.id AND t.condition = 'good' AND s.condition <> 'good'
          AND NOT EXISTS (SELECT 1 FROM stock_clearance c WHERE c.line_id = l.id)))"""

_NAMELESS_PIECES = """EXISTS (
    SELECT 1 FROM stock_line l JOIN stock_holding h ON h.id = l.source_id
    JOIN catalog_part p ON p.id = h.part_id
    WHERE l.document_id = NEW.id AND (p.tracking = 'serial') <> (l.unit_id IS NOT NULL))"""

_IS_THE_MIRROR = """(
    EXISTS (SELECT 1 FROM stock_document
        WHERE id = NEW.reverses_id AND state = 'posted' AND kind <> 'reversal')
    AND (SELECT count(*) FROM stock_line WHERE document_id = NEW.reverses_id) = (
        SELECT count(*) FROM stock_line r JOIN stock_line o ON o.line_no = r.line_no
        WHERE r.document_id = NEW.id AND o.document_id = NEW.reverses_id
          AND o.source_id = r.target_id AND o.target_id = r.source_id
          AND o.quantity = r.quantity AND o.unit_id IS NOT DISTINCT FROM r.unit_id)
    AND (SELECT count(*) FROM stock_line WHERE document_id = NEW.reverses_id)
        = (SELECT count(*) FROM stock_line WHERE document_id = NEW.id))"""

DOCUMENTS = (
    Guard(
        "documents_are_born_as_drafts",
        "stock_document",
        "INSERT",
        "a document begins as a draft that nobody inspected or approved",
        "NEW.state <> 'draft' OR NEW.inspected_by_id IS NOT NULL"
        " OR NEW.approved_by_id IS NOT NULL OR NEW.posted_by_id IS NOT NULL",
    ),
    Guard(
        "documents_keep_their_identity",
        "stock_document",
        "UPDATE",
        "a document keeps its number, kind, agent, maker and, till it is void, what it reverses",
        changed("id", "number", "kind", "agent_id", "made_by_id", "made_at")
        + f" OR {changed('reverses_id')} AND (NEW.state <> 'void' OR NEW.reverses_id IS NOT NULL)",
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
        f" {changed('lines_digest', 'last_edited_by_id', 'inspected_by_id')}",
    ),
    Guard(
        "approvals_keep_their_approver",
        "stock_document",
        "UPDATE",
        "who approved a document, and when, is not rewritten",
        "OLD.state = 'approved' AND NEW.state <> 'draft' AND"
        f" {changed('approved_by_id', 'approved_at', 'submitted_at')}",
    ),
    Guard(
        "approved_documents_name_their_approver",
        "stock_document",
        "UPDATE",
        "an approved document names who approved it",
        "NEW.state IN ('approved', 'posted') AND NEW.approved_by_id IS NULL",
    ),
    Guard(
        "documents_never_go",
        "stock_document",
        "DELETE",
        "documents are never deleted",
        replaced_by=("OLD.number = NEW.number", "OLD.reverses_id = NEW.reverses_id"),
    ),
    Guard(
        "postings_are_whole",
        "stock_document",
        "UPDATE",
        "a document is posted with exactly the moves of its lines, or not at all",
        f"{_IS_POSTED} AND NOT {_MOVES_ARE_THE_LINES}",
    ),
    Guard(
        "postings_are_followed",
        "stock_document",
        "UPDATE",
        "a document is posted when all its holdings and units have followed",
        f"{_IS_POSTED} AND NOT {_ALL_FOLLOWED}",
    ),
    Guard(
        "postings_are_sealed",
        "stock_document",
        "UPDATE",
        "a posted document has its seal in the chain",
        f"{_IS_POSTED} AND NOT EXISTS (SELECT 1 FROM stock_seal WHERE document_id = NEW.id)",
    ),
    Guard(
        "good_is_cleared",
        "stock_document",
        "UPDATE",
        "nothing becomes good without a passed inspection",
        f"{_IS_POSTED} AND {_UNCLEARED_GOOD}",
    ),
    Guard(
        "pieces_move_by_their_serials",
        "stock_document",
        "UPDATE",
        "a part that is tracked piece by piece moves piece by piece, and no other does",
        f"{_IS_POSTED} AND {_NAMELESS_PIECES}",
    ),
    Guard(
        "reversals_mirror_their_original",
        "stock_document",
        "UPDATE",
        "a reversal takes back every line of a posted document and nothing else",
        f"{_IS_POSTED} AND NEW.reverses_id IS NOT NULL AND NOT {_IS_THE_MIRROR}",
    ),
)


def _not_a_draft(row: str) -> str:
    return f"{state(row + '.document_id')} IS DISTINCT FROM 'draft'"


_LINES_ARE_FIXED = "lines change only while their document is a draft"

LINES = (
    Guard(
        "lines_come_with_the_draft",
        "stock_line",
        "INSERT",
        _LINES_ARE_FIXED,
        _not_a_draft("NEW"),
    ),
    Guard(
        "lines_change_with_the_draft",
        "stock_line",
        "UPDATE",
        _LINES_ARE_FIXED,
        f"NEW.id <> OLD.id OR {_not_a_draft('OLD')} OR {_not_a_draft('NEW')}",
    ),
    Guard(
        "lines_go_with_the_draft",
        "stock_line",
        "DELETE",
        _LINES_ARE_FIXED,
        _not_a_draft("OLD"),
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
        f"{state(_CLEARED_DOCUMENT.format(row='OLD'))} IS DISTINCT FROM 'draft'",
    ),
    Guard(
        "clearances_come_with_the_draft",
        "stock_clearance",
        "INSERT",
        "a clearance is given while the document is a draft",
        f"{state(_CLEARED_DOCUMENT.format(row='NEW'))} IS DISTINCT FROM 'draft'",
    ),
)
