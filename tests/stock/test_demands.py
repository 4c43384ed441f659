"""Who is promised what, what is short, and who goes first when goods arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.kernel import clock
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Demand, Place
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.stock.asking import A, B, arrive, ask, shelf, told
from tests.stock.books import refused_and_unchanged
from tests.world import World


@pytest.mark.req("S2.2.7")
def test_what_is_free_is_promised_and_the_rest_is_short(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)

    demand = ask(w, 7)

    assert told(demand) == (5, 2)
    assert (shelf(w).balance, shelf(w).reserved, shelf(w).free) == (5, 5, 0)
    assert demand.shortage_no.startswith("SS")
    assert demand.cause == Demand.Cause.NO_STOCK
    assert TrailEntry.objects.get(verb="stock.fall_short").after == {"missing": 2}


def test_what_is_wholly_promised_is_no_shortage(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)

    demand = ask(w, 5)

    assert (demand.shortage_no, demand.cause) == ("", "")
    assert not Demand.objects.short().exists()


def test_a_part_at_its_end_of_life_is_short_for_that(w: World) -> None:
    w.part("CHG-5V", eol=True)

    assert ask(w, 1).cause == Demand.Cause.END_OF_LIFE


@pytest.mark.req("S2.2.7")
@pytest.mark.parametrize(
    ("condition", "at", "cause"),
    [
        (Condition.PENDING, Code.MAIN, Demand.Cause.PENDING),
        (Condition.HOLD, Code.TURNOVER, Demand.Cause.QUALITY_HOLD),
        (Condition.PENDING, Code.TURNOVER, Demand.Cause.NO_STOCK),
    ],
)
def test_a_shortage_says_when_enough_pieces_are_only_held_up(
    w: World, condition: Condition, at: Code, cause: Demand.Cause
) -> None:
    part = w.part("CHG-5V")
    line = Wanted(
        source=spot(place(Code.OPENING), part.pk, Condition.PENDING),
        target=spot(place(at), part.pk, condition),
        quantity=2,
    )
    w.post(w.submitted(Kind.OPENING, [line], by=w.tangxiao), by=w.linlan)

    assert ask(w, 2, A).cause == cause
    assert ask(w, 3, B).cause == Demand.Cause.NO_STOCK


@pytest.mark.req("S2.2.7", "S2.5.R5")
def test_five_arrive_and_the_older_shortage_goes_first(w: World) -> None:
    older, younger = ask(w, 3, A), ask(w, 4, B)

    filled = arrive(w, 5)

    assert filled == [older, younger]
    assert (told(older), told(younger)) == ((3, 0), (2, 2))
    assert (shelf(w).balance, shelf(w).reserved) == (5, 5)


@pytest.mark.req("S2.2.7")
def test_a_priority_goes_before_age_and_needs_a_reason(w: World) -> None:
    older, urgent = ask(w, 3, A), ask(w, 4, B)
    with refused_and_unchanged("stock.reason_missing"):
        demands.prioritise(urgent.pk, 1, reason=" ", by=w.linlan)
    with refused_and_unchanged("accounts.not_your_role"):
        demands.prioritise(urgent.pk, 1, reason="x", by=w.hejing)

    demands.prioritise(urgent.pk, 1, reason="客诉", by=w.linlan)
    arrive(w, 5)

    assert (told(older), told(urgent)) == ((1, 2), (4, 0))
    entry = TrailEntry.objects.get(verb="stock.prioritise")
    assert (entry.before, entry.after, entry.reason) == ({"priority": 0}, {"priority": 1}, "客诉")


@pytest.mark.req("S2.2.7")
def test_a_new_demand_never_overtakes_an_older_shortage(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 2)
    older = ask(w, 3, A)

    newer = ask(w, 1, B)
    arrive(w, 1)

    assert (told(older), told(newer)) == ((3, 0), (0, 1))


def test_what_arrives_in_a_bin_of_the_warehouse_goes_to_who_waits(w: World) -> None:
    waiting = ask(w, 2)
    turnover = place(Code.TURNOVER)
    bin_ = Place.objects.create(
        code="T-A1", name="A1", name_en="A1", kind="bin", outside=False, warehouse=turnover
    )
    part = w.part("CHG-5V").pk
    source = spot(place(Code.OPENING), part, Condition.PENDING)
    lines = [Wanted(spot(bin_, part, Condition.GOOD), source, 2)]
    w.post(w.submitted(Kind.OPENING, lines, by=w.tangxiao), by=w.linlan)

    demands.fill_shortages([bin_.holdings.get().pk])

    assert told(waiting) == (2, 0)


def test_what_another_part_brings_fills_nothing(w: World) -> None:
    waiting = ask(w, 2)

    assert arrive(w, 5, part="BAT-S5") == []
    assert told(waiting) == (0, 2)


def test_who_waits_asks_for_nothing_on_the_shelf(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    wish = Wish(w.agent(), w.part("CHG-5V"), 2, place(Code.TURNOVER))

    demand = demands.wait(wish, by=w.qinyong)

    assert told(demand) == (0, 2)
    assert shelf(w).free == 5
    demands.fill_shortages([shelf(w).pk])
    assert told(demand) == (2, 0)


@pytest.mark.req("S2.2.7")
def test_a_shortage_is_settled_otherwise_with_a_reason(w: World) -> None:
    demand = ask(w, 4)
    with refused_and_unchanged("stock.reason_missing"):
        demands.close_shortage(demand.pk, 1, reason="", by=w.hejing)
    for quantity in (0, -1, 5):
        with refused_and_unchanged("stock.not_that_short"):
            demands.close_shortage(demand.pk, quantity, reason="放弃", by=w.hejing)

    demands.close_shortage(demand.pk, 3, reason="代理放弃", by=w.hejing)

    assert told(demand) == (0, 1)
    entry = TrailEntry.objects.get(verb="stock.close_shortage")
    assert (entry.after, entry.reason) == ({"closed": 3}, "代理放弃")
    arrive(w, 5)
    assert told(demand) == (1, 0)


def test_a_shortage_says_when_it_ends_and_when_its_agent_was_told(w: World) -> None:
    demand, today = ask(w, 1), clock.today()

    demands.expect(demand.pk, today + timedelta(days=3), told=today, by=w.hejing)

    demand.refresh_from_db()
    assert demand.expected_on == today + timedelta(days=3)
    assert demand.agent_told_at is not None
    assert clock.day_of(demand.agent_told_at) == today
