"""Debts: born with a posted inbound line, closed by settlements that name a posted line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeLine, InboundConsignment, Settlement
from shouhou.exchange.models.counts import Eligibility
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.models import Line

BENCH_CLASSES = {Part.MaterialClass.BIG_THREE, Part.MaterialClass.ELECTRONIC}


def route_of(part: Part) -> ExchangeLine.Route:
    """Big-three and electronic parts go to the bench, everything else to the turnover warehouse."""
    if part.material_class in BENCH_CLASSES:
        return ExchangeLine.Route.BENCH
    return ExchangeLine.Route.TURNOVER


@command
def owe(
    consignment: InboundConsignment,
    lines: Sequence[Line],
    eligibility: dict[int, Eligibility],
) -> list[ExchangeLine]:
    """Every posted inbound line is a debt from now on. `eligibility` is by line number."""
    assert consignment.agent is not None
    now = clock.now()
    return ExchangeLine.objects.bulk_create(
        ExchangeLine(
            agent=consignment.agent,
            consignment=consignment,
            inbound_line=line,
            part_id=line.target.part_id,
            unit_id=line.unit_id,
            quantity=line.quantity,
            route=route_of(line.target.part),
            eligibility=eligibility.get(line.line_no, Eligibility.UNCHECKED),
            since=now,
        )
        for line in lines
    )


@dataclass(frozen=True)
class Closing:
    """One settlement to write: of which debt, how, how many, by which posted line or reason."""

    line: ExchangeLine
    kind: Settlement.Kind
    quantity: int
    document_line: Line | None = None
    reason: str = ""


@command
def settle(closings: Sequence[Closing], *, by: User) -> None:
    """Append settlements and let their debts follow. Never more than is owed."""
    locked = ExchangeLine.objects.select_for_update().in_bulk({c.line.pk for c in closings})
    for closing in sorted(closings, key=lambda c: c.line.pk):
        debt = locked[closing.line.pk]
        if not 0 <= debt.settled + closing.quantity <= debt.quantity:
            raise Conflict("exchange.not_that_much_owed", where=str(debt), owed=debt.owed)
        debt.settled += closing.quantity
        Settlement.objects.create(
            line=debt,
            agent_id=debt.agent_id,
            kind=closing.kind,
            quantity=closing.quantity,
            document_line=closing.document_line,
            reason=closing.reason,
            settled_by=by,
            settled_at=clock.now(),
        )
        ExchangeLine.objects.filter(pk=debt.pk).update(settled=F("settled") + closing.quantity)


@command
def waive(line_id: int, quantity: int, *, reason: str, by: User) -> None:
    """Close owed pieces that the agent gave up or was paid for, with the approval behind it."""
    duties.require(by, "exchange.decide_discrepancy")
    line = ExchangeLine.objects.get(pk=line_id)
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    settle([Closing(line, Settlement.Kind.WAIVED, quantity, reason=reason)], by=by)
    trail.record("exchange.waive", line, by=by, after={"quantity": quantity}, reason=reason)


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
