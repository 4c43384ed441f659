"""Old for new (S2.2.2c, S3.4): the bad piece is judged, the good one is reserved for the agent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part, PartSubstitute
from shouhou.exchange.commands import debts
from shouhou.exchange.models import ExchangeLine, ExchangeOrder, Photo
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.stock.commands import demands, documents
from shouhou.stock.commands.demands import Wish
from shouhou.stock.custody import custodian_of
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Place
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place
from shouhou.stock.spots import no_lot, spot

Grounds = ExchangeOrder.Grounds


@dataclass(frozen=True)
class Test:
    """The quick test of an accessory: what it says, and what was measured."""

    grounds: ExchangeOrder.Grounds
    measured: str = ""


@command
def swap(
    line_id: int, quantity: int, test: Test, *, by: User, substitute: Part | None = None
) -> ExchangeOrder:
    """The custodian swaps pieces of an accessory one for one.

    Refuses a substitute nobody approved, and more pieces than still lie there untested.
    """
    line = _at_turnover(line_id, quantity, by)
    if not test.measured.strip():
        raise Invalid("exchange.nothing_measured", where="measured")
    return exchange(line, quantity, test, by=by, substitute=substitute)


@command
def send_back(
    line_id: int, quantity: int, *, reason: str, by: User, photos: Sequence[Attachment] = ()
) -> ExchangeLine:
    """Counterfeit or foreign pieces go back as they came, with the evidence (S3.4.2)."""
    line = _at_turnover(line_id, quantity, by)
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
        judgement=_judge(line, quantity, test.grounds, by),
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


def _judge(line: ExchangeLine, quantity: int, grounds: ExchangeOrder.Grounds, by: User) -> Document:
    """The document that takes the old pieces to defective stock, or to the hazard store."""
    swollen = grounds == Grounds.SWOLLEN
    target = place(Code.HAZARD if swollen else Code.DEFECT)
    source = place(Code.BENCH if line.route == ExchangeLine.Route.BENCH else Code.TURNOVER)
    none = no_lot()
    document = documents.draft(
        Kind.JUDGEMENT,
        [
            Wanted(
                source=spot(source, line.part_id, Condition.PENDING, none),
                target=spot(target, line.part_id, Condition.DEFECTIVE, none),
                quantity=quantity,
                unit=line.unit,
            )
        ],
        by=by,
        agent=line.agent,
    )
    return documents.submit(document.pk, by=by)


def _at_turnover(line_id: int, quantity: int, by: User) -> ExchangeLine:
    duties.require(by, "exchange.swap_piece")
    rows = ExchangeLine.objects.select_for_update(of=("self",)).select_related("agent", "part")
    line = rows.get(pk=line_id)
    turnover: Place = place(Code.TURNOVER)
    custodian = custodian_of(turnover)
    if custodian is not None and custodian.pk != by.pk:
        raise Forbidden("exchange.custodian_only", where=str(line), name=str(custodian))
    free = free_to_judge(line)
    if line.route != ExchangeLine.Route.TURNOVER or free == 0:
        raise Conflict("exchange.not_at_turnover", where=str(line), part=str(line.part))
    if not 0 < quantity <= free:
        raise Invalid("exchange.not_that_many", where="quantity", most=free)
    return line


def _require_approved(part: Part, substitute: Part) -> None:
    approved = PartSubstitute.objects.filter(
        part=part, substitute=substitute, approved_by__isnull=False
    )
    if not approved.exists():
        raise Forbidden(
            "exchange.substitute_not_approved", where=substitute.part_no, part=str(part)
        )
