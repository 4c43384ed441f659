"""What nobody may say to the database, in SQL: each statement with the guard that refuses it.

Written once for both databases. `{names}` are ids of the scene. `after` are statements that are
allowed, and bring the books to where the forbidden one would do its harm.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction


@dataclass(frozen=True)
class Forbidden:
    """One statement, and the guard (or constraint) that must refuse it."""

    guard: str
    statement: str
    after: tuple[str, ...] = ()

    def refusal(self, ids: dict[str, int]) -> str:
        """What the database says to it; empty when it lets it pass. Nothing stays of either.

        References wait for the commit that never comes: a guard must refuse by itself.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for statement in self.after:
                cursor.execute(statement.format(**ids))
            try:
                with transaction.atomic():
                    cursor.execute(self.statement.format(**ids))
            except DatabaseError as refused:
                return str(refused)
            finally:
                transaction.set_rollback(True)
        return ""


def on(vendor: str, *statements: Forbidden) -> tuple[Forbidden, ...]:
    """The statements that one of the databases knows: the other has nothing to refuse."""
    return statements if connection.vendor == vendor else ()


MOVE = (
    "INSERT INTO stock_move (line_id, document_id, source_id, target_id, unit_id, quantity)"
    " SELECT id, document_id, source_id, target_id, unit_id, quantity FROM stock_line"
)


def moves(document: str) -> str:
    """The moves of a document, as its lines say."""
    return f"{MOVE} WHERE document_id = {{{document}}}"


def units(document: str) -> str:
    """The units of a document, to where its lines bring them."""
    line = f"stock_line l WHERE l.document_id = {{{document}}} AND l.unit_id = stock_unit.id"
    return (
        f"UPDATE stock_unit SET last_document_id = {{{document}}},"
        f" holding_id = (SELECT target_id FROM {line}) WHERE EXISTS (SELECT 1 FROM {line})"
    )


def balances(document: str) -> str:
    """The balances of a document, changed by the sums of its lines."""
    lines = f"FROM stock_line WHERE document_id = {{{document}}} AND"
    return (
        f"UPDATE stock_holding SET last_document_id = {{{document}}}, balance = balance"
        f" + (SELECT coalesce(sum(quantity), 0) {lines} target_id = stock_holding.id)"
        f" - (SELECT coalesce(sum(quantity), 0) {lines} source_id = stock_holding.id)"
        f" WHERE EXISTS (SELECT 1 {lines} stock_holding.id IN (source_id, target_id))"
    )


def seal(document: str) -> tuple[str, str]:
    """The next seal for a document, as far as somebody without the key can make one."""
    return (
        (
            "INSERT INTO stock_seal (document_id, number, mac)"
            f" SELECT {{{document}}}, number + 1, 'forged' FROM stock_chainhead"
        ),
        "UPDATE stock_chainhead SET number = number + 1, mac = 'forged'",
    )


def flip(document: str, by: str = "boss") -> str:
    """The document becomes posted."""
    return (
        f"UPDATE stock_document SET state = 'posted', posted_by_id = {{{by}}},"
        f" posted_at = made_at, book_date = '2026-11-23' WHERE id = {{{document}}}"
    )


def posting(document: str) -> tuple[str, ...]:
    """A whole posting by hand, in the order of the product's own."""
    return (
        moves(document),
        units(document),
        balances(document),
        *seal(document),
        flip(document),
    )
