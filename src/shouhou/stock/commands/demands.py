"""What agents are promised: demands, the reservations behind them, and what is short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.partners.models import Agent
from shouhou.stock.models import Condition, Demand, Holding, Place, Reservation, Unit
from shouhou.stock.numbers import next_number


@dataclass(frozen=True)
class Wish:
    """So many pieces of a part for an agent, out of the good stock of one place."""

    agent: Agent
    part: Part
    quantity: int
    place: Place


@command
def demand(wish: Wish, *, by: User) -> Demand:
    """Promise what is free, oldest lot first; what is missing becomes a shortage with a number.

    An older shortage of the same part goes first: a new demand never overtakes it.
    """
    made = Demand.objects.create(
        agent=wish.agent,
        part=wish.part,
        place=wish.place,
        quantity=wish.quantity,
        since=clock.now(),
    )
    holdings = _locked_good(wish.place.pk, [wish.part.pk])
    waiting = Demand.objects.short().filter(part=wish.part, place=wish.place)
    if not waiting.exclude(pk=made.pk).exists():
        _promise(made, holdings)
    if made.missing:
        made.shortage_no = next_number("SS")
        made.cause = Demand.Cause.END_OF_LIFE if wish.part.eol else Demand.Cause.NO_STOCK
        made.save(update_fields=["shortage_no", "cause"])
        trail.record("stock.fall_short", made, by=by, after={"missing": made.missing})
    return made


@command
def demand_unit(agent: Agent, unit: Unit, place: Place, *, by: User) -> Demand:
    """Promise one certain unit: a repaired piece goes back to the agent it came from."""
    made = Demand.objects.create(
        agent=agent, part_id=unit.part_id, place=place, quantity=1, promised=1, since=clock.now()
    )
    _reserve(made, unit.holding_id, 1, unit)
    trail.record("stock.promise_unit", made, by=by, after={"unit": unit.label})
    return made


@command
def fill_shortages(place_id: int, part_ids: Iterable[int]) -> list[Demand]:
    """Promise what has arrived to whoever waits, by priority and then oldest first (S2.2.7)."""
    parts = sorted(set(part_ids))
    holdings = _locked_good(place_id, parts)
    filled = []
    short = Demand.objects.short().select_for_update().filter(place_id=place_id, part__in=parts)
    for waiting in short:
        before = waiting.missing
        _promise(waiting, [h for h in holdings if h.part_id == waiting.part_id])
        if waiting.missing < before:
            filled.append(waiting)
    return filled


@command
def bind(reservation_id: int, unit: Unit, *, by: User) -> Reservation:
    """Make a promise about a certain unit: the good piece that was scanned off the shelf."""
    reservation = Reservation.objects.select_related("demand").get(pk=reservation_id)
    holding = Holding.objects.select_for_update().get(pk=reservation.holding_id)
    other = Reservation.objects.filter(unit=unit, used=0, released=0).exclude(pk=reservation.pk)
    if other.exists():
        raise Conflict("stock.promised_elsewhere", where=unit.label, serial=unit.label)
    if unit.holding_id != holding.pk or reservation.open != 1:
        raise Conflict("stock.not_this_promise", where=unit.label, serial=unit.label)
    before = reservation.unit.label if reservation.unit else ""
    reservation.unit = unit
    reservation.save(update_fields=["unit"])
    trail.record(
        "stock.bind", reservation, by=by, before={"unit": before}, after={"unit": unit.label}
    )
    return reservation


@command
def release(reservation_id: int, *, reason: str, by: User) -> Reservation:
    """Give a promise back to the shelf; the demand is short again by as much."""
    reservation = Reservation.objects.get(pk=reservation_id)
    holding = Holding.objects.select_for_update().get(pk=reservation.holding_id)
    reservation = Reservation.objects.select_for_update().get(pk=reservation_id)
    given_back = reservation.open
    if not given_back:
        raise Conflict("stock.promise_over", where=str(reservation_id))
    Holding.objects.filter(pk=holding.pk).update(reserved=F("reserved") - given_back)
    Demand.objects.filter(pk=reservation.demand_id).update(promised=F("promised") - given_back)
    reservation.released = reservation.released + given_back
    reservation.save(update_fields=["released"])
    trail.record("stock.release", reservation, by=by, after={"quantity": given_back}, reason=reason)
    return reservation


@command
def close_shortage(demand_id: int, quantity: int, *, reason: str, by: User) -> Demand:
    """Settle a shortage otherwise (waived, compensated, substituted): open pieces need a reason."""
    duties.require(by, "stock.register_shortage")
    waiting = Demand.objects.select_for_update().get(pk=demand_id)
    if not reason.strip():
        raise Invalid("stock.reason_missing", where="reason")
    if not 0 < quantity <= waiting.missing:
        raise Invalid("stock.not_that_short", where="quantity", missing=waiting.missing)
    waiting.closed += quantity
    waiting.save(update_fields=["closed"])
    trail.record("stock.close_shortage", waiting, by=by, after={"closed": quantity}, reason=reason)
    return waiting


@command
def prioritise(demand_id: int, priority: int, *, reason: str, by: User) -> Demand:
    """Let a shortage go before older ones, with a reason."""
    duties.require(by, "stock.prioritise_shortage")
    waiting = Demand.objects.select_for_update().get(pk=demand_id)
    if not reason.strip():
        raise Invalid("stock.reason_missing", where="reason")
    before, waiting.priority = waiting.priority, priority
    waiting.save(update_fields=["priority"])
    trail.record(
        "stock.prioritise",
        waiting,
        by=by,
        before={"priority": before},
        after={"priority": priority},
        reason=reason,
    )
    return waiting


def _locked_good(place_id: int, part_ids: list[int]) -> list[Holding]:
    return list(
        Holding.objects.select_for_update()
        .filter(place_id=place_id, part__in=part_ids, condition=Condition.GOOD)
        .order_by("pk")
    )


def _promise(demand: Demand, holdings: list[Holding]) -> None:
    """Reserve for `demand` from the locked `holdings`, oldest lot first."""
    for holding in sorted(holdings, key=lambda held: (held.lot_id, held.pk)):
        quantity = min(demand.missing, holding.balance - holding.reserved)
        if quantity > 0:
            _reserve(demand, holding.pk, quantity, None)
            holding.reserved += quantity
            demand.promised += quantity
    demand.save(update_fields=["promised"])


def _reserve(demand: Demand, holding_id: int, quantity: int, unit: Unit | None) -> Reservation:
    Holding.objects.filter(pk=holding_id).update(reserved=F("reserved") + quantity)
    return Reservation.objects.create(
        demand=demand, holding_id=holding_id, unit=unit, quantity=quantity, made_at=clock.now()
    )
