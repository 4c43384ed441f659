"""The facts that hold at rest: each sees its own fault, planted where no guard looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from shouhou.stock import checks, guards
from shouhou.stock.commands import demands, reversals
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Document
from shouhou.stock.places import Code, place
from tests.stock.test_posting import sent
from tests.world import World

UNIT = "(SELECT id FROM stock_unit WHERE label = 'D1')"
POSTED = "(SELECT id FROM stock_document WHERE number = '{posted}')"
BROKEN = {
    "a balance is the sum of its moves": (
        "UPDATE stock_holding SET balance = balance + 1 WHERE NOT outside"
    ),
    "every part sums to zero over all places": (
        "UPDATE stock_holding SET balance = balance + 1 WHERE NOT outside"
    ),
    "no shelf is negative, nothing is promised twice": (
        "UPDATE stock_holding SET reserved = balance + 1 WHERE NOT outside"
    ),
    "what is promised on a shelf is what the reservations say": (
        "UPDATE stock_holding SET reserved = reserved - 1 WHERE reserved > 0"
    ),
    "what is promised to an agent is what was reserved for him": (
        "UPDATE stock_demand SET promised = promised - 1 WHERE promised > 0"
    ),
    "what is short of a numbered demand is the sum of its shortage entries": (
        "UPDATE stock_demand SET shortage_no = 'SS1', promised = promised - 1 WHERE promised > 0"
    ),
    "a unit stands where its last move brought it": (
        f"UPDATE stock_unit SET last_document_id = NULL WHERE id = {UNIT}"
    ),
    "a unit leaves from where it came to": (
        f"UPDATE stock_move SET source_id = target_id + 1 WHERE unit_id = {UNIT} AND id ="
        f" (SELECT MAX(id) FROM stock_move WHERE unit_id = {UNIT})"
    ),
    "a unit stands among its own part": (
        "UPDATE stock_unit SET part_id = (SELECT id FROM catalog_part WHERE part_no = 'CHG-5V')"
    ),
    "a promised unit stands on the shelf it is promised on": (
        f"UPDATE stock_reservation SET unit_id = {UNIT}"
    ),
    "a holding is where its place is": (
        "UPDATE stock_place SET kind = 'scrap', outside = true WHERE code = 'TURNOVER'"
    ),
    "a move is what its line says": "UPDATE stock_line SET quantity = 2 WHERE quantity = 3",
    "as many units stand on a shelf as its balance says": (
        "UPDATE stock_unit SET holding_id = (SELECT holding_id FROM stock_unit WHERE label = 'D2')"
    ),
    "a posted document has moved every line, and no other has moved anything": (
        f"DELETE FROM stock_move WHERE document_id = {POSTED}"
    ),
    "nobody approved or posted what he made or last edited": (
        f"UPDATE stock_document SET made_by_id = posted_by_id WHERE id = {POSTED}"
    ),
    "a live serial has one bearer": "UPDATE stock_serial SET value = 'D1'",
    "a reversal nets its original to zero": (
        "DELETE FROM stock_move WHERE document_id IN"
        " (SELECT id FROM stock_document WHERE kind = 'reversal') AND quantity = 3;"
        "DELETE FROM stock_line WHERE document_id IN"
        " (SELECT id FROM stock_document WHERE kind = 'reversal') AND quantity = 3"
    ),
    "nothing was posted into a month after it was closed": (
        "INSERT INTO stock_periodclose (last_day, seal_number, seal_mac, open_points, reason,"
        " closed_by_id, closed_at) SELECT book_date, 1, '', '{{}}', '', posted_by_id, posted_at"
        f" FROM stock_document WHERE id = {POSTED}"
    ),
    "the books are closed as far as the last closed month": (
        "UPDATE stock_chainhead SET closed_until = '2026-10-31'"
    ),
    "time goes forward through a document": (
        f"UPDATE stock_document SET approved_at = '2020-01-01 00:00:00+00' WHERE id = {POSTED}"
    ),
}


@pytest.fixture
def posted(w: World) -> Document:
    """A transfer among other documents: promises, a unit that moved twice, and a reversal."""
    charger = w.part("CHG-5V")
    w.good_stock(charger, 100)
    w.good_units(w.part("LCD-S5"), ["D1", "D2"])
    demands.demand(Wish(w.agent(), charger, 4, place(Code.TURNOVER)), by=w.qinyong)
    opening = w.post(
        w.submitted("transfer_out", [sent(w, 2), sent(w, 3)], by=w.qinyong), by=w.linlan
    )
    back = reversals.draft(opening.pk, reason="多发", by=w.qinyong)
    w.post(back, by=w.linlan)
    unit = w.part("LCD-S5").units.get(label="D1")
    return w.post(w.transfer([unit], by=w.qinyong), by=w.linlan)


@contextmanager
def unguarded() -> Iterator[CursorWrapper]:
    """Without guards and constraints; nothing of what is done there stays."""
    connection.check_constraints()
    with transaction.atomic(), connection.cursor() as cursor:
        guards.remove(connection)
        cursor.execute("DROP INDEX a_live_serial_has_one_bearer")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            for table, constraint in (
                ("stock_holding", "shelves_never_go_negative"),
                ("stock_document", "nobody_approves_his_own_document"),
                ("stock_document", "nobody_posts_his_own_document"),
            ):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        yield cursor
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
        transaction.set_rollback(True)


def test_there_is_a_fault_for_every_fact() -> None:
    assert {check.fact for check in checks.CHECKS} == set(BROKEN)


def test_clean_books_break_no_fact(posted: Document) -> None:
    assert list(checks.faults()) == []


@pytest.mark.req("INV-1", "INV-2", "INV-3", "INV-6", "INV-10", "INV-12")
@pytest.mark.parametrize("fact", BROKEN)
def test_a_broken_fact_is_seen(posted: Document, fact: str) -> None:
    with unguarded() as cursor:
        for statement in BROKEN[fact].split(";"):
            cursor.execute(statement.format(posted=posted.number))
        seen = {fault.fact for fault in checks.faults()}

    assert fact in seen
