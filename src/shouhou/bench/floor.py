"""The floor: the same rows by hand-made set SQL, into the same tables, under the same guards.

No Django, no rules, no digests: what no posting on these tables can be faster than.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.stock.models import Condition
from shouhou.stock.places import Code, place
from shouhou.stock.sets import now
from shouhou.stock.spots import holdings_at, spot

_CHANGES = (
    "SELECT holding_id, SUM(delta) AS delta, SUM(used) AS used FROM ("
    "SELECT target_id AS holding_id, quantity AS delta, 0 AS used"
    " FROM stock_line WHERE document_id = {d} UNION ALL SELECT source_id, -quantity,"
    " CASE WHEN reservation_id IS NULL THEN 0 ELSE quantity END"
    " FROM stock_line WHERE document_id = {d}) AS e GROUP BY holding_id"
)


def raw_connection() -> Any:
    """A driver's connection with the product's settings, outside Django."""
    fresh = connection.copy()
    fresh.connect()
    return fresh.connection


def issue(raw: Any, document_id: int, by: int) -> None:
    """Post an issue in advance: its promises are used up, and its agent owes the old parts."""
    due_on, at = clock.today() + timedelta(days=60), _now()
    _post(
        raw,
        document_id,
        by,
        promises=f"""UPDATE stock_reservation SET used = used + l.quantity FROM stock_line l
            WHERE l.document_id = {document_id} AND l.reservation_id = stock_reservation.id""",
        debts=f"""INSERT INTO exchange_returnobligation (agent_id, part_id, issued_by_line_id,
            quantity, settled, issued_at, due_on)
            SELECT d.agent_id, h.part_id, l.id, l.quantity, 0, {at}, '{due_on}'
            FROM stock_line l JOIN stock_document d ON d.id = l.document_id
            JOIN stock_holding h ON h.id = l.target_id WHERE d.id = {document_id}""",
    )


def post(raw: Any, document_id: int, by: int) -> None:
    """Approve and post one submitted document with the fewest statements."""
    _post(raw, document_id, by)


def _post(raw: Any, document_id: int, by: int, *, promises: str = "", debts: str = "") -> None:
    mac, at = secrets.token_hex(32), _now()
    changes = _CHANGES.format(d=int(document_id))
    begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    statements: Sequence[str] = (
        begin,
        f"""UPDATE stock_document SET state = 'approved', approved_by_id = {by},
            approved_at = {at} WHERE id = {document_id}""",
        f"""SELECT h.id FROM stock_holding h WHERE h.id IN
            (SELECT source_id FROM stock_line WHERE document_id = {document_id}
             UNION SELECT target_id FROM stock_line WHERE document_id = {document_id})
            ORDER BY h.id {_for_update()}""",
        f"""INSERT INTO stock_move (line_id, document_id, source_id, target_id, unit_id, quantity)
            SELECT id, document_id, source_id, target_id, unit_id, quantity FROM stock_line
            WHERE document_id = {document_id}""",
        f"""UPDATE stock_unit SET holding_id = l.target_id, last_document_id = l.document_id
            FROM stock_line l WHERE l.document_id = {document_id} AND l.unit_id = stock_unit.id
            AND stock_unit.holding_id = l.source_id""",
        f"""UPDATE stock_holding SET balance = balance + c.delta, reserved = reserved - c.used,
            last_document_id = {document_id}
            FROM ({changes}) AS c WHERE c.holding_id = stock_holding.id""",
        promises,
        f"""INSERT INTO accounts_trailentry (at, actor_id, verb, outcome, subject_kind, subject_id,
            subject_label, before, after, reason, address, request_id) VALUES ({at}, {by},
            'stock.post', 'done', 'stock.document', {document_id}, '', '{{}}', '{{}}',
            '', '', '')""",
        f"SELECT number FROM stock_chainhead WHERE id = 1 {_for_update()}",
        f"""INSERT INTO stock_seal (document_id, number, mac)
            SELECT {document_id}, number + 1, '{mac}' FROM stock_chainhead WHERE id = 1""",
        f"UPDATE stock_chainhead SET number = number + 1, mac = '{mac}' WHERE id = 1",
        f"""UPDATE stock_document SET state = 'posted', posted_by_id = {by}, posted_at = {at},
            book_date = CURRENT_DATE WHERE id = {document_id}""",
        debts,
        "COMMIT",
    )
    cursor = raw.cursor()
    for statement in filter(None, statements):
        cursor.execute(statement)


@dataclass(frozen=True)
class Spots:
    """Where the pieces of a box come from and go to, by holding; their part and lot."""

    part_id: int
    lot_id: int
    outside_id: int
    shelf_id: int


def spots_for_boxes(part_id: int) -> Spots:
    """The supplier's end and the main warehouse's shelf of one part."""
    supplier = spot(place(Code.SUPPLIER), part_id, Condition.PENDING)
    shelf = spot(place(Code.MAIN), part_id, Condition.GOOD)
    holdings = holdings_at([supplier, shelf])
    return Spots(part_id, supplier.lot_id, holdings[supplier], holdings[shelf])


def draft_box(raw: Any, serials: Sequence[str], spots: Spots, people: Mapping[str, User]) -> int:
    """Make one box known and drafted with multi-row inserts; answers the document's id."""
    cursor = raw.cursor()
    maker, inspector, at = people["tangxiao"].pk, people["qa1"].pk, _now()
    cursor.execute("BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN")
    ids = _make_known(cursor, serials, spots, at)
    cursor.execute(
        "INSERT INTO stock_document (number, kind, state, made_by_id, made_at, last_edited_by_id,"
        " lines_digest, rejected_because, reason) VALUES"
        f" ('{secrets.token_hex(9)}', 'receipt', 'draft', {maker}, {at}, {maker}, '', '', '')"
        " RETURNING id"
    )
    (document_id,) = cursor.fetchone()
    lines = ", ".join(
        f"({document_id}, {number}, {spots.outside_id}, {spots.shelf_id}, {pk}, 1)"
        for number, (pk, _label) in enumerate(ids, start=1)
    )
    cursor.execute(
        "INSERT INTO stock_line (document_id, line_no, source_id, target_id, unit_id, quantity)"
        f" VALUES {lines}"
    )
    cursor.execute(
        f"UPDATE stock_document SET inspected_by_id = {inspector} WHERE id = {document_id}"
    )
    cursor.execute(
        f"UPDATE stock_document SET state = 'submitted', submitted_at = {at}"
        f" WHERE id = {document_id}"
    )
    cursor.execute("COMMIT")
    return int(document_id)


def _make_known(
    cursor: Any, serials: Sequence[str], spots: Spots, at: str
) -> Sequence[tuple[int, str]]:
    """The units of a box and the serials they bear; answers each one's id and label."""
    units = ", ".join(
        f"({spots.part_id}, {spots.lot_id}, '{serial}', {spots.outside_id}, {at})"
        for serial in serials
    )
    cursor.execute(
        "INSERT INTO stock_unit (part_id, lot_id, label, holding_id, known_since)"
        f" VALUES {units} RETURNING id, label"
    )
    ids: Sequence[tuple[int, str]] = cursor.fetchall()
    live = "1" if connection.vendor == "sqlite" else "true"
    worn = ", ".join(f"({pk}, 'sn', '{label}', {live}, {at})" for pk, label in ids)
    cursor.execute(
        f"INSERT INTO stock_serial (unit_id, kind, value, live, worn_since) VALUES {worn}"
    )
    return ids


def _now() -> str:
    """The present instant as Django writes it: the checks compare it with the product's."""
    return f"'{now()}'"


def _for_update() -> str:
    return "" if connection.vendor == "sqlite" else "FOR NO KEY UPDATE"
