"""Return obligations: born with a posted issue in advance; due when the policy says (B13)."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet

from shouhou.accounts.transactions import command
from shouhou.catalog.policies import Returns, in_force
from shouhou.kernel import clock
from shouhou.stock.models import Document, Line
from shouhou.stock.sets import as_json, now, rows_from_json

_INSERT = """
    INSERT INTO exchange_returnobligation
        (agent_id, part_id, issued_by_line_id, quantity, settled, issued_at, due_on)
    SELECT %s, part_id, line_id, quantity, 0, %s, %s
    FROM ({lines}) AS issued ORDER BY nth"""
_COLUMNS = [("line_id", "int"), ("part_id", "int"), ("quantity", "int")]


@command
def oblige(document: Document, lines: QuerySet[Line]) -> None:
    """For every piece that left in advance its agent owes the old one, from now on."""
    issued = list(lines.values_list("pk", "target__part_id", "quantity"))
    if not issued or document.agent_id is None:
        return
    today = clock.today()
    due_on = today + timedelta(days=in_force(Returns, today).due_days)
    insert = _INSERT.format(lines=rows_from_json(_COLUMNS))
    with connection.cursor() as cursor:
        day = connection.ops.adapt_datefield_value(due_on)
        cursor.execute(insert, [document.agent_id, now(), day, as_json(issued)])
