"""The machine promises pieces, picks them, gives promises back, and writes new numbers."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shouhou.stock import models
from shouhou.stock.commands import demands, picking
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Serial, Unit
from shouhou.stock.places import Code, place
from tests.stock.cast import AGENTS, CHARGER, DISPLAY
from tests.stock.machine import FEW, WHICH, Machine
from tests.stock.model import SHELF, Demand, Promise

WHOSE = st.sampled_from(AGENTS)
PARTS = st.sampled_from([CHARGER, DISPLAY])
NUMBERS = st.sampled_from([f"{kind}{n}" for kind in "DW" for n in range(6)])


class Promising(Machine):
    """Who is promised what."""

    def promise(self, which: int) -> Promise:
        return self.model.promises[which % len(self.model.promises)]

    def unit(self, which: int) -> int:
        return sorted(self.model.units)[which % len(self.model.units)]

    def named(self, demand: Demand, made: models.Demand | None) -> None:
        demand.pk = made.pk if made else 0

    @rule(agent=WHOSE, part=PARTS, quantity=FEW)
    def demand(self, agent: str, part: str, quantity: int) -> None:
        demand = Demand(agent, part, quantity)
        cast = self.cast
        wish = Wish(cast.agents[agent], cast.parts[part], quantity, place(Code.TURNOVER))

        def modelled(made: models.Demand | None) -> None:
            self.named(demand, made)
            self.model.demand(demand)

        self.agree(lambda: demands.demand(wish, by=cast.people["qinyong"]), modelled)

    @precondition(lambda self: self.model.balance[SHELF, CHARGER, "good"])
    @rule(agent=WHOSE, quantity=FEW)
    def promise_certain_pieces(self, agent: str, quantity: int) -> None:
        self.promise_out_of(Demand(agent, CHARGER, quantity), None)

    @precondition(lambda self: self.model.balance[SHELF, DISPLAY, "good"])
    @rule(agent=WHOSE, which=WHICH)
    def promise_a_certain_unit(self, agent: str, which: int) -> None:
        self.promise_out_of(Demand(agent, DISPLAY, 1), self.unit(which))

    def promise_out_of(self, demand: Demand, unit: int | None) -> None:
        spot = (SHELF, demand.part, "good")
        if any(one.unit == unit and one.open for one in self.model.promises if unit):
            return
        holding, agent = self.cast.holding(spot), self.cast.agents[demand.agent]
        assert holding is not None
        real_unit = Unit.objects.get(pk=unit) if unit else None

        def modelled(made: models.Demand | None) -> None:
            self.named(demand, made)
            self.model.demand_pieces(demand, spot, unit)

        self.agree(
            lambda: demands.demand_pieces(agent, holding, demand.quantity, real_unit), modelled
        )

    @precondition(lambda self: self.model.units)
    @rule(which=WHICH, agent=WHOSE)
    def pick(self, which: int, agent: str) -> None:
        unit = self.unit(which)
        self.agree(
            lambda: picking.pick(
                Unit.objects.get(pk=unit), self.cast.agents[agent], by=self.cast.people["hejing"]
            ),
            lambda _made: self.model.pick(unit, agent),
        )

    @precondition(lambda self: self.model.promises)
    @rule(which=WHICH)
    def put_back(self, which: int) -> None:
        promise = self.promise(which)
        self.agree(
            lambda: picking.put_back(promise.pk, by=self.cast.people["hejing"]),
            lambda _made: self.model.put_back(promise),
        )

    @precondition(lambda self: self.model.promises)
    @rule(which=WHICH)
    def release(self, which: int) -> None:
        promise = self.promise(which)
        self.agree(
            lambda: demands.release(promise.pk, reason="x", by=self.cast.people["hejing"]),
            lambda _made: self.model.release(promise),
        )

    @precondition(lambda self: self.model.demands)
    @rule(which=WHICH, quantity=FEW)
    def close(self, which: int, quantity: int) -> None:
        demand = self.model.demands[which % len(self.model.demands)]
        by = self.cast.people["hejing"]
        self.agree(
            lambda: demands.close_shortage(demand.pk, quantity, reason="x", by=by),
            lambda _made: self.model.close(demand, quantity),
        )

    @precondition(lambda self: self.model.demands)
    @rule(which=WHICH, priority=st.integers(0, 2))
    def prioritise(self, which: int, priority: int) -> None:
        demand = self.model.demands[which % len(self.model.demands)]
        by = self.cast.people["linlan"]
        demands.prioritise(demand.pk, priority, reason="x", by=by)
        demand.priority = priority

    @precondition(lambda self: self.model.units)
    @rule(which=WHICH, number=NUMBERS)
    def wear(self, which: int, number: str) -> None:
        unit = self.unit(which)
        by = self.cast.people["zhouqi"]
        self.agree(
            lambda: wear(Unit.objects.get(pk=unit), Serial.Kind.SN, number, by=by),
            lambda _made: self.model.wear(unit, number),
        )
