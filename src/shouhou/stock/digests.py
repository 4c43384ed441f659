"""Digests of what a document moves: the same from its lines, as drafted, and from its moves.

A row names what its holdings are (place, part, condition, lot), not only their ids, and what
cleared the piece to become good: whoever swaps two agents' shelves changes every digest there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from shouhou.stock.models import Clearance, Document, Holding

Row = tuple[int, int, int, int, int | None, int]
"""A line's id and number, its source, its target, its unit, its quantity."""


def of_lines(document: Document) -> str:
    """The digest that approval and posting are held to."""
    columns = ("id", "line_no", "source_id", "target_id", "unit_id", "quantity")
    rows = list(document.lines.order_by("line_no").values_list(*columns))
    ends = {end for row in rows for end in row[2:4]}
    speller = _Speller(
        _by_id(Holding.objects.filter(pk__in=ends).values_list(*_SPOT)),
        _by_id(Clearance.objects.filter(line__document=document).values_list(*_GROUNDS)),
    )
    digest = hashlib.sha256()
    for row in rows:
        digest.update(speller.spelled(row))
    return digest.hexdigest()


def of_moves() -> dict[int, str]:
    """The digest of every document that has moved anything, by its id, from the moves."""
    speller = _Speller(
        _by_id(Holding.objects.values_list(*_SPOT).iterator()),
        _by_id(Clearance.objects.values_list(*_GROUNDS).iterator()),
    )
    digests: dict[int, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.document_id, l.id, l.line_no, m.source_id, m.target_id, m.unit_id,"
            " m.quantity FROM stock_move m JOIN stock_line l ON l.id = m.line_id"
            " ORDER BY m.document_id, l.line_no"
        )
        while rows := cursor.fetchmany(5000):
            for document_id, *row in rows:
                digest = digests.setdefault(document_id, hashlib.sha256())
                digest.update(speller.spelled(tuple(row)))
    return {document_id: digest.hexdigest() for document_id, digest in digests.items()}


_SPOT = ("id", "place_id", "part_id", "condition", "lot_id")
_GROUNDS = (
    "line_id",
    "grounds",
    "inspected_by_id",
    "inspected_at",
    "repaired_by_id",
    "repaired_at",
    "checked_by_id",
    "checked_at",
)


class _Speller:
    """Writes rows as bytes; knows what holdings are and what cleared each line."""

    def __init__(self, spots: dict[int, str], grounds: dict[int, str]) -> None:
        self._spots = spots
        self._grounds = grounds

    def spelled(self, row: Row) -> bytes:
        line_id, line_no, source, target, unit, quantity = row
        ends = f"{self._spots[source]}>{self._spots[target]}"
        return f"{line_no} {ends} {unit} {quantity} {self._grounds.get(line_id, '')}\n".encode()


def _by_id(rows: Iterable[Sequence[Any]]) -> dict[int, str]:
    return {row_id: ":".join(map(str, said)) for row_id, *said in rows}
