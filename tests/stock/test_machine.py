"""Hundreds of days in a warehouse, drawn by lot, on the real commands and on plain arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from tests.stock.cast import AGENTS, CHARGER, DISPLAY, Cast
from tests.stock.machine import FEW, KEEPERS, WHICH
from tests.stock.machine_drafting import NUMBERS, SHELVES, SOME, Drafting
from tests.stock.machine_going import Going
from tests.stock.machine_promises import PARTS, WHOSE, Promising
from tests.stock.model import SHELF, Line


class Ledger(Drafting, Going, Promising):
    """Everything that is done with the ledger; whole errands too, for lots rarely draw them."""

    @initialize(quantity=st.integers(0, 9), serials=st.lists(NUMBERS, unique=True, max_size=4))
    def begin(self, quantity: int, serials: list[str]) -> None:
        if quantity:
            self.buy(quantity, SHELF)
        if serials:
            self.arrive_by_serial(serials, SHELF, "qinyong")
            self.take_the_last_all_the_way()

    def displays(self) -> list[int]:
        """The good displays on the shelf."""
        units = sorted(self.model.units.items())
        return [unit for unit, spot in units if spot == (SHELF, DISPLAY, "good")]

    def take_the_last_all_the_way(self) -> None:
        self.take_all_the_way(len(self.model.papers) - 1)

    @rule(quantity=FEW, at=SHELVES)
    def buy(self, quantity: int, at: str) -> None:
        self.arrive(quantity, at, "good", "qinyong")
        self.take_the_last_all_the_way()

    @rule(at=SHELVES, which=SOME, by=KEEPERS)
    def send_whole(self, at: str, which: list[int], by: str) -> None:
        self.send(at, which, by)
        if self.model.papers:
            self.take_the_last_all_the_way()

    @rule(at=SHELVES, which=SOME, by=KEEPERS)
    def receive_whole(self, at: str, which: list[int], by: str) -> None:
        self.receive(at, which, by)
        if self.model.papers:
            self.take_the_last_all_the_way()

    @rule(agent=WHOSE, part=PARTS, quantity=FEW, which=SOME)
    def serve(self, agent: str, part: str, quantity: int, which: list[int]) -> None:
        """An agent asks, and gets what there is; displays are scanned off the shelf first."""
        self.demand(agent, part, quantity)
        self.the_promises_agree()
        here = self.displays()
        if part == DISPLAY and here:
            self.pick(sorted(self.model.units).index(here[which[0] % len(here)]), agent)
            self.the_promises_agree()
        if self.model.promises:
            self.issue(len(self.model.promises) - 1, 1 + which[-1] % 4)
            self.take_the_last_all_the_way()

    @rule(quantities=st.lists(FEW, min_size=2, max_size=3), arrived=FEW)
    def queue(self, quantities: list[int], arrived: int) -> None:
        """Several wait for the same goods, and some of them come."""
        for n, quantity in enumerate(quantities):
            self.demand(AGENTS[n % 2], CHARGER, quantity)
        self.buy(arrived, SHELF)

    @precondition(lambda self: len(self.displays()) > 1)
    @rule(which=WHICH)
    def send_twice(self, which: int) -> None:
        """Two documents take the same display, and another one still lies there."""
        unit = self.displays()[which % len(self.displays())]
        lines = [Line(self.model.units[unit], ("TRANSIT", DISPLAY, "good"), 1, unit)]
        for by in ("qinyong", "hejun"):
            self.write("transfer_out", lines, by)
        for which_paper in (-2, -1):
            self.take_all_the_way(len(self.model.papers) + which_paper)

    @precondition(lambda self: any(paper.state == "posted" for paper in self.model.papers))
    @rule(which=WHICH)
    def reverse_whole(self, which: int) -> None:
        posted = [n for n, paper in enumerate(self.model.papers) if paper.state == "posted"]
        self.reverse(posted[which % len(posted)])
        self.post(len(self.model.papers) - 1, "linlan")


EXAMPLES = [
    pytest.param(100, id="100 days", marks=pytest.mark.slow),
    pytest.param(2_000, id="2000 days", marks=[pytest.mark.slow, pytest.mark.prove]),
]


@pytest.mark.req("INV-1", "INV-2", "INV-3", "INV-6", "INV-10", "INV-12", "R-STK", "R-POST")
@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.django_db
def test_whatever_is_done_the_books_agree_with_the_model(examples: int) -> None:
    Ledger.cast = Cast()

    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            print_blob=True,
        ),
    )
