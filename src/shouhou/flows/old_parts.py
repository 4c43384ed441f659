"""Old parts (旧件, B13): received pieces that answer for ones their agent got in advance.

Such a piece closes two debts at once, ours for it and the agent's for the one he got, by one
posted line that both settlements name. Nothing goes back for it, and nothing is netted unseen.
"""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands import debts
from shouhou.exchange.commands.debts import Closing
from shouhou.exchange.models import (
    ExchangeLine,
    ReturnObligation,
    ReturnSettlement,
    Settlement,
)
from shouhou.exchange.obligations import fitting
from shouhou.exchange.whereabouts import line_of
from shouhou.flows.judging import Test, at_turnover, judge, require_measured
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.repair.lifecycle import OVER
from shouhou.repair.models import RepairOrder
from shouhou.repair.steps import locked as locked_order
from shouhou.stock.models import Document, Line
from shouhou.stock.numbers import next_number

SETTLE = "exchange.settle_old_part"


@command
def take(
    line_id: int, quantity: int, obligation_id: int, test: Test, *, by: User
) -> ReturnSettlement:
    """The custodian takes tested pieces as the old parts their agent owes; none is swapped.

    Refuses pieces of another agent or part, and more than the obligation still lacks.
    """
    line = at_turnover(line_id, quantity, by)
    require_measured(test)
    return _judged(line, quantity, _lacking(line, obligation_id, quantity), test, by)


@command
def mark(order_id: int, obligation_id: int, *, by: User) -> ExchangeLine:
    """Say that what lies on the bench is the old part its agent owes: nothing is promised for it.

    Refuses pieces for which something is promised already, and those that go back as they came.
    """
    duties.require(by, SETTLE)
    line = _open_line(order_id)
    if line.answers is not None or line.exchange_orders.standing().exists() or line.to_return:
        raise Conflict("flows.already_promised", where=str(line))
    line.answers = _lacking(line, obligation_id, line.quantity)
    line.save(update_fields=["answers"])
    trail.record("exchange.mark_old_part", line, by=by, after={"answers": str(line.answers)})
    return line


@command
def unmark(order_id: int, *, reason: str, by: User) -> ExchangeLine:
    """Take the mark off: the piece is swapped or repaired for its agent like any other."""
    duties.require(by, SETTLE)
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    line = _open_line(order_id)
    if line.answers is None or line.return_settlements.standing().exists():
        raise Conflict("flows.no_old_part", where=str(line))
    before, line.answers = str(line.answers), None
    line.save(update_fields=["answers"])
    trail.record("exchange.unmark_old_part", line, by=by, before={"answers": before}, reason=reason)
    return line


def judged(line: ExchangeLine, quantity: int, test: Test, *, by: User) -> ReturnSettlement:
    """A marked piece that the bench gives up: judged like one that is exchanged, promised nobody.

    The posting of the judgement settles both debts.
    """
    assert line.answers is not None
    return _judged(line, quantity, line.answers, test, by)


def restocked(line: ExchangeLine, release_line: Line, *, measured: str, by: User) -> None:
    """A marked piece that was repaired: it is the house's, and both debts are settled."""
    assert line.answers is not None
    taken = _write(
        ReturnSettlement(
            line=line,
            obligation=line.answers,
            quantity=release_line.quantity,
            document=release_line.document,
            measured=measured,
        ),
        by,
    )
    debts.settle(_closings(taken, release_line), by=by)


def settled(document: Document, *, by: User) -> None:
    """After a judgement is posted: what it took as old parts settles both debts."""
    line = document.lines.get()
    taken = document.return_settlements.select_related("line", "obligation")
    debts.settle([one for old in taken for one in _closings(old, line)], by=by)


def taken_back(original: Document, reversal: Document, *, by: User) -> None:
    """After a release is reversed: the old parts it restocked are owed again, both ways."""
    back = {line.line_no: line for line in reversal.lines.all()}
    closed = Settlement.objects.filter(
        document_line__document=original, kind=Settlement.Kind.OLD_PART
    )
    closings = []
    for one in closed.select_related("line", "obligation", "document_line"):
        debt = one.line or one.obligation
        assert debt is not None
        assert one.document_line is not None
        line = back[one.document_line.line_no]
        closings.append(Closing(debt, Settlement.Kind.REVERSED, -one.quantity, line, one.reason))
    debts.settle(closings, by=by)


def _closings(taken: ReturnSettlement, line: Line) -> list[Closing]:
    kind = Settlement.Kind.OLD_PART
    debts_closed = (taken.line, taken.obligation)
    return [Closing(one, kind, taken.quantity, line, taken.number) for one in debts_closed]


def _judged(
    line: ExchangeLine, quantity: int, obligation: ReturnObligation, test: Test, by: User
) -> ReturnSettlement:
    return _write(
        ReturnSettlement(
            line=line,
            obligation=obligation,
            quantity=quantity,
            document=judge(line, quantity, test.grounds, by),
            measured=test.measured[:200],
        ),
        by,
    )


def _write(taken: ReturnSettlement, by: User) -> ReturnSettlement:
    taken.number, taken.agent_id = next_number("RT"), taken.line.agent_id
    taken.made_by, taken.made_at = by, clock.now()
    taken.save()
    trail.record(
        "exchange.take_old_part",
        taken,
        by=by,
        after={
            "for": str(taken.obligation),
            "quantity": taken.quantity,
            "document": taken.document.number,
        },
    )
    return taken


def _lacking(line: ExchangeLine, obligation_id: int, quantity: int) -> ReturnObligation:
    """The locked obligation, if it fits the line and lacks so many."""
    ReturnObligation.objects.select_for_update().filter(pk=obligation_id).first()
    lacks = {one.pk: (one, count) for one, count in fitting(line)}
    if obligation_id not in lacks:
        raise Conflict("exchange.not_owed_by_agent", where=str(line.part), agent=str(line.agent))
    obligation, count = lacks[obligation_id]
    if quantity > count:
        raise Invalid("exchange.not_that_many", where="quantity", most=count)
    return obligation


def _open_line(order_id: int) -> ExchangeLine:
    order: RepairOrder = locked_order(order_id)
    if order.state in OVER:
        raise Conflict("flows.bench_is_done", where=order.number)
    return line_of(order)
