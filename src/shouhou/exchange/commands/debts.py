"""Debts: born with a posted line, closed by settlements that name a posted line or an approval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeLine, ReturnObligation, Settlement
from shouhou.exchange.models.counts import Eligibility
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.models import Line
from shouhou.stock.sets import as_json, now, rows_from_json

BENCH_CLASSES = {Part.MaterialClass.BIG_THREE, Part.MaterialClass.ELECTRONIC}


def route_of(part: Part) -> ExchangeLine.Route:
    """Big-three and electronic parts go to the bench, everything else to the turnover warehouse."""
    if part.material_class in BENCH_CLASSES:
        return ExchangeLine.Route.BENCH
    return ExchangeLine.Route.TURNOVER


@command
def owe(lines: Sequence[Line], eligibility: dict[int, Eligibility]) -> None:
    """Every posted inbound line is a debt from now on. `eligibility` is by line number."""
    columns = (("line_id", "int"), ("route", "text"), ("eligibility", "text"))
    rows = [
        (
            line.pk,
            route_of(line.target.part),
            eligibility.get(line.line_no, Eligibility.UNCHECKED),
        )
        for line in lines
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchange_exchangeline (agent_id, consignment_id, inbound_line_id, part_id,"
            " unit_id, quantity, route, eligibility, settled, pooled, to_return, return_reason,"
            " since) SELECT c.agent_id, c.id, l.id, h.part_id, l.unit_id, l.quantity, owed.route,"
            " owed.eligibility, 0, false, 0, '', %s"
            f" FROM ({rows_from_json(columns)}) AS owed JOIN stock_line l ON l.id = owed.line_id"
            " JOIN stock_holding h ON h.id = l.target_id"
            " JOIN exchange_inboundconsignment c ON c.document_id = l.document_id"
            " ORDER BY l.line_no",
            [now(), as_json(rows)],
        )


def lock(line_ids: Collection[int]) -> None:
    """Nobody else decides what becomes of these debts until the transaction ends."""
    lines = ExchangeLine.objects.filter(pk__in=line_ids).order_by("pk")
    list(lines.select_for_update(no_key=True).values_list("pk"))


Debt = ExchangeLine | ReturnObligation


@dataclass(frozen=True)
class Closing:
    """One settlement to write: of which debt, how, how many, by which posted line or reason."""

    debt: Debt
    kind: Settlement.Kind
    quantity: int
    document_line: Line | None = None
    reason: str = ""


@command
def settle(closings: Sequence[Closing], *, by: User) -> None:
    """Append settlements and let their debts follow, in either direction.

    Refuses (`exchange.not_that_much_owed`) more than is owed. A fixed number of statements.
    """
    _settle([c for c in closings if isinstance(c.debt, ExchangeLine)], ExchangeLine, by)
    _settle([c for c in closings if isinstance(c.debt, ReturnObligation)], ReturnObligation, by)


def _settle(closings: Sequence[Closing], model: type[Debt], by: User) -> None:
    if not closings:
        return
    sums: Counter[int] = Counter()
    for closing in closings:
        sums[closing.debt.pk] += closing.quantity
    for debt in model.objects.select_for_update().filter(pk__in=sorted(sums)).order_by("pk"):
        if not 0 <= debt.settled + sums[debt.pk] <= debt.quantity:
            owed = debt.quantity - debt.settled
            raise Conflict("exchange.not_that_much_owed", where=str(debt), owed=owed)
    _append(closings, model, by)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET settled = settled + s.quantity FROM"
            f" ({rows_from_json([('debt_id', 'int'), ('quantity', 'int')])}) AS s"
            f" WHERE s.debt_id = {model._meta.db_table}.id",
            [as_json(sums.items())],
        )


def _append(closings: Sequence[Closing], model: type[Debt], by: User) -> None:
    debt = "line_id" if model is ExchangeLine else "obligation_id"
    columns = (
        (debt, "int"),
        ("agent_id", "int"),
        ("kind", "text"),
        ("quantity", "int"),
        ("document_line_id", "int"),
        ("reason", "text"),
    )
    rows = [
        (
            c.debt.pk,
            c.debt.agent_id,
            c.kind,
            c.quantity,
            c.document_line.pk if c.document_line else None,
            c.reason[:200],
        )
        for c in closings
    ]
    names = ", ".join(name for name, _kind in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO exchange_settlement ({names}, settled_by_id, settled_at)"
            f" SELECT {names}, %s, %s FROM ({rows_from_json(columns)}) AS closed ORDER BY nth",
            [by.pk, now(), as_json(rows)],
        )


@command
def mark_for_return(line: ExchangeLine, quantity: int, *, reason: str, by: User) -> ExchangeLine:
    """Say that pieces go back as they came, and why; the return document is what approves it."""
    locked = ExchangeLine.objects.select_for_update().get(pk=line.pk)
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    if not 0 < quantity <= locked.quantity - locked.to_return:
        raise Invalid("exchange.not_that_many", where="quantity", most=locked.quantity)
    locked.to_return += quantity
    locked.return_reason = reason[:200]
    locked.save(update_fields=["to_return", "return_reason"])
    trail.record(
        "exchange.mark_for_return", locked, by=by, after={"quantity": quantity}, reason=reason
    )
    return locked
