"""Posting: the one place where goods move. A constant number of statements, however many lines.

The order of locks is the same for everybody: the document, its units by id, its holdings by id,
the head of the chain last. Then one INSERT of moves, one UPDATE of units, one UPDATE of holdings,
and the flip. `stock.commands` alone may call this.
"""

from __future__ import annotations

from django.db import connection

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.stock import chain, periods
from shouhou.stock.lifecycle import DOCUMENT
from shouhou.stock.models import Document, Unit
from shouhou.stock.sets import for_update

# What each holding gains, loses and gives up of its promises, over the lines of one document.
_CHANGES = """
    SELECT holding_id, SUM(delta) AS delta, SUM(used) AS used, COUNT(*) AS lines FROM (
        SELECT target_id AS holding_id, quantity AS delta, 0 AS used
        FROM stock_line WHERE document_id = %s
        UNION ALL
        SELECT source_id, -quantity, CASE WHEN reservation_id IS NULL THEN 0 ELSE quantity END
        FROM stock_line WHERE document_id = %s
    ) AS ends GROUP BY holding_id"""

_BROKEN_PROMISES = """
    SELECT l.line_no, 'stock.promised_elsewhere', u.label
    FROM stock_line l JOIN stock_unit u ON u.id = l.unit_id
    JOIN stock_reservation r ON r.unit_id = u.id AND r.used = 0 AND r.released = 0
    WHERE l.document_id = %s AND l.reservation_id IS DISTINCT FROM r.id
    UNION ALL
    SELECT l.line_no, 'stock.promise_over', coalesce(u.label, p.name)
    FROM (SELECT line_no, source_id, unit_id, reservation_id,
                 SUM(quantity) OVER (PARTITION BY reservation_id) AS asked
          FROM stock_line WHERE document_id = %s AND reservation_id IS NOT NULL) AS l
    JOIN stock_reservation r ON r.id = l.reservation_id
    JOIN stock_holding h ON h.id = l.source_id JOIN catalog_part p ON p.id = h.part_id
    LEFT JOIN stock_unit u ON u.id = l.unit_id
    WHERE r.holding_id <> l.source_id OR r.quantity - r.used - r.released < l.asked
       OR r.unit_id <> l.unit_id
    ORDER BY 1 LIMIT 1"""


def post(document: Document, *, by: User) -> int:
    """Move what the approved, locked `document` says, and seal it; answers the seal's number.

    Refuses `stock.short` (a shelf has not enough that is free), `stock.unit_elsewhere` (somebody
    moved a unit meanwhile), `stock.promised_elsewhere` and `stock.promise_over` (a promise the
    document uses was released or used meanwhile), each naming the first line at fault.
    """
    posted = DOCUMENT.after(document.state, "post", where=document.number)
    units = _lock_units(document)
    promised, used = _lock_holdings(document)
    if promised or used:
        _refuse_broken_promises(document)
    _insert_moves(document)
    if units:
        _move_units(document, units)
    _change_balances(document)
    if used:
        _use_reservations(document)
    document.posted_by, document.posted_at = by, clock.now()
    _check_references()
    head = chain.lock()
    document.book_date = periods.book_date(head.closed_until)
    document.state = posted
    seal = chain.seal(document, head)
    document.save(update_fields=["posted_by", "posted_at", "book_date", "state"])
    return seal.number


def _lock_units(document: Document) -> int:
    """Lock the units of the document in the order of their ids; how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT u.id FROM stock_unit u JOIN stock_line l"
            f" ON l.unit_id = u.id WHERE l.document_id = %s ORDER BY u.id {for_update('u')}) AS h",
            [document.pk],
        )
        return int(cursor.fetchone()[0])


def _lock_holdings(document: Document) -> tuple[bool, bool]:
    """Lock the holdings in the order of their ids, and refuse what would leave one short.

    Answers whether any of them holds promised pieces, and whether the document uses promises.
    """
    promised = uses = False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.id, h.outside, h.balance, h.reserved, c.delta, c.used"
            f" FROM stock_holding h JOIN ({_CHANGES}) AS c ON c.holding_id = h.id"
            f" ORDER BY h.id {for_update('h')}",
            [document.pk, document.pk],
        )
        for holding_id, outside, balance, reserved, delta, used in cursor.fetchall():
            promised, uses = promised or reserved > 0, uses or used > 0
            if not outside and balance + delta < reserved - used:
                raise _short(document, holding_id, available=balance - reserved + used)
    return promised, uses


def _short(document: Document, holding_id: int, *, available: int) -> Conflict:
    lines = document.lines.filter(source_id=holding_id).order_by("line_no")
    left = available
    for line in lines.select_related("source__part", "source__place"):
        left -= line.quantity
        if left < 0:
            break
    return Conflict(
        "stock.short",
        where=f"{document.number} #{line.line_no}",
        part=str(line.source.part),
        place=str(line.source.place),
        available=available,
        wanted=available - left,
    )


def _refuse_broken_promises(document: Document) -> None:
    """Refuse units promised to others, and promises that are over or were of other pieces.

    The shelves are locked, and nobody changes a promise without the lock of its shelf.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN_PROMISES, [document.pk, document.pk])
        if broken := cursor.fetchone():
            line_no, code, piece = broken
            raise Conflict(code, where=f"{document.number} #{line_no}", serial=piece)


def _insert_moves(document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock_move (line_id, document_id, source_id, target_id, unit_id, quantity)"
            " SELECT id, document_id, source_id, target_id, unit_id, quantity"
            " FROM stock_line WHERE document_id = %s",
            [document.pk],
        )


def _move_units(document: Document, expected: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stock_unit SET holding_id = l.target_id, last_document_id = l.document_id"
            " FROM stock_line l WHERE l.document_id = %s AND l.unit_id = stock_unit.id"
            " AND stock_unit.holding_id = l.source_id",
            [document.pk],
        )
        if cursor.rowcount != expected:
            raise _elsewhere(document)


def _elsewhere(document: Document) -> Conflict:
    stray = (
        Unit.objects.filter(lines__document=document)
        .exclude(last_document=document)
        .select_related("holding__place")
        .order_by("lines__line_no")
        .first()
    )
    return Conflict(
        "stock.unit_elsewhere",
        where=document.number,
        serial=str(stray),
        place=str(stray.holding.place) if stray else "",
    )


def _change_balances(document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stock_holding SET balance = balance + c.delta, reserved = reserved - c.used,"
            f" last_document_id = %s FROM ({_CHANGES}) AS c WHERE c.holding_id = stock_holding.id",
            [document.pk, document.pk, document.pk],
        )


def _check_references() -> None:
    """Check foreign keys now: at COMMIT everybody else would wait for it behind the chain."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _use_reservations(document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stock_reservation SET used = used + l.quantity FROM"
            " (SELECT reservation_id, SUM(quantity) AS quantity FROM stock_line"
            "  WHERE document_id = %s AND reservation_id IS NOT NULL GROUP BY reservation_id) AS l"
            " WHERE l.reservation_id = stock_reservation.id",
            [document.pk],
        )
