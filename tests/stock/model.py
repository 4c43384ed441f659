"""The ledger as a dozen lines of arithmetic say it: what the real one must agree with.

Nothing here knows of databases, locks or guards. A refusal is `No`, raised before anything
changes, so that a refused act leaves the model as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

Spot = tuple[str, str, str]
"""Place, part and condition."""

OUTSIDE = ("OPENING", "AGENT")
SHELF = "TURNOVER"


class No(Exception):
    """The act is refused, by the code that the product must say."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(eq=False)
class Demand:
    """An agent is to get so many pieces of a part from the shelf."""

    agent: str
    part: str
    quantity: int
    promised: int = 0
    closed: int = 0
    priority: int = 0
    certain: bool = False
    pk: int = 0

    @property
    def missing(self) -> int:
        return self.quantity - self.promised - self.closed


@dataclass(eq=False)
class Promise:
    """Pieces on a shelf that a demand will get."""

    demand: Demand
    spot: Spot
    quantity: int
    unit: int | None = None
    picked: bool = False
    used: int = 0
    released: int = 0
    pk: int = 0

    @property
    def open(self) -> int:
        return self.quantity - self.used - self.released


@dataclass(frozen=True)
class Line:
    """One line of a paper; a unit is known by its id."""

    source: Spot
    target: Spot
    quantity: int = 1
    unit: int | None = None
    promise: Promise | None = None
    cleared: bool = False

    def back(self) -> Line:
        return Line(self.target, self.source, self.quantity, self.unit)


@dataclass(eq=False)
class Paper:
    """A document."""

    kind: str
    lines: list[Line]
    maker: str
    editor: str = ""
    state: str = "draft"
    inspected: bool = False
    reverses: Paper | None = None
    pk: int = 0


def is_outside(spot: Spot) -> bool:
    return spot[0].startswith(OUTSIDE)


@dataclass
class Shelves:
    """What stands where, who wears what, and who was promised what."""

    balance: Counter[Spot] = field(default_factory=Counter)
    units: dict[int, Spot] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    wears: dict[int, str] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    papers: list[Paper] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)

    def reserved(self, spot: Spot) -> int:
        return sum(one.open for one in self.promises if one.spot == spot)

    def free(self, spot: Spot) -> int:
        return self.balance[spot] - self.reserved(spot)

    def bearer(self, value: str) -> int | None:
        return next((unit for unit, worn in self.wears.items() if worn == value), None)

    def demand(self, demand: Demand) -> None:
        waiting = any(one.missing for one in self.demands if one.part == demand.part)
        self.demands.append(demand)
        if not waiting:
            self._give(demand)

    def demand_pieces(self, demand: Demand, spot: Spot, unit: int | None) -> None:
        if unit is not None and self.units[unit] != spot:
            raise No("stock.unit_elsewhere")
        if self.free(spot) < demand.quantity:
            raise No("stock.short")
        demand.promised, demand.certain = demand.quantity, unit is not None
        self.demands.append(demand)
        self.promises.append(Promise(demand, spot, demand.quantity, unit))

    def fill(self, arrived: set[Spot]) -> None:
        for part in sorted(
            {part for place, part, state in arrived if (place, state) == (SHELF, "good")}
        ):
            waiting = [one for one in self.demands if one.part == part and one.missing]
            for demand in sorted(waiting, key=lambda one: -one.priority):
                self._give(demand)

    def _give(self, demand: Demand) -> None:
        spot = (SHELF, demand.part, "good")
        if (quantity := min(demand.missing, self.free(spot))) > 0:
            demand.promised += quantity
            self.promises.append(Promise(demand, spot, quantity))

    def pick(self, unit: int, agent: str) -> Promise:
        here = [one for one in self.promises if one.spot == self.units[unit] and one.open]
        for one in here:
            if one.unit == unit:
                if one.demand.agent != agent:
                    raise No("stock.promised_elsewhere")
                one.picked = True
                return one
        mine = [one for one in here if one.unit is None and one.demand.agent == agent]
        if not mine:
            raise No("stock.not_promised")
        first = min(mine, key=lambda one: self.demands.index(one.demand))
        if first.quantity > 1:
            first.quantity -= 1
            first = replace(first, quantity=1, used=0, released=0, pk=0)
            self.promises.append(first)
        first.unit, first.picked = unit, True
        return first

    def put_back(self, promise: Promise) -> None:
        self._refuse_under_way(promise)
        if not promise.open or not promise.picked:
            raise No("stock.promise_over")
        promise.picked = False
        if not promise.demand.certain:
            promise.unit = None

    def release(self, promise: Promise) -> None:
        self._refuse_under_way(promise)
        if not promise.open:
            raise No("stock.promise_over")
        promise.demand.promised -= promise.open
        promise.released += promise.open

    def close(self, demand: Demand, quantity: int) -> None:
        if not 0 < quantity <= demand.missing:
            raise No("stock.not_that_short")
        demand.closed += quantity

    def _refuse_under_way(self, promise: Promise) -> None:
        for paper in self.papers:
            under_way = paper.state in {"draft", "submitted", "approved"}
            if under_way and any(line.promise is promise for line in paper.lines):
                raise No("stock.promise_under_way")

    def _reopen(self, paper: Paper) -> None:
        for line in paper.lines:
            if line.promise is not None:
                line.promise.used -= line.quantity
                line.promise.picked = False
                if not line.promise.demand.certain:
                    line.promise.unit = None

    def wear(self, unit: int, value: str) -> None:
        bearer = self.bearer(value)
        if bearer == unit:
            return
        if bearer is not None:
            raise No("stock.serial_worn")
        if value in self.retired:
            raise No("stock.serial_retired")
        self.retired.add(self.wears[unit])
        self.wears[unit] = value

    def refuse_unknowable(self, serials: Iterable[str]) -> None:
        if any(value in self.retired for value in serials):
            raise No("stock.serial_retired")
