"""What goods alone do not settle on an agent's account: one asks, another decides (S2.2.3c).

An issue in advance makes the agent owe an old part once it is shipped; a debt that is given up,
waived or charged is closed by a settlement that names the request behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.catalog.queries import usable_part
from shouhou.exchange.commands import debts
from shouhou.exchange.commands.debts import Closing, Debt
from shouhou.exchange.lifecycle import REQUEST, RequestState
from shouhou.exchange.models import AccountRequest, ReturnObligation, Settlement
from shouhou.exchange.obligations import unanswered
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.partners.models import Agent
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Demand
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place

Kind = AccountRequest.Kind
ASK = "exchange.ask_account"
DECIDE = "exchange.decide_account"
DECIDERS = {
    Kind.ADVANCE: DECIDE,
    Kind.GIVE_UP: DECIDE,
    Kind.WAIVE: DECIDE,
    Kind.CHARGE: "exchange.charge_agent",
}
"""Who decides what: the supervisor, and finance what is charged (C3.13)."""
MOST_PIECES = 10_000


@dataclass(frozen=True)
class Wanted:
    """So many pieces, and why."""

    quantity: int
    reason: str


@command
def ask_advance(agent: Agent, part: Part, wanted: Wanted, *, by: User) -> AccountRequest:
    """Ask to issue good pieces to an agent before his old parts are here (先发后返).

    Refuses a part that was not approved.
    """
    asked = AccountRequest(kind=Kind.ADVANCE, agent=agent, part=usable_part(part.part_no))
    return _ask(asked, wanted, most=MOST_PIECES, by=by)


@command
def ask_giving_up(demand_id: int, wanted: Wanted, *, by: User) -> AccountRequest:
    """Ask to close pieces of a shortage that the agent gives up or was paid for."""
    shortage = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
    asked = AccountRequest(
        kind=Kind.GIVE_UP, agent=shortage.agent, part=shortage.part, shortage=shortage
    )
    return _ask(asked, wanted, most=shortage.missing, by=by)


@command
def ask_waiving(obligation_id: int, wanted: Wanted, *, by: User) -> AccountRequest:
    """Ask that old parts need not come (免返)."""
    obligation = _obligation(obligation_id)
    asked = _about(obligation, Kind.WAIVE)
    return _ask(asked, wanted, most=unanswered(obligation), by=by)


@command
def ask_charging(obligation_id: int, wanted: Wanted, *, by: User) -> AccountRequest:
    """Ask that old parts which did not come in time are charged to the agent (扣款).

    Refuses (`exchange.not_overdue`) before their last day is over.
    """
    obligation = _obligation(obligation_id)
    if not obligation.overdue:
        raise Conflict("exchange.not_overdue", where=str(obligation), due_on=obligation.due_on)
    asked = _about(obligation, Kind.CHARGE)
    return _ask(asked, wanted, most=unanswered(obligation), by=by)


@command
def grant(request_id: int, *, by: User) -> AccountRequest:
    """Agree; what was asked happens in the same act. Refused to whoever asked."""
    request = _decided(request_id, "grant", by)
    _GRANTED[Kind(request.kind)](request, by)
    return _go(request, "grant", by=by)


@command
def refuse(request_id: int, *, reason: str, by: User) -> AccountRequest:
    """Say no, and why. Nothing changes."""
    request = _decided(request_id, "refuse", by)
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    request.answer = reason[:400]
    return _go(request, "refuse", by=by, reason=reason)


@command
def withdraw(request_id: int, *, by: User) -> AccountRequest:
    """Take back what was asked and not decided yet."""
    duties.require(by, ASK)
    return _go(_locked(request_id), "withdraw", by=by)


def _advance(request: AccountRequest, by: User) -> None:
    wish = Wish(request.agent, request.part, request.quantity, place(Code.TURNOVER))
    request.demand = demands.demand(wish, by=by)


def _give_up(request: AccountRequest, by: User) -> None:
    assert request.shortage is not None
    shortage = request.shortage
    demands.close_shortage(shortage.pk, request.quantity, reason=request.number, by=by)
    if (order := getattr(shortage, "exchange_order", None)) is not None:
        _settle(request, order.line, Settlement.Kind.WAIVED, by)


def _waive(request: AccountRequest, by: User) -> None:
    _close_obligation(request, Settlement.Kind.WAIVED, by)


def _charge(request: AccountRequest, by: User) -> None:
    _close_obligation(request, Settlement.Kind.CHARGED, by)


_GRANTED: dict[Kind, Callable[[AccountRequest, User], None]] = {
    Kind.ADVANCE: _advance,
    Kind.GIVE_UP: _give_up,
    Kind.WAIVE: _waive,
    Kind.CHARGE: _charge,
}


def _close_obligation(request: AccountRequest, kind: Settlement.Kind, by: User) -> None:
    assert request.obligation_id is not None
    obligation = _obligation(request.obligation_id)
    if request.quantity > (most := unanswered(obligation)):
        raise Conflict("exchange.not_that_much_owed", where=str(obligation), owed=most)
    _settle(request, obligation, kind, by)


def _settle(request: AccountRequest, debt: Debt, kind: Settlement.Kind, by: User) -> None:
    closing = Closing(debt, kind, request.quantity, reason=f"{request.number} {request.reason}")
    debts.settle([closing], by=by)


def _about(obligation: ReturnObligation, kind: Kind) -> AccountRequest:
    return AccountRequest(
        kind=kind, agent=obligation.agent, part=obligation.part, obligation=obligation
    )


def _ask(asked: AccountRequest, wanted: Wanted, *, most: int, by: User) -> AccountRequest:
    duties.require(by, ASK)
    if not wanted.reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    if not 0 < wanted.quantity <= most:
        raise Invalid("exchange.not_that_many", where="quantity", most=most)
    asked.number, asked.quantity = next_number("AR"), wanted.quantity
    asked.reason, asked.asked_by, asked.asked_at = wanted.reason[:400], by, clock.now()
    asked.save()
    after = {"kind": asked.kind, "part": asked.part.part_no, "quantity": asked.quantity}
    trail.record("exchange.ask", asked, by=by, after=after, reason=asked.reason)
    return asked


def _decided(request_id: int, verb: str, by: User) -> AccountRequest:
    request = _locked(request_id)
    duties.require(by, DECIDERS[Kind(request.kind)])
    duties.require_other_than(by, request.asked_by_id, duty="decision")
    REQUEST.after(request.state, verb, where=request.number)
    request.decided_by, request.decided_at = by, clock.now()
    return request


def _go(request: AccountRequest, verb: str, *, by: User, reason: str = "") -> AccountRequest:
    before = request.state
    request.state = RequestState(REQUEST.after(before, verb, where=request.number))
    request.save()
    trail.record(
        f"exchange.{verb}_request",
        request,
        by=by,
        before={"state": before},
        after={"state": request.state},
        reason=reason,
    )
    return request


def _locked(request_id: int) -> AccountRequest:
    rows = AccountRequest.objects.select_for_update(of=("self",))
    named = rows.select_related("agent", "part", "shortage", "asked_by")
    if (found := named.filter(pk=request_id).first()) is None:
        raise Missing("exchange.no_such_request", where=str(request_id))
    return found


def _obligation(obligation_id: int) -> ReturnObligation:
    rows = ReturnObligation.objects.select_for_update(of=("self",))
    found = rows.select_related("agent", "part").filter(pk=obligation_id).first()
    if found is None:
        raise Missing("exchange.no_such_obligation", where=str(obligation_id))
    return found
