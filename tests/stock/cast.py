"""The cast of the machine: people, parts and places by the names that the model uses."""

from __future__ import annotations

from collections.abc import Sequence

from shouhou.accounts.commands import approve_delegation, delegate_posting
from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.stock.commands import demands, documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Holding, Lot, Place, Reservation, Unit
from shouhou.stock.places import of_agent
from shouhou.stock.spots import Spot as RealSpot
from tests.stock.model import Line, Spot
from tests.world import World

CHARGER, DISPLAY = "CHG-5V", "LCD-S5"
AGENTS = ("DL-44-01", "DL-11-01")


class Cast:
    """Made once, before the first example; the second keeper stands in for the supervisor."""

    def __init__(self) -> None:
        w = World()
        today = clock.today()
        asked = delegate_posting(w.hejun.pk, today, today, reason="x", by=w.linlan)
        approve_delegation(asked.pk, by=w.mgmt1)
        crew = [w.linlan, w.qinyong, w.hejun, w.hejing, w.zhouqi]
        self.people = {one.username: User.objects.get(pk=one.pk) for one in crew}
        self.parts = {number: w.part(number) for number in (CHARGER, DISPLAY)}
        self.agents = {code: w.agent(code) for code in AGENTS}
        for agent in self.agents.values():
            of_agent(agent)
        self.places = {place.code: place.pk for place in Place.objects.all()}
        self.no_lot = Lot.objects.get(code=Lot.NONE).pk

    def spot(self, spot: Spot) -> RealSpot:
        """The product's words for a spot of the model's."""
        place, part, condition = spot
        return RealSpot(self.places[place], self.parts[part].pk, condition, self.no_lot)

    def holding(self, spot: Spot) -> Holding | None:
        """The row of a spot, if there is one already."""
        return Holding.objects.filter(**vars(self.spot(spot))).first()

    def wanted(self, lines: Sequence[Line]) -> list[Wanted]:
        """Lines as a command asks for them."""
        units = Unit.objects.in_bulk([line.unit for line in lines if line.unit])
        promises = Reservation.objects.in_bulk([one.promise.pk for one in lines if one.promise])
        return [
            Wanted(
                target=self.spot(line.target),
                source=self.spot(line.source),
                quantity=line.quantity,
                unit=units.get(line.unit) if line.unit else None,
                reservation=promises[line.promise.pk] if line.promise else None,
            )
            for line in lines
        ]

    def draft(self, kind: str, lines: Sequence[Line], by: str, agent: str = "") -> Document:
        """A draft of such lines."""
        wanted, party = self.wanted(lines), self.agents.get(agent)
        return documents.draft(Kind(kind), wanted, by=self.people[by], agent=party)

    def post(self, document_id: int, by: str) -> Document:
        """Post, and what follows for those who wait: as the flow does it."""
        posted = documents.post(document_id, by=self.people[by])
        if posted.reverses_id is not None:
            demands.reopen(posted)
        arrived = posted.lines.filter(target__condition=Condition.GOOD, target__outside=False)
        demands.fill_shortages(arrived.values_list("target_id", flat=True).distinct())
        return posted
