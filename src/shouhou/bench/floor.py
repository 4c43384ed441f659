"""The floor: the same rows by hand-made set SQL, into the same tables, under the same guards.

No Django, no rules, no digests: what no posting on these tables can be faster than.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import connection

_NOW = "CURRENT_TIMESTAMP"

_CHANGES = (
    "SELECT holding_id, SUM(delta) AS delta FROM (SELECT target_id AS holding_id, quantity AS delta"
    " FROM stock_line WHERE document_id = {d} UNION ALL SELECT source_id, -quantity"
    " FROM stock_line WHERE document_id = {d}) AS e GROUP BY holding_id"
)


def raw_connection() -> Any:
    """A driver's connection with the product's settings, outside Django."""
    fresh = connection.copy()
    fresh.connect()
    return fresh.connection


def post(raw: Any, document_id: int, by: int) -> None:
    """Approve and post one submitted document with the fewest statements."""
    mac = secrets.token_hex(32)
    changes = _CHANGES.format(d=int(document_id))
    begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    statements: Sequence[str] = (
        begin,
        f"""UPDATE stock_document SET state = 'approved', approved_by_id = {by},
            approved_at = {_NOW} WHERE id = {document_id}""",
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
        f"""UPDATE stock_holding SET balance = balance + c.delta, last_document_id = {document_id}
            FROM ({changes}) AS c WHERE c.holding_id = stock_holding.id""",
        f"""INSERT INTO accounts_trailentry (at, actor_id, verb, outcome, subject_kind, subject_id,
            subject_label, before, after, reason, address, request_id) VALUES ({_NOW}, {by},
            'stock.post', 'done', 'stock.document', {document_id}, '', '{{}}', '{{}}', '', '', '')""",
        f"SELECT number FROM stock_chainhead WHERE id = 1 {_for_update()}",
        f"""INSERT INTO stock_seal (document_id, number, mac)
            SELECT {document_id}, number + 1, '{mac}' FROM stock_chainhead WHERE id = 1""",
        f"UPDATE stock_chainhead SET number = number + 1, mac = '{mac}' WHERE id = 1",
        f"""UPDATE stock_document SET state = 'posted', posted_by_id = {by}, posted_at = {_NOW},
            book_date = CURRENT_DATE WHERE id = {document_id}""",
        "COMMIT",
    )
    cursor = raw.cursor()
    for statement in statements:
        cursor.execute(statement)


def _for_update() -> str:
    return "" if connection.vendor == "sqlite" else "FOR UPDATE"
