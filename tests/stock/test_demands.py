"""Who is promised what: demands, the promises behind them, what is short, and what arrives."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.accounts.roles import Role
from shouhou.kernel import clock
from shouhou.partners.models import Membership
from shouhou.stock.commands import demands, documents
from shouhou.stock.commands.demands import Wish
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Demand, Document, Holding, Place, Reservation, Unit
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import spot
from tests.stock.books import refused_and_unchanged
from tests.world import World, refused

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
    with refused_and_unchanged("accounts.not_your_role"):
        demands.close_shortage(demand.pk, 1, reason="放弃", by=w.qinyong)
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
        demands.pick(d1, w.agent(B), by=w.hejing)
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

    first = demands.pick(d3, w.agent(), by=w.hejing)
    second = demands.pick(d1, w.agent(), by=w.luomin)

    assert {first.unit, second.unit} == {d1, d3}
    assert (first.picked_by, second.picked_by) == (w.hejing, w.luomin)
    assert sum(promise.quantity for promise in demand.reservations.all()) == 2
    with refused_and_unchanged("stock.not_promised"):
        demands.pick(d2, w.agent(), by=w.hejing)
    for promise in (first, second):
        w.post(issue(w, promise), by=w.linlan)
    assert (shelf(w, "LCD-S5").balance, shelf(w, "LCD-S5").reserved) == (1, 0)


def test_a_piece_nobody_was_promised_is_not_picked(w: World) -> None:
    (d1,) = units(w, "D1")

    with refused_and_unchanged("stock.not_promised"):
        demands.pick(d1, w.agent(), by=w.hejing)


def test_a_piece_that_was_moved_away_meanwhile_is_not_picked(w: World) -> None:
    d1, d2, _d3 = units(w, "D1", "D2", "D3")
    ask(w, 2, part="LCD-S5")
    w.post(w.transfer([Unit.objects.get(pk=d1.pk)], by=w.qinyong), by=w.linlan)

    with refused_and_unchanged("stock.unit_elsewhere") as caught:
        demands.pick(d1, w.agent(), by=w.hejing)

    assert caught.value.facts["place"] == str(place(Code.TRANSIT))
    assert demands.pick(d2, w.agent(), by=w.hejing).unit == d2


def test_a_pick_is_undone(w: World) -> None:
    d1, d2 = units(w, "D1", "D2")
    ask(w, 1, part="LCD-S5")
    picked = demands.pick(d1, w.agent(), by=w.hejing)

    demands.put_back(picked.pk, by=w.hejing)

    picked.refresh_from_db()
    assert (picked.unit, picked.picked_by, picked.open) == (None, None, 1)
    with refused_and_unchanged("stock.promise_over"):
        demands.put_back(picked.pk, by=w.hejing)
    assert demands.pick(d2, w.agent(), by=w.hejing).unit == d2


def test_a_certain_piece_stays_its_agent_s_when_its_pick_is_undone(w: World) -> None:
    (d1,) = units(w, "D1")
    demands.demand_pieces(w.agent(), shelf(w, "LCD-S5"), 1, d1)
    picked = demands.pick(d1, w.agent(), by=w.hejing)

    demands.put_back(picked.pk, by=w.hejing)

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


@pytest.mark.parametrize("verb", ["release", "put_back"])
def test_what_stands_on_a_document_under_way_is_not_given_back(w: World, verb: str) -> None:
    (d1,) = units(w, "D1")
    ask(w, 1, part="LCD-S5")
    picked = demands.pick(d1, w.agent(), by=w.hejing)
    document = issue(w, picked)
    reason = {"reason": "x"} if verb == "release" else {}

    with refused_and_unchanged("stock.promise_under_way"):
        getattr(demands, verb)(picked.pk, by=w.hejing, **reason)

    documents.withdraw(document.pk, by=w.hejing)
    documents.void(document.pk, reason="改发", by=w.hejing)
    getattr(demands, verb)(picked.pk, by=w.hejing, **reason)


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
    picked = demands.pick(d1, w.agent(), by=w.hejing)
    sent = w.post(issue(w, picked), by=w.linlan)
    reversal = documents.draft_reversal(sent.pk, reason="发错", by=w.hejing)

    demands.reopen(w.post(reversal, by=w.linlan))

    picked.refresh_from_db()
    assert (picked.used, picked.open, picked.unit, picked.picked_by) == (0, 1, None, None)
    assert told(demand) == (1, 0)
    assert demands.pick(d2, w.agent(), by=w.hejing).unit == d2


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
