"""What tests of demands and promises begin with: agents who ask, shelves, arrivals, issues."""

from __future__ import annotations

from shouhou.stock.commands import demands, documents
from shouhou.stock.commands.demands import Wish
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Demand, Document, Holding, Reservation, Unit
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import spot
from tests.world import World

A, B = "DL-44-01", "DL-11-01"


def ask(w: World, quantity: int, agent: str = A, part: str = "CHG-5V") -> Demand:
    """An agent is to get so many pieces out of the turnover warehouse."""
    wish = Wish(w.agent(agent), w.part(part), quantity, place(Code.TURNOVER))
    return demands.demand(wish, by=w.qinyong)


def shelf(w: World, part: str = "CHG-5V") -> Holding:
    """The good pieces of a part in the turnover warehouse."""
    where = spot(place(Code.TURNOVER), w.part(part).pk, Condition.GOOD)
    return Holding.objects.get(**vars(where))


def arrive(w: World, quantity: int, part: str = "CHG-5V") -> list[Demand]:
    """So many good pieces are posted onto the shelf and go to whoever waits."""
    w.good_stock(w.part(part), quantity)
    return demands.fill_shortages([shelf(w, part).pk])


def units(w: World, *serials: str) -> list[Unit]:
    """Good displays on the shelf."""
    w.good_units(w.part("LCD-S5"), serials)
    return list(Unit.objects.filter(label__in=serials).order_by("label"))


def issue(w: World, promise: Reservation, quantity: int = 1) -> Document:
    """The submitted outbound that sends what was promised."""
    agent = promise.demand.agent
    target = spot(of_agent(agent), promise.demand.part_id, Condition.GOOD)
    held = promise.holding
    line = Wanted(
        target=target,
        source=spot(held.place, held.part_id, Condition.GOOD),
        quantity=quantity,
        unit=promise.unit,
        reservation=promise,
    )
    document = documents.draft(Kind.OUTBOUND, [line], by=w.hejing, agent=agent)
    return documents.submit(document.pk, by=w.hejing)


def told(demand: Demand) -> tuple[int, int]:
    """What is promised, and what is missing."""
    demand.refresh_from_db()
    return demand.promised, demand.missing
