"""What agents are promised: demands, the reservations behind them, and what is short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.partners.models import Agent
from shouhou.stock import promising
from shouhou.stock.models import (
    Demand,
    Document,
    Holding,
    Line,
    Place,
    Reservation,
    ShortageEntry,
    Unit,
)
from shouhou.stock.numbers import next_number

Short = ShortageEntry.Kind


@dataclass(frozen=True)
class Wish:
    """So many pieces of a part for an agent, out of the good stock of one warehouse."""

    agent: Agent
    part: Part
    quantity: int
    place: Place
    since: datetime | None = None
    """Since when the agent waits, when he took his place in line before."""


@command
def demand(wish: Wish, *, by: User) -> Demand:
    """Promise what is free, oldest lot first; what is missing becomes a shortage with a number.

    An older shortage of the same part goes first: a new demand never overtakes it.
    """
    holdings = promising.locked_good(wish.place, wish.part)
    waiting = Demand.objects.short().filter(part=wish.part, place=wish.place).exists()
    made = _made(wish)
    if not waiting:
        promising.give(made, holdings)
    if made.missing:
        _fall_short(made, by)
    return made


@command
def wait(wish: Wish, *, by: User) -> Demand:
    """Demand without promising anything yet: it takes its turn when the goods arrive."""
    made = _made(wish)
    _fall_short(made, by)
    return made


@command
def demand_pieces(agent: Agent, holding: Holding, quantity: int, unit: Unit | None) -> Demand:
    """Promise certain pieces: what was repaired goes back to the agent it came from.

    Nobody's older shortage goes before him: they are his own. Refuses pieces that are not free.
    """
    held = Holding.objects.select_for_update(no_key=True).get(pk=holding.pk)
    if unit is not None:
        promising.require_standing(unit, held)
    if held.free < quantity:
        raise Conflict(
            "stock.short",
            where=str(held.part),
            part=str(held.part),
            place=str(held.place),
            available=held.free,
            wanted=quantity,
        )
    made = Demand.objects.create(
        agent=agent,
        part_id=holding.part_id,
        place_id=holding.warehouse_id,
        quantity=quantity,
        promised=quantity,
        since=clock.now(),
        of_certain_unit=unit is not None,
    )
    promising.reserve(made, holding.pk, quantity, unit)
    return made


@command
def fill_shortages(holding_ids: Iterable[int]) -> list[Demand]:
    """Promise what has arrived to whoever waits, by priority and then oldest first (S2.2.7).

    Looks only at the holdings a posting has just filled: it holds their locks already, and what
    lay free elsewhere was promised when it came.
    """
    arrived = promising.by_part(Holding.objects.filter(pk__in=holding_ids).order_by("pk"))
    places, parts = ({key[which] for key in arrived} for which in (0, 1))
    short = Demand.objects.short().filter(place__in=places, part__in=parts)
    filled = []
    for waiting in short.select_for_update(no_key=True):
        free = arrived.get((waiting.place_id, waiting.part_id), [])
        if any(holding.free for holding in free):
            promising.give(waiting, free)
            filled.append(waiting)
    return filled


@command
def reopen(document: Document) -> None:
    """After a reversal: the promises its original used are open again, on the same shelf."""
    lines = Line.objects.filter(document=document.reverses_id, reservation__isnull=False)
    for line in lines.select_related("reservation__demand").order_by("source_id", "pk"):
        assert line.reservation is not None
        certain = line.reservation.demand.of_certain_unit
        Holding.objects.filter(pk=line.source_id).update(reserved=F("reserved") + line.quantity)
        Reservation.objects.filter(pk=line.reservation.pk).update(
            used=F("used") - line.quantity,
            unit=line.reservation.unit_id if certain else None,
            picked_by=None,
            picked_at=None,
        )


@command
def release(reservation_id: int, *, reason: str, by: User) -> Reservation:
    """Give a promise back to the shelf; the demand is short again by as much.

    Refuses a promise that stands on a document under way: that is withdrawn first.
    """
    reservation = promising.locked(reservation_id)
    promising.refuse_on_document(reservation)
    given_back = reservation.open
    if not given_back:
        raise Conflict("stock.promise_over", where=str(reservation_id))
    shelf = Holding.objects.filter(pk=reservation.holding_id)
    shelf.update(reserved=F("reserved") - given_back)
    Demand.objects.filter(pk=reservation.demand_id).update(promised=F("promised") - given_back)
    reservation.released = reservation.released + given_back
    reservation.save(update_fields=["released"])
    promising.enter_shortage(reservation.demand, Short.GIVEN_BACK, given_back)
    trail.record("stock.release", reservation, by=by, after={"quantity": given_back}, reason=reason)
    return reservation


@command
def take_back(demand_id: int, *, reason: str, by: User) -> Demand:
    """Nothing is promised by this demand any more: its pieces went back to where they came from.

    Refuses while one of them stands on a document that is under way.
    """
    promises = Reservation.objects.filter(demand_id=demand_id).still_open()
    for promise in promises.order_by("pk"):
        release(promise.pk, reason=reason, by=by)
    given_up = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
    promising.enter_shortage(given_up, Short.SETTLED, -given_up.missing)
    given_up.closed += given_up.missing
    given_up.save(update_fields=["closed"])
    return given_up


@command
def close_shortage(demand_id: int, quantity: int, *, reason: str, by: User) -> Demand:
    """Settle a shortage otherwise (given up, compensated, substituted); open pieces need a reason.

    What that means for the debt behind it is decided by the flow that says so.
    """
    waiting = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
    if not reason.strip():
        raise Invalid("stock.reason_missing", where="reason")
    if not 0 < quantity <= waiting.missing:
        raise Invalid("stock.not_that_short", where="quantity", missing=waiting.missing)
    waiting.closed += quantity
    waiting.save(update_fields=["closed"])
    promising.enter_shortage(waiting, Short.SETTLED, -quantity)
    trail.record("stock.close_shortage", waiting, by=by, after={"closed": quantity}, reason=reason)
    return waiting


@command
def prioritise(demand_id: int, priority: int, *, reason: str, by: User) -> Demand:
    """Let a shortage go before older ones, with a reason."""
    duties.require(by, "stock.prioritise_shortage")
    waiting = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
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


@command
def expect(demand_id: int, day: date | None, *, told: date | None, by: User) -> Demand:
    """Note on which day a shortage is expected to end, and on which the agent was told."""
    duties.require_any(by, "stock.register_shortage", "stock.prioritise_shortage")
    waiting = Demand.objects.select_for_update(no_key=True).get(pk=demand_id)
    if not waiting.missing:
        raise Conflict("stock.not_short", where=str(waiting))
    if day is not None and day < clock.today():
        raise Invalid("stock.expected_in_the_past", where="expected_on", day=day)
    if told is not None and told > clock.today():
        raise Invalid("stock.told_to_come", where="told_on", day=told)
    before = _expectation(waiting)
    waiting.expected_on = day
    waiting.agent_told_at = _midnight(told) if told else None
    waiting.save(update_fields=["expected_on", "agent_told_at"])
    trail.record("stock.expect", waiting, by=by, before=before, after=_expectation(waiting))
    return waiting


def _expectation(waiting: Demand) -> dict[str, str]:
    told = clock.day_of(waiting.agent_told_at) if waiting.agent_told_at else ""
    return {"expected_on": str(waiting.expected_on or ""), "told_on": str(told)}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.SHANGHAI)


def _made(wish: Wish) -> Demand:
    return Demand.objects.create(
        agent=wish.agent,
        part=wish.part,
        place=wish.place,
        quantity=wish.quantity,
        since=wish.since or clock.now(),
    )


def _fall_short(demand: Demand, by: User) -> None:
    """Give the unpromised rest its shortage number: from now on it is on the register."""
    demand.shortage_no = next_number("SS")
    demand.cause = promising.cause_of(demand)
    demand.save(update_fields=["shortage_no", "cause"])
    promising.enter_shortage(demand, Short.FELL_SHORT, demand.missing)
    trail.record("stock.fall_short", demand, by=by, after={"missing": demand.missing})
