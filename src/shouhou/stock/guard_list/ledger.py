"""The guards of the ledger itself: moves, what they do to holdings and units, and the chain."""

from __future__ import annotations

from shouhou.stock.guard_list.guard import Guard, append_only, changed, state

# The line is the move's only origin: whatever differs from it was never approved.
_OF_AN_APPROVED_LINE = """EXISTS (
    SELECT 1 FROM stock_line l JOIN stock_document d ON d.id = l.document_id
    WHERE l.id = NEW.line_id AND d.id = NEW.document_id AND d.state = 'approved'
      AND l.source_id = NEW.source_id AND l.target_id = NEW.target_id
      AND l.quantity = NEW.quantity AND l.unit_id IS NOT DISTINCT FROM NEW.unit_id)"""

MOVES = (
    *append_only(
        "stock_move",
        "moves",
        prefix="moves",
        replaced_by=(
            "OLD.line_id = NEW.line_id",
            "OLD.unit_id = NEW.unit_id AND OLD.document_id = NEW.document_id",
        ),
    ),
    Guard(
        "moves_are_of_approved_lines",
        "stock_move",
        "INSERT",
        "a move is what its line says, under an approved document that is not posted yet",
        f"NOT {_OF_AN_APPROVED_LINE}",
    ),
)

# NULL, and so never equal, when the document has no move there.
_SUM_OF_MOVES = """(SELECT sum(delta) FROM (
    SELECT quantity AS delta FROM stock_move
    WHERE target_id = NEW.id AND document_id = NEW.last_document_id
    UNION ALL
    SELECT -quantity FROM stock_move
    WHERE source_id = NEW.id AND document_id = NEW.last_document_id) AS ends)"""

HOLDINGS = (
    Guard(
        "holdings_are_born_empty",
        "stock_holding",
        "INSERT",
        "a holding begins empty and as far outside as its place",
        "NEW.balance <> 0 OR NEW.reserved <> 0 OR NEW.last_document_id IS NOT NULL"
        " OR NEW.outside IS DISTINCT FROM"
        " (SELECT outside FROM stock_place WHERE id = NEW.place_id)",
    ),
    Guard(
        "holdings_keep_their_identity",
        "stock_holding",
        "UPDATE",
        "a holding never becomes another",
        changed("id", "place_id", "warehouse_id", "part_id", "condition", "lot_id", "outside"),
    ),
    Guard(
        "holdings_never_go",
        "stock_holding",
        "DELETE",
        "holdings are never deleted",
        replaced_by=(
            (
                "OLD.place_id = NEW.place_id AND OLD.part_id = NEW.part_id"
                " AND OLD.condition = NEW.condition AND OLD.lot_id = NEW.lot_id"
            ),
        ),
    ),
    # Two documents that are posted turn by turn could each change a balance twice: the one that
    # changed it last must be posted before another begins.
    Guard(
        "balances_follow_moves",
        "stock_holding",
        "UPDATE",
        "a balance changes once a document, by the sum of its moves",
        f"{changed('balance', 'last_document_id')} AND ("
        "NEW.last_document_id IS NOT DISTINCT FROM OLD.last_document_id"
        f" OR {state('OLD.last_document_id')} = 'approved'"
        f" OR {state('NEW.last_document_id')} IS DISTINCT FROM 'approved'"
        f" OR NEW.balance - OLD.balance IS DISTINCT FROM {_SUM_OF_MOVES})",
    ),
)

# LIMIT keeps the ends out of the search: by source and document PostgreSQL would read all the
# moves of the document for each of its units.
_MOVED_UNDER_AN_APPROVED_DOCUMENT = f"""(
    {state("NEW.last_document_id")} = 'approved' AND EXISTS (SELECT 1 FROM (
        SELECT source_id, target_id FROM stock_move
        WHERE unit_id = NEW.id AND document_id = NEW.last_document_id LIMIT 1) AS moved
    WHERE source_id = OLD.holding_id AND target_id = NEW.holding_id))"""

_STANDS_OUTSIDE_WITH_ITS_PART = """EXISTS (
    SELECT 1 FROM stock_holding
    WHERE id = NEW.holding_id AND outside AND part_id = NEW.part_id)"""

UNITS = (
    Guard(
        "units_are_born_outside",
        "stock_unit",
        "INSERT",
        "a unit is first known outside the house, where no document has moved it",
        f"NEW.last_document_id IS NOT NULL OR NOT {_STANDS_OUTSIDE_WITH_ITS_PART}",
    ),
    Guard(
        "units_follow_their_moves",
        "stock_unit",
        "UPDATE",
        "a unit goes only where its last move brought it, from where it stood",
        f"{changed('holding_id', 'last_document_id')} AND OLD.last_document_id IS NOT NULL"
        f" AND ({state('OLD.last_document_id')} IS DISTINCT FROM 'posted'"
        f" OR ({_MOVED_UNDER_AN_APPROVED_DOCUMENT}) IS NOT TRUE)",
    ),
    Guard(
        "units_make_their_first_move",
        "stock_unit",
        "UPDATE",
        "a unit that never moved enters by a move, or is corrected outside",
        f"{changed('holding_id', 'last_document_id', 'part_id')} AND OLD.last_document_id IS NULL"
        f" AND ((NEW.last_document_id IS NULL AND NOT {_STANDS_OUTSIDE_WITH_ITS_PART})"
        " OR (NEW.last_document_id IS NOT NULL AND (NEW.part_id <> OLD.part_id"
        f" OR ({_MOVED_UNDER_AN_APPROVED_DOCUMENT}) IS NOT TRUE)))",
    ),
    Guard(
        "units_keep_their_part",
        "stock_unit",
        "UPDATE",
        "a unit never becomes another, and one that has moved never another part",
        f"NEW.id <> OLD.id OR {changed('part_id', 'lot_id')} AND OLD.last_document_id IS NOT NULL",
    ),
    Guard("units_never_go", "stock_unit", "DELETE", "units are never deleted"),
    Guard(
        "serials_only_retire",
        "stock_serial",
        "UPDATE",
        "a serial never changes and never comes back to life",
        f"{changed('id', 'unit_id', 'kind', 'value', 'worn_since')} OR NOT OLD.live",
    ),
    Guard(
        "serials_never_go",
        "stock_serial",
        "DELETE",
        "serials are never deleted",
        replaced_by=(
            "OLD.value = NEW.value AND OLD.live AND NEW.live",
            "OLD.unit_id = NEW.unit_id AND OLD.kind = NEW.kind AND OLD.live AND NEW.live",
        ),
    ),
)

_SEALS = f"""(NOT {changed("closed_until")} AND NEW.number = OLD.number + 1
    AND EXISTS (SELECT 1 FROM stock_seal WHERE number = NEW.number AND mac = NEW.mac))"""
_CLOSES = f"""(NOT {changed("number", "mac")}
    AND (OLD.closed_until IS NULL OR NEW.closed_until > OLD.closed_until)
    AND EXISTS (SELECT 1 FROM stock_periodclose WHERE last_day = NEW.closed_until
      AND seal_number = NEW.number AND seal_mac = NEW.mac))"""

CHAIN = (
    *append_only(
        "stock_seal",
        "seals",
        prefix="seals",
        replaced_by=("OLD.number = NEW.number", "OLD.document_id = NEW.document_id"),
    ),
    Guard(
        "seals_come_in_order",
        "stock_seal",
        "INSERT",
        "a seal is the next one of the chain, on an approved document",
        "NEW.number IS DISTINCT FROM (SELECT number + 1 FROM stock_chainhead WHERE id = 1)"
        f" OR {state('NEW.document_id')} IS DISTINCT FROM 'approved'",
    ),
    Guard(
        "the_chain_goes_forward",
        "stock_chainhead",
        "UPDATE",
        "the head of the chain moves to the next seal, or closes a month, and nothing else",
        f"NEW.id <> OLD.id OR NOT ({_SEALS} OR {_CLOSES})",
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
