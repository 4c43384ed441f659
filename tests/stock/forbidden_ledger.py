"""The forbidden statements, by what they would bend."""

from __future__ import annotations

from tests.stock.forbidden import Forbidden, balances, moves, units

_COLUMNS = "line_id, document_id, source_id, target_id, unit_id, quantity"


def _move(line_of: str, **said_otherwise: str) -> str:
    """The moves of a document's lines, but saying something else."""
    columns = _COLUMNS.replace("line_id", "id")
    for column, value in said_otherwise.items():
        columns = columns.replace(column, value)
    return (
        f"INSERT INTO stock_move ({_COLUMNS}) SELECT {columns} FROM stock_line"
        f" WHERE document_id = {{{line_of}}}"
    )


_OF_APPROVED_LINES = "moves_are_of_approved_lines"
MOVES = (
    Forbidden("moves_never_change", "UPDATE stock_move SET quantity = 9 WHERE unit_id IS NULL"),
    Forbidden("moves_never_change", "UPDATE stock_move SET target_id = source_id"),
    Forbidden("moves_never_go", "DELETE FROM stock_move"),
    *(Forbidden(_OF_APPROVED_LINES, moves(state)) for state in ("draft", "submitted", "void")),
    Forbidden(_OF_APPROVED_LINES, _move("draft", document_id="{opening}")),
    Forbidden(_OF_APPROVED_LINES, _move("draft", document_id="{other}")),
    Forbidden(_OF_APPROVED_LINES, _move("greedy", document_id="{other}")),
    Forbidden(_OF_APPROVED_LINES, _move("other", quantity="4")),
    Forbidden(_OF_APPROVED_LINES, _move("other", source_id="{chargers_outside}")),
    Forbidden(_OF_APPROVED_LINES, _move("other", target_id="{chargers_outside}")),
    Forbidden(_OF_APPROVED_LINES, _move("nameless", unit_id="{idle}")),
    Forbidden("", moves("other"), after=(moves("other"),)),
)

_FOLLOW = "balances_follow_moves"
_BORN = "holdings_are_born_empty"


def _holding(
    balance: int = 0, reserved: int = 0, last: str = "NULL", outside: str = "false"
) -> str:
    return (
        "INSERT INTO stock_holding (place_id, warehouse_id, part_id, condition, lot_id, outside,"
        " balance, reserved, last_document_id) SELECT {main}, {main}, {charger}, 'good', lot_id,"
        f" {outside}, {balance}, {reserved}, {last} FROM stock_holding WHERE id = {{heap}}"
    )


def _heap(what: str) -> str:
    return f"UPDATE stock_holding SET {what} WHERE id = {{heap}}"


HOLDINGS = (
    Forbidden(_FOLLOW, _heap("balance = balance + 1")),
    Forbidden(_FOLLOW, _heap("balance = balance + 1, last_document_id = {draft}")),
    Forbidden(_FOLLOW, _heap("balance = balance + 1, last_document_id = {approved}")),
    Forbidden(_FOLLOW, _heap("balance = balance + 3, last_document_id = {opening}")),
    Forbidden(_FOLLOW, _heap("last_document_id = {other}")),
    Forbidden(
        _FOLLOW,
        _heap("last_document_id = {approved}"),
        after=(moves("other"),),
    ),
    Forbidden(_FOLLOW, _heap("last_document_id = NULL")),
    Forbidden(
        _FOLLOW,
        _heap("balance = balance + 1, last_document_id = {other}"),
        after=(moves("other"),),
    ),
    Forbidden(_FOLLOW, balances("other"), after=(moves("other"), balances("other"))),
    Forbidden(
        _FOLLOW,
        balances("other"),
        after=(moves("approved"), moves("other"), balances("approved")),
    ),
    Forbidden("shelves_never_go_negative", balances("greedy"), after=(moves("greedy"),)),
    Forbidden("shelves_never_go_negative", _heap("reserved = balance + 1")),
    Forbidden("shelves_never_go_negative", _heap("reserved = -1")),
    Forbidden(
        "nothing_outside_is_promised",
        "UPDATE stock_holding SET reserved = 1 WHERE id = {chargers_outside}",
    ),
    Forbidden(_BORN, _holding(balance=5)),
    Forbidden(_BORN, _holding(reserved=1)),
    Forbidden(_BORN, _holding(last="{opening}")),
    Forbidden(_BORN, _holding(outside="true")),
    Forbidden("holdings_never_go", "DELETE FROM stock_holding WHERE id = {heap}"),
    Forbidden("holdings_keep_their_identity", _heap("part_id = {display}")),
    Forbidden("holdings_keep_their_identity", _heap("place_id = {main}")),
    Forbidden("holdings_keep_their_identity", _heap("condition = 'defective'")),
    Forbidden("holdings_keep_their_identity", _heap("outside = true")),
)


def _unit(which: str, what: str) -> str:
    return f"UPDATE stock_unit SET {what} WHERE id = {{{which}}}"


def _born(holding: str, last: str = "NULL") -> str:
    return (
        "INSERT INTO stock_unit (part_id, lot_id, label, holding_id, last_document_id, known_since)"
        f" SELECT part_id, lot_id, 'X1', {{{holding}}}, {last}, known_since FROM stock_unit"
        " WHERE id = {idle}"
    )


_UNITS_FOLLOW = "units_follow_their_moves"
_FIRST = "units_make_their_first_move"
UNITS = (
    Forbidden(_UNITS_FOLLOW, _unit("idle", "holding_id = {transit}")),
    Forbidden(_UNITS_FOLLOW, _unit("idle", "last_document_id = NULL")),
    Forbidden(_UNITS_FOLLOW, _unit("idle", "last_document_id = {chargers}")),
    Forbidden(_UNITS_FOLLOW, units("approved")),
    Forbidden(
        _UNITS_FOLLOW,
        _unit("on_the_way", "holding_id = {outside}, last_document_id = {approved}"),
        after=(moves("approved"),),
    ),
    Forbidden(
        _UNITS_FOLLOW,
        units("back"),
        after=(moves("approved"), moves("back"), units("approved")),
    ),
    Forbidden(_FIRST, _unit("newborn", "holding_id = {shelf}")),
    Forbidden(_FIRST, _unit("newborn", "holding_id = {chargers_outside}")),
    Forbidden(_FIRST, _unit("newborn", "part_id = {charger}")),
    Forbidden(_FIRST, _unit("newborn", "last_document_id = {opening}")),
    Forbidden("units_keep_their_part", _unit("idle", "part_id = {charger}")),
    Forbidden("units_keep_their_part", _unit("newborn", "id = 987654")),
    Forbidden("units_are_born_outside", _born("shelf")),
    Forbidden("units_are_born_outside", _born("chargers_outside")),
    Forbidden("units_are_born_outside", _born("outside", "{opening}")),
    Forbidden("units_never_go", "DELETE FROM stock_unit WHERE id = {newborn}"),
)

_SERIAL = "INSERT INTO stock_serial (unit_id, kind, value, live, worn_since) SELECT"
SERIALS = (
    Forbidden("serials_only_retire", "UPDATE stock_serial SET value = 'Z9' WHERE value = 'D1'"),
    Forbidden("serials_only_retire", "UPDATE stock_serial SET unit_id = {idle} WHERE value = 'D1'"),
    Forbidden(
        "serials_only_retire",
        "UPDATE stock_serial SET live = true, retired_at = NULL WHERE value = 'D3'",
    ),
    Forbidden("a_retired_serial_has_its_day", "UPDATE stock_serial SET live = false WHERE live"),
    Forbidden("serials_never_go", "DELETE FROM stock_serial WHERE NOT live"),
    Forbidden("", f"{_SERIAL} {{newborn}}, 'imei1', value, true, worn_since FROM stock_serial"),
)

STATEMENTS = (*MOVES, *HOLDINGS, *UNITS, *SERIALS)
