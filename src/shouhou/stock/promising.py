"""Promises below the commands: what is locked for them, what is free, and what is given to whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, Sum

from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.stock.models import (
    Condition,
    Demand,
    Holding,
    Place,
    Reservation,
    ShortageEntry,
    Unit,
)
from shouhou.stock.models.demands import UNDER_WAY
from shouhou.stock.places import Code
from shouhou.stock.spots import holdings_at, spot


def locked_good(warehouse: Place, part: Part) -> list[Holding]:
    """The good shelves of a part in a warehouse and its bins.

    The first one is made where there is none: whoever brings the goods at this very moment and
    whoever asks for them must meet at one row.
    """
    holdings_at([spot(warehouse, part.pk, Condition.GOOD)])
    good = Holding.objects.select_for_update(no_key=True).filter(
        warehouse=warehouse, part=part, condition=Condition.GOOD
    )
    return list(good.order_by("pk"))


def locked(reservation_id: int) -> Reservation:
    """A reservation, locked by its shelf, which everybody who changes a promise locks first."""
    shelf = Holding.objects.filter(reservations=reservation_id).values("pk")[:1]
    Holding.objects.select_for_update(no_key=True).get(pk=shelf)
    return Reservation.objects.select_related("unit", "demand").get(pk=reservation_id)


def refuse_on_document(reservation: Reservation) -> None:
    """Refuse a promise that stands on a document under way."""
    under_way = reservation.lines.filter(document__state__in=UNDER_WAY)
    if (line := under_way.select_related("document").first()) is not None:
        raise Conflict("stock.promise_under_way", where=line.document.number)


def require_standing(unit: Unit, holding: Holding) -> None:
    """Refuse a unit that stands somewhere else than on the locked `holding` by now."""
    now = Unit.objects.get(pk=unit.pk)
    if now.holding_id != holding.pk:
        raise Conflict(
            "stock.unit_elsewhere",
            where=now.label,
            serial=now.label,
            place=str(now.holding.place),
        )


def one_of(reservation: Reservation) -> Reservation:
    """One piece of a promise of several, as a promise of its own."""
    Reservation.objects.filter(pk=reservation.pk).update(quantity=F("quantity") - 1)
    return Reservation.objects.create(
        demand=reservation.demand,
        holding_id=reservation.holding_id,
        quantity=1,
        made_at=reservation.made_at,
    )


def by_part(holdings: Iterable[Holding]) -> dict[tuple[int, int], list[Holding]]:
    """The holdings by warehouse and part: the ones that one shortage may be filled from."""
    groups: dict[tuple[int, int], list[Holding]] = {}
    for holding in holdings:
        groups.setdefault((holding.warehouse_id, holding.part_id), []).append(holding)
    return groups


def give(demand: Demand, holdings: list[Holding]) -> None:
    """Reserve for `demand` from the locked `holdings`, oldest lot first."""
    before = demand.promised
    for holding in sorted(holdings, key=lambda held: (held.lot_id, held.pk)):
        quantity = min(demand.missing, holding.free)
        if quantity > 0:
            reserve(demand, holding.pk, quantity, None)
            holding.reserved += quantity
            demand.promised += quantity
    demand.save(update_fields=["promised"])
    enter_shortage(demand, ShortageEntry.Kind.FILLED, before - demand.promised)


def cause_of(demand: Demand) -> Demand.Cause:
    """Why a demand is short (S2.2.7): pieces in the house that would do may only be held up."""
    if demand.part.eol:
        return Demand.Cause.END_OF_LIFE
    held = Holding.objects.filter(part=demand.part, outside=False).order_by()
    held_up = held.filter(
        Q(condition=Condition.HOLD) | Q(condition=Condition.PENDING, place__code=Code.MAIN)
    )
    pieces = dict(held_up.values_list("condition").annotate(Sum("balance")))
    if pieces.get(Condition.PENDING, 0) >= demand.missing:
        return Demand.Cause.PENDING
    if pieces.get(Condition.HOLD, 0) >= demand.missing:
        return Demand.Cause.QUALITY_HOLD
    return Demand.Cause.NO_STOCK


def enter_shortage(demand: Demand, kind: ShortageEntry.Kind, quantity: int) -> None:
    """Write into the register by how many pieces a shortage grew or shrank; it has its number."""
    if demand.shortage_no and quantity:
        ShortageEntry.objects.create(demand=demand, kind=kind, quantity=quantity, day=clock.today())


def reserve(demand: Demand, holding_id: int, quantity: int, unit: Unit | None) -> Reservation:
    """Promise pieces of one locked holding, or one unit in it."""
    Holding.objects.filter(pk=holding_id).update(reserved=F("reserved") + quantity)
    return Reservation.objects.create(
        demand=demand, holding_id=holding_id, unit=unit, quantity=quantity, made_at=clock.now()
    )
