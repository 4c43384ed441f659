"""The old piece: tested, and taken to defective stock by a judgement that the supervisor posts."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.repair.commands import inspection
from shouhou.repair.models import RepairOrder
from shouhou.stock.commands import demands, documents
from shouhou.stock.custody import custodian_of
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Place, Reservation
from shouhou.stock.places import Code, place
from shouhou.stock.spots import no_lot, spot

Grounds = ExchangeOrder.Grounds


@dataclass(frozen=True)
class Test:
    """The quick test of an accessory: what it says, and what was measured."""

    grounds: ExchangeOrder.Grounds
    measured: str = ""


def at_turnover(line_id: int, quantity: int, by: User) -> ExchangeLine:
    """The locked line, if so many pieces of it lie in the turnover warehouse and wait for a test.

    Only its custodian tests them.
    """
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


def require_measured(test: Test) -> None:
    """Refuse a test that says nothing, and a scan that went into its field by mistake."""
    if not test.measured.strip():
        raise Invalid("exchange.nothing_measured", where="measured")
    if Part.objects.numbered(test.measured).exists():
        raise Invalid("exchange.scanned_as_measured", where="measured", scanned=test.measured)


def judge(line: ExchangeLine, quantity: int, grounds: Grounds, by: User) -> Document:
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


def strike(document_id: int, *, reason: str, by: User) -> Document:
    """Reject a judgement for good: nothing is promised for the piece, and it is tested again.

    What was promised goes to whoever waits. Refused (`stock.promise_under_way`) while a promised
    piece stands on a document.
    """
    document = documents.strike(document_id, reason=reason, by=by)
    promises = Reservation.objects.filter(demand__exchange_order__judgement=document)
    shelves = list(promises.still_open().values_list("holding_id", flat=True))
    for order in ExchangeOrder.objects.filter(judgement=document):
        demands.take_back(order.demand_id, reason=reason, by=by)
        trail.record("exchange.undo", order, by=by, reason=reason)
    demands.fill_shortages(shelves)
    measured = document.exchange_orders.values_list("measured", flat=True)
    taken = document.return_settlements.values_list("measured", flat=True)
    for number in {text.partition(" ")[0] for text in [*measured, *taken]}:
        for judged in RepairOrder.objects.filter(number=number):
            inspection.take_up_again(judged.pk, reason=reason, by=by)
    return document
