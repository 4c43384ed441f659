"""Old for new (S2.2.2c, S3.4): the bad piece is judged, the good one is reserved for the agent."""

from __future__ import annotations

from collections.abc import Sequence

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part, PartSubstitute
from shouhou.exchange.commands import debts
from shouhou.exchange.models import ExchangeLine, ExchangeOrder, Photo
from shouhou.flows.judging import Test, at_turnover, judge, require_measured
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Demand
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place


@command
def swap(
    line_id: int, quantity: int, test: Test, *, by: User, substitute: Part | None = None
) -> ExchangeOrder:
    """The custodian swaps pieces of an accessory one for one.

    Refuses a substitute nobody approved, and more pieces than still lie there untested.
    """
    line = at_turnover(line_id, quantity, by)
    require_measured(test)
    return exchange(line, quantity, test, by=by, substitute=substitute)


@command
def send_back(
    line_id: int, quantity: int, *, reason: str, by: User, photos: Sequence[Attachment]
) -> ExchangeLine:
    """Counterfeit or foreign pieces go back as they came, with the evidence (S3.4.2).

    Refuses without a photo: the agent gets his own pieces back and is to see why.
    """
    line = at_turnover(line_id, quantity, by)
    if not photos:
        raise Invalid("exchange.return_needs_photo", where="photos")
    Photo.objects.bulk_create(Photo(line=line, attachment=photo) for photo in photos)
    return debts.mark_for_return(line, quantity, reason=reason, by=by)


@command
def exchange(
    line: ExchangeLine, quantity: int, test: Test, *, by: User, substitute: Part | None = None
) -> ExchangeOrder:
    """Write the exchange order: judge the old pieces, promise the new ones or fall short."""
    part = substitute or line.part
    if part.pk != line.part_id:
        _require_approved(line.part, part)
    turnover = place(Code.TURNOVER)
    demand = demands.demand(Wish(line.agent, part, quantity, turnover), by=by)
    order = ExchangeOrder.objects.create(
        number=next_number("EX"),
        line=line,
        agent=line.agent,
        part=part,
        quantity=quantity,
        grounds=test.grounds,
        measured=test.measured[:200],
        demand=demand,
        judgement=judge(line, quantity, test.grounds, by),
        made_by=by,
        made_at=clock.now(),
    )
    trail.record(
        "exchange.swap",
        order,
        by=by,
        after={"part": part.part_no, "quantity": quantity, "missing": demand.missing},
    )
    return order


@command
def offer_substitute(demand_id: int, substitute: Part, *, by: User) -> ExchangeOrder:
    """The agent takes an approved substitute for what is short, and keeps his place in line.

    What was promised him already stays as it is. Refuses a shortage that is over or stands
    behind no exchange.
    """
    duties.require(by, "stock.register_shortage")
    short = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
    old = ExchangeOrder.objects.filter(demand=short).select_related("line", "agent", "part").first()
    if old is None or not short.missing:
        raise Conflict("stock.not_short", where=str(short))
    _require_approved(old.part, substitute)
    missing, turnover = short.missing, place(Code.TURNOVER)
    demands.close_shortage(short.pk, missing, reason=substitute.part_no, by=by)
    wish = Wish(old.agent, substitute, missing, turnover, since=short.since)
    new = ExchangeOrder.objects.create(
        number=next_number("EX"),
        line=old.line,
        agent=old.agent,
        part=substitute,
        quantity=missing,
        grounds=old.grounds,
        measured=old.measured,
        demand=demands.demand(wish, by=by),
        judgement_id=old.judgement_id,
        replaces=old,
        made_by=by,
        made_at=clock.now(),
    )
    after = {"part": substitute.part_no, "quantity": missing, "missing": new.demand.missing}
    trail.record("exchange.substitute", new, by=by, before={"order": old.number}, after=after)
    return new


def _require_approved(part: Part, substitute: Part) -> None:
    approved = PartSubstitute.objects.filter(
        part=part, substitute=substitute, approved_by__isnull=False
    )
    if not approved.exists():
        raise Forbidden(
            "exchange.substitute_not_approved", where=substitute.part_no, part=str(part)
        )
