"""A promised piece in somebody's hand: taken off the shelf for its agent, or laid back."""

from __future__ import annotations

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.partners.models import Agent
from shouhou.stock import promising
from shouhou.stock.models import Holding, Reservation, Unit


@command
def pick(unit: Unit, agent: Agent, *, by: User) -> Reservation:
    """Take a good piece off the shelf for an agent: his own one, or any one of a part promised.

    Refuses a unit that is promised to somebody else, one that nobody is promised, and one that
    was moved away meanwhile.
    """
    holding = Holding.objects.select_for_update(no_key=True).get(pk=unit.holding_id)
    promising.require_standing(unit, holding)
    related = Reservation.objects.still_open().select_related("demand__agent", "demand__part")
    promises = related.filter(holding=holding)
    reservation = promises.filter(unit=unit).first()
    if reservation is None:
        mine = promises.filter(unit=None, demand__agent=agent)
        reservation = mine.order_by("demand__since", "pk").first()
    if reservation is None:
        raise Conflict("stock.not_promised", where=unit.label, serial=unit.label, agent=str(agent))
    if reservation.demand.agent_id != agent.pk:
        raise Conflict("stock.promised_elsewhere", where=unit.label, serial=unit.label)
    if reservation.quantity > 1:
        reservation = promising.one_of(reservation)
    reservation.unit, reservation.picked_by, reservation.picked_at = unit, by, clock.now()
    reservation.save(update_fields=["unit", "picked_by", "picked_at"])
    trail.record("stock.pick", reservation, by=by, after={"unit": unit.label})
    return reservation


@command
def put_back(reservation_id: int, *, by: User) -> Reservation:
    """Undo a pick: the piece stays on the shelf, the promise stays open.

    Refuses a piece that stands on a document under way: that is withdrawn first.
    """
    reservation = promising.locked(reservation_id)
    promising.refuse_on_document(reservation)
    if reservation.open == 0 or reservation.picked_by_id is None:
        raise Conflict("stock.promise_over", where=str(reservation_id))
    before = reservation.unit.label if reservation.unit else ""
    if not reservation.demand.of_certain_unit:
        reservation.unit = None
    reservation.picked_by, reservation.picked_at = None, None
    reservation.save(update_fields=["unit", "picked_by", "picked_at"])
    trail.record("stock.put_back", reservation, by=by, before={"unit": before})
    return reservation
