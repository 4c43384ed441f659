"""How far each exchange order has come (C3.2), asked of lower facts: nothing of it is stored."""

from __future__ import annotations

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from shouhou.catalog.models import Part
from shouhou.exchange.lifecycle import ExchangeState
from shouhou.exchange.models import ExchangeOrder
from shouhou.repair import code_match
from shouhou.shipping.models import ShipmentDocument
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Line, Reservation, Unit

ON_THE_SHELF = (
    ExchangeState.JUDGING,
    ExchangeState.RESERVED,
    ExchangeState.PICKED,
    ExchangeState.READY,
)

_WAITING = Q(demand__promised__lt=F("demand__quantity") - F("demand__closed"))
_CANCELLED = Q(demand__closed=F("demand__quantity")) | Q(judgement__state=State.VOID)
_JUDGING = Q(judgement__isnull=False) & ~Q(judgement__state=State.POSTED)


def progressed(orders: QuerySet[ExchangeOrder]) -> QuerySet[ExchangeOrder]:
    """The orders with their `state`, an `ExchangeState`: that of the piece furthest behind."""
    free = Reservation.objects.free().filter(demand=OuterRef("demand"))
    to_pick = free.filter(holding__part__tracking=Part.Tracking.SERIAL, picked_by=None)
    to_match = free.filter(unit__in=_unmatched())
    return orders.annotate(
        state=Case(
            When(_CANCELLED, then=Value(ExchangeState.CANCELLED)),
            When(_WAITING, then=Value(ExchangeState.WAITING)),
            When(_JUDGING, then=Value(ExchangeState.JUDGING)),
            When(Exists(to_pick), then=Value(ExchangeState.RESERVED)),
            When(Exists(to_match), then=Value(ExchangeState.PICKED)),
            When(Exists(free), then=Value(ExchangeState.READY)),
            When(Exists(_in_the_house()), then=Value(ExchangeState.SHIPPING)),
            default=Value(ExchangeState.DONE),
            output_field=CharField(),
        )
    )


def in_state(orders: QuerySet[ExchangeOrder], state: str) -> QuerySet[ExchangeOrder]:
    """Of progressed orders the ones that have come just so far.

    What stands on the shelf is little beside all that ever left: those states begin there.
    """
    if state in ON_THE_SHELF:
        orders = orders.filter(demand__in=Reservation.objects.free().values("demand"))
    return orders.filter(Q(state=state))


def state_of(order: ExchangeOrder) -> ExchangeState:
    """The state of a progressed order."""
    return ExchangeState(order.state)  # type: ignore[attr-defined]  # annotated


def standing(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Lines of documents that were neither given up nor taken back."""
    return lines.exclude(document__state=State.VOID).exclude(
        document__reversed_by__state=State.POSTED
    )


def _in_the_house() -> QuerySet[Line]:
    """Lines by which pieces of an order leave and which no courier has taken yet."""
    taken = ShipmentDocument.objects.filter(
        document=OuterRef("document"), freed_at=None, shipment__manifest__isnull=False
    )
    lines = Line.objects.filter(reservation__demand=OuterRef("demand"))
    return standing(lines).exclude(Exists(taken))


def _unmatched() -> list[int]:
    """The picked boards and phones that stand on no document and whose codes do not match.

    They are few at any time, and whether a match still holds is the gate's own question.
    """
    picked = Reservation.objects.free().filter(
        picked_by__isnull=False, holding__part__four_codes=True
    )
    units = Unit.objects.filter(pk__in=picked.values("unit"))
    return [unit.pk for unit, _gap in code_match.gaps(list(units))]
