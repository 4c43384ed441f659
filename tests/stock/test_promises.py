"""Promises: picked, put back, given back, used by documents, opened again by reversals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.accounts.roles import Role
from shouhou.partners.models import Membership
from shouhou.stock.commands import demands, documents, picking, reversals
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Demand, Reservation, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.stock.asking import A, B, ask, issue, shelf, told, units
from tests.stock.books import refused_and_unchanged
from tests.world import World, refused


@pytest.mark.req("R-STK", "INV-2")
def test_what_is_promised_does_not_leave_for_others(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    ask(w, 4)
    transit = spot(place(Code.TRANSIT), w.part("CHG-5V").pk, Condition.GOOD)
    source = spot(place(Code.TURNOVER), w.part("CHG-5V").pk, Condition.GOOD)
    two = w.submitted(Kind.TRANSFER_OUT, [Wanted(transit, source, 2)], by=w.qinyong)

    with refused_and_unchanged("stock.short") as caught:
        w.post(two, by=w.linlan)

    assert (caught.value.facts["available"], caught.value.facts["wanted"]) == (1, 2)


@pytest.mark.req("S2.2.7", "R-STK")
def test_what_was_promised_leaves_with_its_document(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    (promise,) = ask(w, 3).reservations.all()

    w.post(issue(w, promise, 2), by=w.linlan)

    promise.refresh_from_db()
    assert (promise.used, promise.open) == (2, 1)
    assert (shelf(w).balance, shelf(w).reserved) == (3, 1)


def test_certain_pieces_are_promised_to_the_agent_they_came_from(w: World) -> None:
    d1, _d2 = units(w, "D1", "D2")

    demand = demands.demand_pieces(w.agent(), shelf(w, "LCD-S5"), 1, d1)

    (promise,) = demand.reservations.all()
    assert (promise.unit, demand.of_certain_unit) == (d1, True)
    with refused_and_unchanged("stock.promised_elsewhere"):
        picking.pick(d1, w.agent(B), by=w.hejing)
    with refused_and_unchanged("stock.promised_elsewhere"):
        w.post(w.transfer([d1], by=w.qinyong), by=w.linlan)


def test_certain_pieces_that_are_not_free_are_not_promised(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    (d1,) = units(w, "D1")
    w.post(w.transfer([d1], by=w.qinyong), by=w.linlan)

    with refused_and_unchanged("stock.short"):
        demands.demand_pieces(w.agent(), shelf(w), 6, None)
    with refused_and_unchanged("stock.unit_elsewhere"):
        demands.demand_pieces(w.agent(), shelf(w, "LCD-S5"), 1, d1)


def test_any_piece_of_a_part_promised_is_picked_one_by_one(w: World) -> None:
    d1, d2, d3 = units(w, "D1", "D2", "D3")
    demand = ask(w, 2, part="LCD-S5")

    first = picking.pick(d3, w.agent(), by=w.hejing)
    second = picking.pick(d1, w.agent(), by=w.luomin)

    assert {first.unit, second.unit} == {d1, d3}
    assert (first.picked_by, second.picked_by) == (w.hejing, w.luomin)
    assert sum(promise.quantity for promise in demand.reservations.all()) == 2
    with refused_and_unchanged("stock.not_promised"):
        picking.pick(d2, w.agent(), by=w.hejing)
    for promise in (first, second):
        w.post(issue(w, promise), by=w.linlan)
    assert (shelf(w, "LCD-S5").balance, shelf(w, "LCD-S5").reserved) == (1, 0)


def test_a_piece_nobody_was_promised_is_not_picked(w: World) -> None:
    (d1,) = units(w, "D1")

    with refused_and_unchanged("stock.not_promised"):
        picking.pick(d1, w.agent(), by=w.hejing)


def test_a_piece_that_was_moved_away_meanwhile_is_not_picked(w: World) -> None:
    d1, d2, _d3 = units(w, "D1", "D2", "D3")
    ask(w, 2, part="LCD-S5")
    w.post(w.transfer([Unit.objects.get(pk=d1.pk)], by=w.qinyong), by=w.linlan)

    with refused_and_unchanged("stock.unit_elsewhere") as caught:
        picking.pick(d1, w.agent(), by=w.hejing)

    assert caught.value.facts["place"] == str(place(Code.TRANSIT))
    assert picking.pick(d2, w.agent(), by=w.hejing).unit == d2


def test_a_pick_is_undone(w: World) -> None:
    d1, d2 = units(w, "D1", "D2")
    ask(w, 1, part="LCD-S5")
    picked = picking.pick(d1, w.agent(), by=w.hejing)

    picking.put_back(picked.pk, by=w.hejing)

    picked.refresh_from_db()
    assert (picked.unit, picked.picked_by, picked.open) == (None, None, 1)
    with refused_and_unchanged("stock.promise_over"):
        picking.put_back(picked.pk, by=w.hejing)
    assert picking.pick(d2, w.agent(), by=w.hejing).unit == d2


def test_a_certain_piece_stays_its_agent_s_when_its_pick_is_undone(w: World) -> None:
    (d1,) = units(w, "D1")
    demands.demand_pieces(w.agent(), shelf(w, "LCD-S5"), 1, d1)
    picked = picking.pick(d1, w.agent(), by=w.hejing)

    picking.put_back(picked.pk, by=w.hejing)

    picked.refresh_from_db()
    assert (picked.unit, picked.picked_by) == (d1, None)


def test_a_promise_given_back_is_short_again(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    demand = ask(w, 5)
    (promise,) = demand.reservations.all()

    demands.release(promise.pk, reason="拆包不良", by=w.hejing)

    assert told(demand) == (0, 5)
    assert shelf(w).free == 5
    assert TrailEntry.objects.get(verb="stock.release").reason == "拆包不良"
    with refused_and_unchanged("stock.promise_over"):
        demands.release(promise.pk, reason="x", by=w.hejing)


@pytest.mark.parametrize("give_back", [partial(demands.release, reason="x"), picking.put_back])
def test_what_stands_on_a_document_under_way_is_not_given_back(
    w: World, give_back: Callable[..., Reservation]
) -> None:
    (d1,) = units(w, "D1")
    ask(w, 1, part="LCD-S5")
    picked = picking.pick(d1, w.agent(), by=w.hejing)
    document = issue(w, picked)

    with refused_and_unchanged("stock.promise_under_way"):
        give_back(picked.pk, by=w.hejing)

    documents.withdraw(document.pk, by=w.hejing)
    documents.void(document.pk, reason="改发", by=w.hejing)
    give_back(picked.pk, by=w.hejing)


def test_a_promise_that_two_documents_use_is_kept_once(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    (promise,) = ask(w, 2).reservations.all()
    first, second = issue(w, promise, 2), issue(w, promise, 2)
    w.post(first, by=w.linlan)

    with refused_and_unchanged("stock.promise_over") as caught:
        w.post(second, by=w.linlan)

    assert caught.value.where == f"{second.number} #1"


def test_a_promise_of_other_pieces_is_not_used(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 2)
    w.good_stock(w.part("BAT-S5"), 2)
    (promise,) = ask(w, 2).reservations.all()
    promise.holding = shelf(w, "BAT-S5")
    promise.demand.part = w.part("BAT-S5")

    with refused_and_unchanged("stock.promise_over"):
        w.post(issue(w, promise), by=w.linlan)


def test_more_than_was_promised_is_not_sent_as_promised(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    (promise,) = ask(w, 2).reservations.all()

    with refused_and_unchanged("stock.promise_over"):
        w.post(issue(w, promise, 3), by=w.linlan)


def test_a_reversed_issue_opens_its_promises_again(w: World) -> None:
    d1, d2 = units(w, "D1", "D2")
    demand = ask(w, 1, part="LCD-S5")
    picked = picking.pick(d1, w.agent(), by=w.hejing)
    sent = w.post(issue(w, picked), by=w.linlan)
    reversal = reversals.draft(sent.pk, reason="发错", by=w.hejing)

    demands.reopen(w.post(reversal, by=w.linlan))

    picked.refresh_from_db()
    assert (picked.used, picked.open, picked.unit, picked.picked_by) == (0, 1, None, None)
    assert told(demand) == (1, 0)
    assert picking.pick(d2, w.agent(), by=w.hejing).unit == d2


def test_a_demand_that_went_back_promises_nothing_and_waits_for_nothing(w: World) -> None:
    (d1,) = units(w, "D1")
    demand = demands.demand_pieces(w.agent(), shelf(w, "LCD-S5"), 1, d1)

    demands.take_back(demand.pk, reason="SR1", by=w.linlan)

    assert told(demand) == (0, 0)
    assert shelf(w, "LCD-S5").free == 1


@pytest.mark.req("R-SCOPE")
def test_demands_and_documents_of_others_are_not_an_agents_to_see(w: World) -> None:
    ours, theirs = ask(w, 1, A), ask(w, 1, B)
    user = w.person("dl4401", Role.AGENT)
    Membership.objects.create(user=user, agent=w.agent(A))

    assert list(Demand.objects.visible_to(user)) == [ours]
    assert set(Demand.objects.visible_to(w.hejing)) == {ours, theirs}


def test_nothing_that_was_refused_is_left_behind(w: World) -> None:
    """A shortage number that was given out inside a refused act is given back with it."""
    before = ask(w, 1).shortage_no
    with refused("stock.no_lines"):
        ask(w, 1)
        documents.draft(Kind.TRANSFER_OUT, [], by=w.qinyong)

    assert int(ask(w, 1).shortage_no[-4:]) == int(before[-4:]) + 1
