"""One exchange order as its page tells it: what came, what goes for it, and how far it has come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.lifecycle import ExchangeState, HandoverState
from shouhou.exchange.models import ExchangeOrder, Handover
from shouhou.exchange.progress import progressed, standing
from shouhou.repair import code_match
from shouhou.repair.code_match import Gap
from shouhou.repair.models import RepairOrder
from shouhou.shipping.models import Shipment, ShipmentDocument
from shouhou.stock.models import Document, Line, Reservation, Unit

JOINED = ("agent", "part", "made_by", "demand", "line__part", "line__unit", "line__consignment")


@dataclass(frozen=True)
class Leaving:
    """So many promised pieces on one document, and the parcel it travels in."""

    document: Document
    quantity: int
    shipment: Shipment | None


@dataclass
class Going:
    """One promise of the order: the pieces, what their codes lack, and how they leave."""

    promise: Reservation
    gap: Gap | None = None
    leaving: list[Leaving] = field(default_factory=list)

    @property
    def quantity(self) -> int:
        """The pieces that are promised still, or were issued."""
        return self.promise.quantity - self.promise.released


def seen_by(user: User) -> QuerySet[ExchangeOrder]:
    """The orders that this person may see, with their state."""
    return progressed(ExchangeOrder.objects.visible_to(user).select_related(*JOINED))


def of_unit(unit: Unit, user: User) -> list[ExchangeOrder]:
    """The orders by which a piece came to us or goes out, the newest first.

    Most pieces have none: what a state is asked of is not looked at before there is an order.
    """
    promised = Reservation.objects.filter(unit=unit).values("demand")
    orders = ExchangeOrder.objects.filter(Q(line__unit=unit) | Q(demand__in=promised))
    if not (found := list(orders.values_list("pk", flat=True))):
        return []
    return list(seen_by(user).filter(pk__in=found).order_by("-pk"))


def way_of(order: ExchangeOrder) -> list[ExchangeState]:
    """The states that an order goes through, as its part and its stock have it."""
    tracked = order.part.tracking == Part.Tracking.SERIAL
    passes = {
        ExchangeState.WAITING: bool(order.demand.shortage_no),
        ExchangeState.RESERVED: tracked,
        ExchangeState.PICKED: order.part.four_codes,
        ExchangeState.CANCELLED: False,
    }
    return [state for state in ExchangeState if passes.get(state, True)]


def going(order: ExchangeOrder) -> list[Going]:
    """What goes to the agent, promise by promise, in a fixed number of queries."""
    joined = order.demand.reservations.select_related("unit", "picked_by", "holding__place")
    promises = [promise for promise in joined.order_by("pk") if promise.quantity > promise.released]
    waiting = [one.unit for one in promises if one.unit and one.open and one.picked_by_id]
    gaps = {unit.pk: gap for unit, gap in code_match.gaps(waiting)}
    leaving = _leaving(promises)
    return [
        Going(promise, gaps.get(promise.unit_id or 0), leaving[promise.pk]) for promise in promises
    ]


def slips_of(order: ExchangeOrder) -> list[Handover]:
    """The slips by which the old pieces came to the bench or the turnover warehouse."""
    slips = Handover.objects.filter(lines__line=order.line_id)
    return list(slips.exclude(state=HandoverState.WITHDRAWN).order_by("pk"))


def bench_order_of(order: ExchangeOrder) -> RepairOrder | None:
    """The order at the bench that judged or repaired the old piece; an accessory has none."""
    number = order.measured.partition(" ")[0]
    return RepairOrder.objects.filter(number=number).first()


def _leaving(promises: list[Reservation]) -> defaultdict[int, list[Leaving]]:
    lines = standing(Line.objects.filter(reservation__in=promises)).select_related("document")
    found = list(lines.order_by("pk"))
    travels = ShipmentDocument.objects.filter(
        document__in=[line.document_id for line in found], freed_at=None
    )
    shipments = {one.document_id: one.shipment for one in travels.select_related("shipment")}
    leaving: defaultdict[int, list[Leaving]] = defaultdict(list)
    for line in found:
        assert line.reservation_id is not None
        leaving[line.reservation_id].append(
            Leaving(line.document, line.quantity, shipments.get(line.document_id))
        )
    return leaving
