"""From the bench to the good shelf (S3.5.11): the release document, its gate, and whose it is."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.exchange.whereabouts import line_of
from shouhou.flows import old_parts
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.repair.commands import repairing
from shouhou.repair.gate import facts_of_all
from shouhou.repair.lifecycle import State
from shouhou.repair.models import RepairOrder
from shouhou.stock.commands import demands, documents
from shouhou.stock.commands.demands import Wish
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Clearance, Condition, Demand, Document, Line
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place
from shouhou.stock.spots import no_lot, spot

Grounds = ExchangeOrder.Grounds


@command
def release(order_ids: Collection[int], *, by: User) -> Document:
    """Make and submit the document that brings released pieces to the good shelf, a tray at once.

    Refuses (`repair.not_cleared`) whatever did not pass inspection and a second person's check.
    """
    duties.require(by, "repair.release_unit")
    rows = RepairOrder.objects.select_for_update(of=("self",)).select_related("unit", "part")
    orders = list(rows.filter(pk__in=order_ids).order_by("pk"))
    if not orders:
        raise Invalid("flows.nothing_to_release", where="orders")
    _refuse_released(orders)
    facts = facts_of_all(orders)
    bench, turnover, none = place(Code.BENCH), place(Code.TURNOVER), no_lot()
    document = documents.draft(
        Kind.RELEASE,
        [
            Wanted(
                source=spot(bench, order.part_id, Condition.PENDING, none),
                target=spot(turnover, order.part_id, Condition.GOOD, none),
                quantity=order.quantity,
                unit=order.unit,
            )
            for order in orders
        ],
        by=by,
    )
    lines = document.lines.order_by("line_no")
    Clearance.objects.bulk_create(
        Clearance(line=line, grounds=order.number, **vars(fact))
        for line, order, fact in zip(lines, orders, facts, strict=True)
    )
    return documents.submit(document.pk, by=by)


def tray() -> QuerySet[RepairOrder]:
    """Released pieces that stand on no release document yet, oldest first."""
    waiting = RepairOrder.objects.filter(state=State.RELEASED)
    waiting = waiting.exclude(number__in=_standing().values("grounds"))
    return waiting.select_related("agent", "part", "unit", "engineer").order_by("pk")


@command
def pool(line_id: int, *, reason: str, by: User) -> ExchangeLine:
    """The supervisor lets a repaired piece go to whoever waits longest, not to its own agent."""
    duties.require(by, "repair.pool_unit")
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    line = ExchangeLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.exchange_orders.standing().exists():
        raise Conflict("flows.already_promised", where=str(line))
    line.pooled = True
    line.save(update_fields=["pooled"])
    trail.record("repair.pool", line, by=by, after={"pooled": True}, reason=reason)
    return line


def may_become_good(document: Document, *, by: User) -> None:
    """At posting once more: the release must still stand. Who posts is the ledger's question."""
    del by
    facts_of_all(_orders_of(document))


def restocked(document: Document, *, by: User) -> None:
    """After posting: the order is over, and the piece is promised to the agent it came from.

    An old part that he owed is the house's.
    """
    for line in document.lines.select_related("clearance", "document", "target", "unit"):
        order = RepairOrder.objects.get(number=line.clearance.grounds)
        repairing.restock(order, by=by)
        _promise(line, order, by)


def may_go_back(document: Document, *, by: User) -> None:
    """Before a release is reversed: its pieces are promised to nobody any more."""
    for order in _orders_of(document):
        for promise in ExchangeOrder.objects.filter(
            measured=order.number, grounds=Grounds.REPAIRED
        ):
            demands.take_back(promise.demand_id, reason=document.number, by=by)


def back_on_the_bench(document: Document, reversal: Document, *, by: User) -> None:
    """After a release was reversed: its pieces are checked anew, its old parts owed again."""
    for order in _orders_of(document):
        repairing.unstock(order, reason=document.number, by=by)
    old_parts.taken_back(document, reversal, by=by)


def _promise(line: Line, order: RepairOrder, by: User) -> None:
    debt = line_of(order)
    if debt.answers is not None:
        old_parts.restocked(debt, line, measured=order.number, by=by)
        return
    if debt.exchange_orders.filter(measured=order.number, grounds=Grounds.POOLED).exists():
        return  # released a second time: its agent waits in turn already
    if debt.pooled:
        wish = Wish(order.agent, order.part, order.quantity, place(Code.TURNOVER))
        demand = demands.wait(wish, by=by)
    else:
        demand = demands.demand_pieces(order.agent, line.target, line.quantity, line.unit)
    _write_order(debt, demand, order, by)


def _write_order(debt: ExchangeLine, demand: Demand, order: RepairOrder, by: User) -> None:
    made = ExchangeOrder.objects.create(
        number=next_number("EX"),
        line=debt,
        agent_id=debt.agent_id,
        part_id=demand.part_id,
        quantity=demand.quantity,
        grounds=Grounds.POOLED if debt.pooled else Grounds.REPAIRED,
        measured=order.number,
        demand=demand,
        made_by=by,
        made_at=clock.now(),
    )
    trail.record("exchange.promise_back", made, by=by, after={"order": order.number})


def _refuse_released(orders: Collection[RepairOrder]) -> None:
    """A piece stands on one release only, unless that one was given up or reversed."""
    made = _standing().filter(grounds__in=[order.number for order in orders])
    if (other := made.select_related("line__document").first()) is not None:
        raise Conflict(
            "flows.release_made", where=other.grounds, document=other.line.document.number
        )


def _standing() -> QuerySet[Clearance]:
    """The clearances of releases that were neither given up nor reversed."""
    releases = Clearance.objects.filter(line__document__kind=Kind.RELEASE)
    given_up = Q(line__document__state="void") | Q(line__document__reversed_by__state="posted")
    return releases.exclude(given_up)


def _orders_of(document: Document) -> list[RepairOrder]:
    grounds = Clearance.objects.filter(line__document=document).values_list("grounds", flat=True)
    return list(RepairOrder.objects.filter(number__in=list(grounds)))
