"""The hand-kept books: tallies beside the system, and the close of a day."""

from datetime import timedelta

import pytest

from shouhou.catalog.commands import policies
from shouhou.catalog.models import PolicyVersion
from shouhou.exchange import day_book, turnover
from shouhou.exchange.commands import books
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import DayClose, Tally, TurnoverClose
from shouhou.kernel import clock
from shouhou.stock import custody
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.world import World, refused

pytestmark = pytest.mark.django_db


def a_day(w: World) -> day_book.Key:
    """A day on which four chargers of one agent were booked in; the key of their row."""
    w.facts()
    charger = w.part("CHG-S5-01B")
    box = story.counted(w, w.agent(), [Declared(charger, 4)], [(charger.part_no, "4")])
    story.booked(w, box)
    return day_book.Key(w.agent().pk, charger.pk, day_book.IN)


@pytest.mark.req("S2.2.2a")
@pytest.mark.req("D2")
def test_the_reconciliation_lists_every_row_where_tally_and_system_differ():
    w = World()
    chargers = a_day(w)
    cables = day_book.Key(chargers.agent_id, w.part("CBL-S5-01B").pk, day_book.OUT)
    day = clock.today()

    untallied = day_book.differences_of(day)
    books.fill_tally(day, {chargers: 3, cables: 1}, by=w.hejing)
    wrong = day_book.differences_of(day)
    books.fill_tally(day, {chargers: 4, cables: None}, by=w.luomin)

    assert [(row.key, row.booked, row.tallied) for row in untallied] == [(chargers, 4, None)]
    assert [(row.key, row.booked, row.tallied) for row in wrong] == [
        (chargers, 4, 3),
        (cables, 0, 1),
    ]
    assert day_book.differences_of(day) == []
    assert Tally.objects.get().tallied_by == w.luomin


def test_a_tally_that_changes_nothing_writes_nothing():
    w = World()
    chargers = a_day(w)
    books.fill_tally(clock.today(), {chargers: 4}, by=w.hejing)

    changed = books.fill_tally(clock.today(), {chargers: 4}, by=w.luomin)

    assert changed == 0
    assert Tally.objects.get().tallied_by == w.hejing


@pytest.mark.req("D2")
def test_a_day_is_closed_once_by_the_supervisor_with_the_head_of_the_chain():
    w = World()
    chargers = a_day(w)
    day = clock.today()
    books.fill_tally(day, {chargers: 4}, by=w.hejing)

    closed = books.close_day(day, note="", by=w.linlan)
    with refused("exchange.day_closed"):
        books.close_day(day, note="", by=w.linlan)
    with refused("exchange.day_closed"):
        books.fill_tally(day, {chargers: 3}, by=w.hejing)

    assert (closed.differences, closed.chain_head.split(":")[0]) == (0, "1")
    assert Tally.objects.get().quantity == 4


def test_closing_over_differences_asks_for_a_note():
    w = World()
    a_day(w)

    with refused("exchange.note_missing"):
        books.close_day(clock.today(), note=" ", by=w.linlan)
    closed = books.close_day(clock.today(), note="手工漏记, 已核", by=w.linlan)

    assert closed.differences == 1


@pytest.mark.req("D2")
def test_where_the_tally_is_forced_a_day_with_differences_stays_open():
    w = World()
    chargers = a_day(w)
    forced = policies.draft(
        PolicyVersion.Kind.DAY_BOOK,
        "forced",
        effective_from=clock.today(),
        values={"force_tally": True},
        by=w.linlan,
    )
    policies.approve(forced.pk, by=w.mgmt1)

    with refused("exchange.tally_forced"):
        books.close_day(clock.today(), note="照样关", by=w.linlan)
    left_open = not DayClose.objects.exists()
    books.fill_tally(clock.today(), {chargers: 4}, by=w.hejing)
    books.close_day(clock.today(), note="", by=w.linlan)

    assert left_open
    assert DayClose.objects.get().differences == 0


def test_nobody_tallies_or_closes_tomorrow_and_only_those_who_may_today():
    w = World()
    chargers = a_day(w)
    tomorrow = clock.today() + timedelta(days=1)

    with refused("exchange.day_to_come"):
        books.fill_tally(tomorrow, {chargers: 4}, by=w.hejing)
    with refused("exchange.day_to_come"):
        books.close_day(tomorrow, note="", by=w.linlan)
    with refused("accounts.not_your_role"):
        books.fill_tally(clock.today(), {chargers: 4}, by=w.linlan)
    with refused("accounts.not_your_role"):
        books.close_day(clock.today(), note="", by=w.hejing)
    with refused("exchange.tally_out_of_range"):
        books.fill_tally(clock.today(), {chargers: -1}, by=w.hejing)

    assert not Tally.objects.exists()


@pytest.mark.req("S3.4")
@pytest.mark.req("S4.5")
def test_the_custodian_closes_the_turnover_day_with_his_count_of_fast_movers():
    w = World()
    charger, cable = w.part("CHG-S5-01B"), w.part("CBL-S5-01B")
    w.good_stock(charger, 40)
    w.good_stock(cable, 7)
    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)
    day = clock.today()

    with refused("exchange.custodian_only"):
        books.close_turnover_day(day, {}, by=w.hejun)
    books.close_turnover_day(day, {charger.pk: 39}, by=w.qinyong)
    with refused("exchange.turnover_day_closed"):
        books.close_turnover_day(day, {}, by=w.qinyong)

    closed = {row.part: row for row in TurnoverClose.objects.select_related("part")}
    assert (closed[charger].good_in, closed[charger].good_counted) == (40, 39)
    assert (closed[cable].good_in, closed[cable].good_counted) == (7, None)


@pytest.mark.req("S4.5")
@pytest.mark.req("INV-9")
def test_both_identities_hold_for_every_part_of_a_day():
    w = World()
    chargers = a_day(w)
    story.taken_over(w, w.agent().consignments.get())
    charger = w.part("CHG-S5-01B")
    w.good_stock(charger, 10)

    (row,) = turnover.days(clock.today())

    assert chargers.part_id == row.part.pk
    assert (row.good_open, row.good_in, row.good_out, row.good_close) == (0, 10, 0, 10)
    assert (row.bad_open, row.bad_in, row.bad_out, row.bad_close) == (0, 4, 0, 4)
    assert len(list(turnover.posted(clock.today(), clock.today()))) == 2
