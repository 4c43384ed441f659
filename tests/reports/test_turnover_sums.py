"""Form S4.5 summed up: identities, pairs, rates, ages, and every figure's rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db.models import Sum

from shouhou.catalog.models import Part
from shouhou.exchange.commands import books
from shouhou.exchange.move_types import MoveType
from shouhou.exchange.turnover_register import Narrowing, entries
from shouhou.flows import dispatch, posting
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.reports import turnover_desk
from shouhou.reports.turnover_sums import By, Group, Period, Rest, Row, Step, periods, sums
from shouhou.stock.commands import demands
from shouhou.stock.models import Condition, Holding
from shouhou.stock.places import Code
from tests.flows import story
from tests.reports.random_days import Days
from tests.world import World

CHARGER, CABLE = "CHG-S5-01B", "CBL-S5-01B"


def issued(w: World) -> None:
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    posting.post(dispatch.issue(w.agent(), ready, by=w.hejing).pk, by=w.linlan)


def today(by: By = By.PART) -> dict[Group, Row]:
    rows = sums(clock.today(), clock.today(), step=Step.DAY, by=by)
    return {row.group: row for row in rows}


@pytest.mark.req("S4.5")
def test_a_day_has_its_flows_pairs_shortages_and_rates(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    w.good_stock(w.part(CABLE), 4)
    story.swapped(w, story.received(w, 3).pk, 3)
    issued(w)
    books.close_turnover_day(clock.today(), {w.part(CABLE).pk: 3}, by=w.qinyong)

    rows = today()

    charger, cable = rows[w.part(CHARGER)], rows[w.part(CABLE)]
    tally = charger.tally
    assert (charger.good_open, tally.good_in, tally.good_out, charger.good_close) == (0, 2, 2, 0)
    assert (charger.bad_open, tally.bad_in, tally.bad_out, charger.bad_close) == (0, 3, 3, 0)
    assert (tally.pairs, tally.fell_short, tally.filled) == (2, 1, 0)
    assert charger.fill_percent == pytest.approx(100 * 2 / 3)
    assert (charger.difference, cable.difference) == (None, -1)
    assert (cable.turns, cable.fill_percent) == (0, None)
    assert rows[Rest.ALL].tally.pairs == 2


@pytest.mark.req("S4.5")
def test_turns_are_good_pieces_out_over_the_mean_of_the_days_balances(w: World) -> None:
    start = clock.now()
    w.good_stock(w.part(CHARGER), 10)
    with clock.set_to(start + timedelta(days=1)):
        story.swapped(w, story.received(w, 4).pk, 4)
        issued(w)
        last = clock.today()

    (whole, _charger) = sums(clock.day_of(start), last, step=Step.MONTH, by=By.PART)

    # The first day begins with 0 and ends with 10, the second ends with 6: (5 + 8) / 2.
    assert (whole.mean_good, whole.turns) == (6.5, 4 / 6.5)


@pytest.mark.req("S4.5")
def test_what_has_no_denominator_has_no_rate(w: World) -> None:
    story.received(w)

    row = today()[Rest.ALL]

    assert (row.turns, row.fill_percent, row.difference) == (None, None, None)


@pytest.mark.req("S4.5")
@pytest.mark.req("S3.4.5")
def test_bad_pieces_are_old_after_seven_days_and_the_oldest_of_a_debt_leave_first(
    w: World,
) -> None:
    start, line = clock.now(), story.received(w)
    story.received(w, 2, CABLE)

    def aged(days: int) -> tuple[int, int]:
        with clock.set_to(start + timedelta(days=days)):
            row = today()[Rest.ALL]
            return row.bad_close, row.bad_aged

    fresh, old = aged(7), aged(8)
    with clock.set_to(start + timedelta(days=9)):
        story.swapped(w, line.pk, 2)

    assert (fresh, old, aged(9)) == ((5, 0), (5, 5), (3, 3))


@pytest.mark.req("S4.5")
def test_an_agent_has_his_bad_pieces_and_what_he_was_given_and_no_shelf(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5)
    story.swapped(w, story.received(w, 3).pk, 2)
    issued(w)

    rows = today(By.AGENT)

    agent, nobody = rows[w.agent()], rows[Rest.NOBODY]
    assert (agent.tally.bad_in, agent.tally.bad_out, agent.bad_close) == (3, 2, 1)
    assert (agent.tally.good_out, agent.tally.pairs) == (2, 2)
    assert (agent.good_open, agent.good_close, agent.turns) == (None, None, None)
    assert (nobody.tally.good_in, nobody.bad_close) == (5, 0)


@pytest.mark.req("S3.4.4")
def test_a_shortage_that_is_filled_or_settled_has_ended(w: World) -> None:
    start = clock.now()
    demand = story.swapped(w, story.received(w, 3).pk, 3).demand
    with clock.set_to(start + timedelta(days=1)):
        w.good_stock(w.part(CHARGER), 1)
        demands.fill_shortages(w.part(CHARGER).holdings.values_list("pk", flat=True))
        demands.close_shortage(demand.pk, 2, reason="代理放弃", by=w.hejing)
        days = [row.tally for row in sums_of_days(clock.day_of(start), clock.today())]

    assert [(tally.fell_short, tally.filled) for tally in days] == [(3, 0), (0, 3)]


def sums_of_days(first: date, last: date) -> list[Row]:
    rows = sums(first, last, step=Step.DAY, by=By.CLASS)
    return [row for row in rows if row.is_whole]


def test_periods_are_cut_at_mondays_and_at_the_first_of_a_month() -> None:
    first, last = date(2026, 11, 27), date(2026, 12, 8)

    weeks = list(periods(first, last, Step.WEEK))
    months = list(periods(first, last, Step.MONTH))

    assert [(one.first.day, one.last.day) for one in weeks] == [(27, 29), (30, 6), (7, 8)]
    assert months == [
        Period(first, date(2026, 11, 30)),
        Period(date(2026, 12, 1), last),
    ]
    assert sum(one.days for one in periods(first, last, Step.DAY)) == 12


def each_day_opens_with_what_closed_the_last(rows: list[Row]) -> None:
    for group in {row.group for row in rows}:
        for before, after in pairwise(row for row in rows if row.group == group):
            assert (before.good_close, before.bad_close) == (after.good_open, after.bad_open)


def the_last_day_closes_with_what_stands(rows: list[Row]) -> None:
    shelves = Holding.objects.filter(warehouse__code=Code.TURNOVER)
    for row in rows:
        if row.period == rows[-1].period:
            here = shelves if row.is_whole else shelves.filter(part=row.group)
            good = here.filter(condition=Condition.GOOD).aggregate(sum=Sum("balance", default=0))
            bad = here.exclude(condition=Condition.GOOD).aggregate(sum=Sum("balance", default=0))
            assert (row.good_close, row.bad_close) == (good["sum"], bad["sum"])


def the_groups_sum_to_all_together(rows: list[Row], by: By) -> None:
    for period in {row.period for row in rows}:
        whole, *groups = (row for row in rows if row.period == period)
        for name, total in vars(whole.tally).items():
            # A count is of a part: it is no agent's.
            if by != By.AGENT or name not in {"difference", "counts"}:
                assert sum(getattr(row.tally, name) for row in groups) == total, name
        for name in ("bad_open", "bad_close", "bad_aged"):
            assert sum(getattr(row, name) for row in groups) == getattr(whole, name), name


def every_figure_is_the_sum_of_its_entries(rows: list[Row]) -> None:
    for row in rows:
        if row.group == Rest.NOBODY:
            continue
        asked = Narrowing(
            part=row.group if isinstance(row.group, Part) else None,
            agent=row.group if isinstance(row.group, Agent) else None,
            material_class=row.group if isinstance(row.group, Part.MaterialClass) else "",
        )
        behind = list(entries(row.period.first, row.period.last, asked))
        for name in ("good_in", "good_out", "bad_in", "bad_out"):
            assert sum(getattr(entry, name) for entry in behind) == getattr(row.tally, name)


def pairs_are_the_good_pieces_issued_for_exchange(rows: list[Row], lived: Days) -> None:
    register = Counter[tuple[date | None, Part]]()
    for entry in entries(lived.days[0], lived.days[-1], Narrowing()):
        key = entry.line.document.book_date, entry.part
        if entry.type == MoveType.EXCHANGED:
            register[key] += entry.good_out
        elif entry.type == MoveType.REVERSED and entry.pair:
            register[key] -= entry.good_in
    pairs = {(row.period.first, row.group): row.tally.pairs for row in rows if not row.is_whole}
    assert register
    assert {key: count for key, count in pairs.items() if count} == {
        key: count for key, count in register.items() if count
    }


def no_bad_piece_lies_there_unexplained(rows: list[Row]) -> None:
    assert [row for row in rows if row.group == Rest.NOBODY and row.bad_close] == []
    assert turnover_desk.unexplained() == []


@pytest.mark.slow
@pytest.mark.req("S4.5", "INV-9", "S3.4", "S3.4.5", "S3.4.6")
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_over_days_drawn_by_lot_the_form_agrees_with_the_ledger_and_with_itself(
    w: World, seed: int
) -> None:
    lived, start = Days(w, Random(seed)), clock.now()
    lived.live(8)

    with clock.set_to(start + timedelta(days=7)):
        for by in By:
            by_day, by_week = (
                list(sums(lived.days[0], lived.days[-1], step=step, by=by))
                for step in (Step.DAY, Step.WEEK)
            )
            the_groups_sum_to_all_together(by_day, by)
            every_figure_is_the_sum_of_its_entries(by_week)
            if by == By.AGENT:
                no_bad_piece_lies_there_unexplained(by_day)
            else:
                each_day_opens_with_what_closed_the_last(by_day)
            if by == By.PART:
                the_last_day_closes_with_what_stands(by_day)
                pairs_are_the_good_pieces_issued_for_exchange(by_day, lived)
