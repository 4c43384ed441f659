"""The forbidden statements about documents, their lines, and what they lean on."""

from __future__ import annotations

from shouhou.stock.guard_list import GUARDS
from tests.stock.forbidden import Forbidden, balances, flip, moves, on, posting, seal, units


def _document(which: str, what: str) -> str:
    return f"UPDATE stock_document SET {what} WHERE id = {{{which}}}"


def _born(**columns: str) -> str:
    said = {"number": "'ST1'", "kind": "kind", "state": "'draft'"} | columns
    return (
        "INSERT INTO stock_document (made_by_id, made_at, last_edited_by_id, lines_digest,"
        f" rejected_because, reason, {', '.join(said)}) SELECT made_by_id, made_at,"
        f" last_edited_by_id, '', '', '', {', '.join(said.values())}"
        " FROM stock_document WHERE id = {draft}"
    )


_BORN = "documents_are_born_as_drafts"
_WAY = "documents_go_their_way"
_END = "documents_end_for_good"
_IDENTITY = "documents_keep_their_identity"
_SUBMITTED = "approvals_are_of_what_was_submitted"
_APPROVE = "approved_by_id = {boss}, approved_at = made_at"
_OWN = "nobody_approves_his_own_document"

DOCUMENTS = (
    Forbidden(_BORN, _born(state="'posted'")),
    Forbidden(_BORN, _born(state="'approved'", approved_by_id="{boss}")),
    Forbidden(_BORN, _born(inspected_by_id="{boss}")),
    Forbidden(_BORN, _born(approved_by_id="{boss}")),
    Forbidden("", _born(number="number")),
    Forbidden("a_reversal_names_what_it_reverses", _born(reverses_id="{chargers}")),
    Forbidden("a_reversal_names_what_it_reverses", _born(kind="'reversal'")),
    Forbidden("", _born(kind="'reversal'", reverses_id="{opening}")),
    Forbidden(_END, _document("opening", "reason = 'x'")),
    Forbidden(_END, _document("opening", "state = 'draft'")),
    Forbidden(_END, _document("opening", "posted_by_id = {clerk}")),
    Forbidden(_END, _document("void", "state = 'draft'")),
    Forbidden(_IDENTITY, _document("draft", "number = 'ST9'")),
    Forbidden(_IDENTITY, _document("draft", "made_by_id = {boss}")),
    Forbidden(_IDENTITY, _document("draft", "kind = 'scrap'")),
    Forbidden(_IDENTITY, _document("crooked", "reverses_id = {chargers}")),
    Forbidden("nobody_inspects_his_own_receipt", _document("draft", "inspected_by_id = {keeper}")),
    Forbidden(_WAY, _document("draft", f"state = 'approved', {_APPROVE}")),
    Forbidden(_WAY, _document("approved", "state = 'void'")),
    Forbidden(_SUBMITTED, _document("submitted", "lines_digest = 'x'")),
    Forbidden(_SUBMITTED, _document("approved", "last_edited_by_id = {clerk}")),
    Forbidden(_SUBMITTED, _document("approved", "inspected_by_id = {boss}")),
    Forbidden("approvals_keep_their_approver", _document("approved", "approved_by_id = {clerk}")),
    Forbidden("approvals_keep_their_approver", _document("approved", "approved_at = NULL")),
    Forbidden(
        "approved_documents_name_their_approver", _document("submitted", "state = 'approved'")
    ),
    Forbidden(_OWN, _document("submitted", "state = 'approved', approved_by_id = {keeper}")),
    Forbidden("documents_never_go", "DELETE FROM stock_document WHERE id = {draft}"),
    Forbidden("documents_never_go", "DELETE FROM stock_document WHERE id = {opening}"),
)

_POSTED = {name: posting(name) for name in ("approved", "risen", "nameless", "crooked")}


def _last(document: str, guard: str) -> Forbidden:
    """A posting by hand whose last step is refused."""
    *before, last = _POSTED[document]
    return Forbidden(guard, last, after=tuple(before))


POSTINGS = (
    Forbidden("postings_are_whole", flip("approved"), after=seal("approved")),
    Forbidden("postings_are_whole", flip("empty"), after=seal("empty")),
    Forbidden(
        "postings_are_followed",
        flip("approved"),
        after=(moves("approved"), units("approved"), *seal("approved")),
    ),
    Forbidden(
        "postings_are_followed",
        flip("approved"),
        after=(moves("approved"), balances("approved"), *seal("approved")),
    ),
    Forbidden(
        "postings_are_sealed",
        flip("approved"),
        after=(moves("approved"), units("approved"), balances("approved")),
    ),
    Forbidden(
        "nobody_posts_his_own_document",
        flip("approved", by="keeper"),
        after=_POSTED["approved"][:-1],
    ),
    Forbidden(
        "a_posted_document_names_who_and_when",
        _document("approved", "state = 'posted'"),
        after=_POSTED["approved"][:-1],
    ),
    Forbidden(_WAY, flip("submitted")),
    _last("risen", "good_is_cleared"),
    _last("nameless", "pieces_move_by_their_serials"),
    _last("crooked", "reversals_mirror_their_original"),
)


def _line(document: str, **columns: str) -> str:
    said = {"line_no": "77", "source_id": "{heap}", "target_id": "{chargers_outside}"}
    said |= {"unit_id": "NULL", "quantity": "1"} | columns
    return (
        f"INSERT INTO stock_line (document_id, {', '.join(said)})"
        f" VALUES ({{{document}}}, {', '.join(said.values())})"
    )


_CHANGE = "lines_change_with_the_draft"
LINES = (
    *(
        Forbidden("lines_come_with_the_draft", _line(document))
        for document in ("submitted", "approved", "opening", "void")
    ),
    *(
        Forbidden(_CHANGE, f"UPDATE stock_line SET quantity = 2 WHERE document_id = {{{document}}}")
        for document in ("submitted", "other", "chargers")
    ),
    Forbidden(
        _CHANGE,
        "UPDATE stock_line SET document_id = {opening}, line_no = 99"
        " WHERE document_id = {draft} AND unit_id IS NULL",
    ),
    Forbidden(
        _CHANGE, "UPDATE stock_line SET id = 987654 WHERE document_id = {draft} AND line_no = 1"
    ),
    Forbidden("lines_go_with_the_draft", "DELETE FROM stock_line WHERE document_id = {opening}"),
    Forbidden("lines_go_with_the_draft", "DELETE FROM stock_line WHERE document_id = {submitted}"),
    Forbidden("a_line_moves_something", _line("draft", quantity="0")),
    Forbidden("a_line_moves_something", _line("draft", quantity="1000001")),
    Forbidden("", _line("draft", quantity="-1")),
    *on("sqlite", Forbidden("a_line_moves_whole_pieces", _line("draft", quantity="1.5"))),
    Forbidden("", _line("draft", quantity="'ten'")),
    Forbidden("a_line_has_two_ends", _line("draft", target_id="{heap}")),
    Forbidden("a_line_of_a_unit_is_one_piece", _line("draft", unit_id="{idle}", quantity="2")),
    Forbidden("", _line("draft", line_no="1")),
    Forbidden(
        "",
        _line("draft", line_no="78", unit_id="{idle}"),
        after=(_line("draft", unit_id="{idle}"),),
    ),
)


def _clearance(document: str, columns: str = "", values: str = "") -> str:
    return (
        f"INSERT INTO stock_clearance (line_id, grounds, inspected_by_id, inspected_at{columns})"
        f" SELECT l.id, 'RO1', {{boss}}, d.made_at{values} FROM stock_line l"
        " JOIN stock_document d ON d.id = l.document_id"
        f" WHERE d.id = {{{document}}} AND l.line_no = 1"
    )


_REPAIRED = ", repaired_by_id, repaired_at, checked_by_id, checked_at"
_BY_ANOTHER = "a_repair_is_checked_by_another"
CLEARANCES = (
    Forbidden("clearances_never_change", "UPDATE stock_clearance SET grounds = 'x'"),
    Forbidden("clearances_go_with_the_draft", "DELETE FROM stock_clearance"),
    Forbidden("clearances_come_with_the_draft", _clearance("submitted")),
    Forbidden("clearances_come_with_the_draft", _clearance("risen")),
    Forbidden(
        _BY_ANOTHER,
        _clearance("draft", _REPAIRED, ", {keeper}, d.made_at, {keeper}, d.made_at"),
    ),
    Forbidden(
        _BY_ANOTHER,
        _clearance("draft", _REPAIRED, ", {keeper}, d.made_at, NULL, NULL"),
    ),
)

SURROUNDINGS = (
    Forbidden("places_stay_whose_they_are", "UPDATE stock_place SET code = 'X' WHERE id = {main}"),
    Forbidden(
        "places_stay_whose_they_are",
        "UPDATE stock_place SET kind = 'scrap', outside = true WHERE id = {main}",
    ),
    Forbidden("places_never_go", "DELETE FROM stock_place WHERE id = {main}"),
    Forbidden("numbers_only_rise", "UPDATE stock_numberseries SET last = last - 1"),
    Forbidden("numbers_only_rise", "UPDATE stock_numberseries SET day = '2026-01-01'"),
    Forbidden("numbers_never_go", "DELETE FROM stock_numberseries"),
    Forbidden("demands_never_go", "DELETE FROM stock_demand"),
    Forbidden("promises_never_go", "DELETE FROM stock_reservation"),
    Forbidden("shortage_entries_never_change", "UPDATE stock_shortageentry SET day = '2026-01-01'"),
    Forbidden("shortage_entries_never_go", "DELETE FROM stock_shortageentry"),
    Forbidden(
        "a_shortage_grows_or_shrinks_by_its_kind",
        "INSERT INTO stock_shortageentry (demand_id, kind, quantity, day)"
        " SELECT id, 'filled', 1, '2026-11-23' FROM stock_demand",
    ),
    Forbidden("no_more_is_promised_than_demanded", "UPDATE stock_demand SET promised = 99"),
    Forbidden("no_more_is_used_than_reserved", "UPDATE stock_reservation SET used = 99"),
    Forbidden(
        "tracking_waits_for_empty_shelves",
        "UPDATE catalog_part SET tracking = 'quantity', wears = 'none', four_codes = false"
        " WHERE id = {display}",
    ),
    Forbidden("trail_entries_never_change", "UPDATE accounts_trailentry SET reason = 'x'"),
    Forbidden("trail_entries_never_go", "DELETE FROM accounts_trailentry"),
)

STATEMENTS = (*DOCUMENTS, *POSTINGS, *LINES, *CLEARANCES, *SURROUNDINGS)

# What deletes without saying so. SQLite alone has the first, PostgreSQL alone the second.
REPLACED = (
    *(
        Forbidden(guard.name, f"INSERT OR REPLACE INTO {guard.table} SELECT * FROM {guard.table}")
        for guard in GUARDS
        if guard.event == "DELETE"
    ),
    *(
        Forbidden(guard, statement.replace("INSERT", "INSERT OR REPLACE"))
        for guard, statement in (
            ("documents_never_go", _born(number="number")),
            ("documents_never_go", _born(kind="'reversal'", reverses_id="{opening}")),
            ("seals_never_go", seal("approved")[0].replace("number + 1", "number")),
            (
                "serials_never_go",
                (
                    "INSERT INTO stock_serial (unit_id, kind, value, live, worn_since)"
                    " SELECT {newborn}, 'imei1', value, true, worn_since"
                    " FROM stock_serial WHERE live"
                ),
            ),
            (
                "holdings_never_go",
                (
                    "INSERT INTO stock_holding (place_id, warehouse_id, part_id, condition, lot_id,"
                    " outside, balance, reserved) SELECT place_id, warehouse_id, part_id,"
                    " condition, lot_id, outside, 0, 0 FROM stock_holding"
                ),
            ),
            (
                "places_never_go",
                (
                    "INSERT INTO stock_place (code, name, name_en, kind, outside)"
                    " SELECT code, '', '', kind, outside FROM stock_place WHERE agent_id IS NULL"
                ),
            ),
        )
    ),
    Forbidden(_CHANGE, "UPDATE OR REPLACE stock_line SET id = (SELECT min(id) FROM stock_line)"),
)
EMPTIED = tuple(
    Forbidden(guard.name, f"TRUNCATE {guard.table} CASCADE")
    for guard in GUARDS
    if guard.event == "DELETE"
)
