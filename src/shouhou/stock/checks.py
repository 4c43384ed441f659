"""Facts that hold at rest: questions over the whole ledger whose right answer is "no rows".

The guards keep these true one statement at a time; the checks look again, from another side,
after every test, hourly in production and by `shouhou check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction


@dataclass(frozen=True)
class Check:
    """One fact, and the query for the rows that break it (each row's first column names it)."""

    fact: str
    query: str


@dataclass(frozen=True)
class Fault:
    """One row that breaks a fact."""

    fact: str
    row: str


_MOVED = """SELECT holding_id, SUM(quantity) AS quantity FROM (
    SELECT target_id AS holding_id, quantity FROM stock_move
    UNION ALL SELECT source_id, -quantity FROM stock_move) AS ends GROUP BY holding_id"""

# Every line of a reversal or of its original, and whether the other has its mirror.
_MIRRORED = """MAX(CASE WHEN r.source_id = o.target_id AND r.target_id = o.source_id
    AND r.quantity = o.quantity AND r.unit_id IS NOT DISTINCT FROM o.unit_id
    THEN 1 ELSE 0 END)"""
_PAIRS = f"""SELECT d.id AS reversal_id, o.line_no, {_MIRRORED} AS mirrored
    FROM stock_document d JOIN stock_line o ON o.document_id = d.reverses_id
    LEFT JOIN stock_line r ON r.document_id = d.id AND r.line_no = o.line_no
    GROUP BY d.id, o.line_no
    UNION ALL
    SELECT d.id, r.line_no, {_MIRRORED} FROM stock_document d
    JOIN stock_line r ON r.document_id = d.id
    LEFT JOIN stock_line o ON o.document_id = d.reverses_id AND o.line_no = r.line_no
    WHERE d.reverses_id IS NOT NULL GROUP BY d.id, r.line_no"""

CHECKS = (
    Check(
        "a balance is the sum of its moves",
        f"SELECT h.id FROM stock_holding h LEFT JOIN ({_MOVED}) AS m ON m.holding_id = h.id"
        " WHERE h.balance <> coalesce(m.quantity, 0)",
    ),
    Check(
        "every part sums to zero over all places",
        "SELECT part_id FROM stock_holding GROUP BY part_id HAVING SUM(balance) <> 0",
    ),
    Check(
        "no shelf is negative, nothing is promised twice",
        "SELECT id FROM stock_holding WHERE NOT outside AND (balance < reserved OR reserved < 0)",
    ),
    Check(
        "what is promised on a shelf is what the reservations say",
        "SELECT h.id FROM stock_holding h LEFT JOIN (SELECT holding_id,"
        " SUM(quantity - used - released) AS open FROM stock_reservation GROUP BY holding_id)"
        " AS r ON r.holding_id = h.id WHERE h.reserved <> coalesce(r.open, 0)",
    ),
    Check(
        "what is promised to an agent is what was reserved for him",
        "SELECT d.id FROM stock_demand d LEFT JOIN (SELECT demand_id,"
        " SUM(quantity - released) AS kept FROM stock_reservation GROUP BY demand_id)"
        " AS r ON r.demand_id = d.id WHERE d.promised <> coalesce(r.kept, 0)",
    ),
    Check(
        "what is short of a numbered demand is the sum of its shortage entries",
        "SELECT d.shortage_no FROM stock_demand d LEFT JOIN (SELECT demand_id,"
        " SUM(quantity) AS short FROM stock_shortageentry GROUP BY demand_id)"
        " AS e ON e.demand_id = d.id WHERE d.shortage_no <> ''"
        " AND d.quantity - d.promised - d.closed <> coalesce(e.short, 0)",
    ),
    Check(
        "a unit stands where its last move brought it",
        "SELECT u.label FROM stock_unit u LEFT JOIN (SELECT unit_id, MAX(id) AS id FROM stock_move"
        " WHERE unit_id IS NOT NULL GROUP BY unit_id) AS last ON last.unit_id = u.id"
        " LEFT JOIN stock_move m ON m.id = last.id"
        " WHERE u.last_document_id IS DISTINCT FROM m.document_id"
        " OR (m.id IS NOT NULL AND m.target_id <> u.holding_id)",
    ),
    Check(
        "a unit stands among its own part",
        "SELECT u.label FROM stock_unit u JOIN stock_holding h ON h.id = u.holding_id"
        " WHERE h.part_id <> u.part_id",
    ),
    Check(
        "a promised unit stands on the shelf it is promised on",
        "SELECT u.label FROM stock_reservation r JOIN stock_unit u ON u.id = r.unit_id"
        " WHERE r.quantity > r.used + r.released AND u.holding_id <> r.holding_id",
    ),
    Check(
        "a holding is where its place is",
        "SELECT h.id FROM stock_holding h JOIN stock_place p ON p.id = h.place_id"
        " WHERE h.outside <> p.outside OR h.warehouse_id <> coalesce(p.warehouse_id, p.id)",
    ),
    Check(
        "a move is what its line says",
        "SELECT d.number FROM stock_move m JOIN stock_line l ON l.id = m.line_id"
        " JOIN stock_document d ON d.id = m.document_id"
        " WHERE l.document_id <> m.document_id OR l.source_id <> m.source_id"
        " OR l.target_id <> m.target_id OR l.quantity <> m.quantity"
        " OR l.unit_id IS DISTINCT FROM m.unit_id",
    ),
    Check(
        "a unit leaves from where it came to",
        "SELECT unit_id FROM (SELECT unit_id, source_id, LAG(target_id) OVER"
        " (PARTITION BY unit_id ORDER BY id) AS came_to FROM stock_move WHERE unit_id IS NOT NULL)"
        " AS steps WHERE came_to IS NOT NULL AND came_to <> source_id",
    ),
    Check(
        "as many units stand on a shelf as its balance says",
        "SELECT h.id FROM stock_holding h JOIN catalog_part p ON p.id = h.part_id"
        " LEFT JOIN (SELECT holding_id, COUNT(*) AS units FROM stock_unit GROUP BY holding_id)"
        " AS u ON u.holding_id = h.id WHERE NOT h.outside AND p.tracking = 'serial'"
        " AND h.balance <> coalesce(u.units, 0)",
    ),
    Check(
        "a posted document has moved every line, and no other has moved anything",
        "SELECT d.number FROM stock_document d LEFT JOIN (SELECT document_id, COUNT(*) AS lines"
        " FROM stock_line GROUP BY document_id) AS l ON l.document_id = d.id LEFT JOIN"
        " (SELECT document_id, COUNT(*) AS moves FROM stock_move GROUP BY document_id) AS m"
        " ON m.document_id = d.id WHERE (d.state = 'posted' AND (l.lines IS NULL"
        " OR m.moves IS NULL OR l.lines <> m.moves))"
        " OR (d.state <> 'posted' AND m.moves IS NOT NULL)",
    ),
    Check(
        "nobody approved or posted what he made or last edited",
        "SELECT number FROM stock_document WHERE approved_by_id IN (made_by_id, last_edited_by_id)"
        " OR posted_by_id IN (made_by_id, last_edited_by_id)",
    ),
    Check(
        "a live serial has one bearer",
        "SELECT value FROM stock_serial WHERE live GROUP BY value HAVING COUNT(*) > 1",
    ),
    Check(
        "a reversal nets its original to zero",
        "SELECT d.number FROM stock_document d JOIN"
        f" ({_PAIRS}) AS pair ON pair.reversal_id = d.id WHERE d.state = 'posted'"
        " GROUP BY d.number HAVING COUNT(*) <> SUM(pair.mirrored)",
    ),
    Check(
        "nothing was posted into a month after it was closed",
        "SELECT d.number FROM stock_document d JOIN stock_seal s ON s.document_id = d.id"
        " JOIN stock_periodclose p ON d.book_date <= p.last_day WHERE s.number > p.seal_number",
    ),
    Check(
        "the books are closed as far as the last closed month",
        "SELECT id FROM stock_chainhead WHERE closed_until IS DISTINCT FROM"
        " (SELECT MAX(last_day) FROM stock_periodclose)",
    ),
    Check(
        "time goes forward through a document",
        "SELECT number FROM stock_document WHERE state = 'posted' AND"
        " (submitted_at < made_at OR approved_at < submitted_at OR posted_at < approved_at)",
    ),
)


def every_check() -> tuple[Check, ...]:
    """The checks of all rooms, as their apps declare them."""
    return tuple(c for config in apps.get_app_configs() for c in getattr(config, "checks", ()))


def faults() -> Iterator[Fault]:
    """Every row that breaks a fact; none when the books are clean."""
    for check in every_check():
        for row in _answer(check.query):
            yield Fault(check.fact, str(row[0]))


def _answer(query: str) -> list[tuple[object, ...]]:
    """The first rows of a check's query.

    A check joins whole tables. PostgreSQL may not yet know how large they have grown (a box was
    just imported) and would then loop over them inside each other until the statement's time is
    up: it is told to hash or merge.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(query)
        rows: list[tuple[object, ...]] = cursor.fetchmany(20)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_nestloop = on")
    return rows
