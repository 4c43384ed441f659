"""Posting: what it does to balances, units and the chain, and in how many statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.accounts.models import TrailEntry
from shouhou.kernel import clock
from shouhou.stock import chain
from shouhou.stock.commands import demands, documents, picking
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Condition, Document, Holding, Move, Seal, Unit
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import Spot, spot
from tests.stock.books import refused_and_unchanged
from tests.world import World, books_are_clean

MOST_STATEMENTS = 15


def at(w: World, code: Code, part: str = "CHG-5V") -> Spot:
    return spot(place(code), w.part(part).pk, Condition.GOOD)


def sent(w: World, quantity: int, part: str = "CHG-5V") -> Wanted:
    """So many pieces of a part on their way into transit."""
    return Wanted(at(w, Code.TRANSIT, part), at(w, Code.TURNOVER, part), quantity)


@contextmanager
def at_most(statements: int) -> Iterator[None]:
    """No more statements than that, savepoints apart."""
    with CaptureQueriesContext(connection) as captured:
        yield
    said = [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]
    assert len(said) <= statements, "\n".join(sql[:100] for sql in said)


@pytest.mark.req("R-POST", "INV-1", "S2.1.9")
def test_posting_moves_every_line_from_its_source_to_its_target(w: World) -> None:
    w.good_units(w.part("LCD-S5"), ["D1"])
    w.good_stock(w.part("CHG-5V"), 5)
    unit = Unit.objects.get(label="D1")
    lines = [sent(w, 3), Wanted(at(w, Code.TRANSIT, "LCD-S5"), unit=unit)]
    document = w.submitted(Kind.TRANSFER_OUT, lines, by=w.qinyong)

    posted = w.post(document, by=w.linlan)

    charger, display = w.part("CHG-5V"), w.part("LCD-S5")
    assert [w.balance(code, charger) for code in (Code.TURNOVER, Code.TRANSIT)] == [2, 3]
    assert [w.balance(code, display) for code in (Code.TURNOVER, Code.TRANSIT)] == [0, 1]
    unit.refresh_from_db()
    assert (unit.holding.place, unit.last_document) == (place(Code.TRANSIT), posted)
    moved = Move.objects.filter(document=posted).values_list("line__line_no", "quantity", "unit")
    assert list(moved.order_by("line__line_no")) == [(1, 3, None), (2, 1, unit.pk)]


@pytest.mark.req("S2.1.9", "R-AUD")
def test_a_posted_document_names_who_posted_it_when_and_on_which_day(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    document = w.submitted(Kind.TRANSFER_OUT, [sent(w, 1)], by=w.qinyong)
    late = clock.now().replace(year=2027, month=3, day=8, hour=16, minute=30, tzinfo=UTC)

    with clock.set_to(late):
        posted = w.post(document, by=w.linlan)

    assert (posted.state, posted.posted_by, posted.posted_at) == (State.POSTED, w.linlan, late)
    assert posted.book_date == datetime(2027, 3, 9, tzinfo=UTC).date(), "it is past midnight here"
    entry = TrailEntry.objects.get(verb="stock.post", subject_id=posted.pk)
    assert entry.before == {"state": "submitted"}
    assert entry.after["seal"] == posted.seal.number


@pytest.mark.req("R-STK", "INV-2")
def test_a_shelf_that_has_not_enough_is_named_with_the_first_line_at_fault(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    w.good_stock(w.part("BAT-S5"), 5)
    lines = [sent(w, 5, "BAT-S5"), sent(w, 2), sent(w, 2), sent(w, 2)]
    document = w.submitted(Kind.TRANSFER_OUT, lines, by=w.qinyong)

    with refused_and_unchanged("stock.short") as caught:
        w.post(document, by=w.linlan)

    assert caught.value.where == f"{document.number} #4"
    assert caught.value.facts == {
        "part": str(w.part("CHG-5V")),
        "place": str(place(Code.TURNOVER)),
        "available": 5,
        "wanted": 6,
    }


@pytest.mark.req("R-POST")
def test_one_line_that_cannot_be_posted_holds_up_all(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    w.good_units(w.part("LCD-S5"), ["D1"])
    unit = Unit.objects.get(label="D1")
    line = Wanted(at(w, Code.TRANSIT, "LCD-S5"), unit=unit)
    document = w.submitted(Kind.TRANSFER_OUT, [sent(w, 1), line], by=w.qinyong)
    w.good_units(w.part("LCD-S5"), ["D2"])
    w.post(w.transfer([unit], by=w.qinyong), by=w.linlan)

    with refused_and_unchanged("stock.unit_elsewhere") as caught:
        w.post(document, by=w.linlan)

    assert caught.value.facts == {"serial": "D1", "place": str(place(Code.TRANSIT))}


@pytest.mark.req("INV-2")
def test_a_piece_may_pass_through_a_shelf_in_one_document(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 1)
    w.good_stock(w.part("CHG-5V"), 1, at=Code.MAIN)
    out = w.submitted(Kind.TRANSFER_OUT, [sent(w, 1)], by=w.qinyong)
    w.post(out, by=w.linlan)
    back = Wanted(at(w, Code.TURNOVER), at(w, Code.TRANSIT), 1)
    w.post(w.submitted(Kind.TRANSFER_IN, [back], by=w.qinyong), by=w.hejun)

    assert w.balance(Code.TURNOVER, w.part("CHG-5V")) == 1


@pytest.mark.req("INV-12")
def test_time_goes_forward_through_a_document(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    document = documents.draft(Kind.TRANSFER_OUT, [sent(w, 1)], by=w.qinyong)
    documents.submit(document.pk, by=w.qinyong)
    documents.approve(document.pk, by=w.linlan)

    posted = documents.post(document.pk, by=w.linlan)

    times = [posted.made_at, posted.submitted_at, posted.approved_at, posted.posted_at]
    assert times == sorted(times)


@pytest.mark.req("S2.1.9", "INV-1", "INV-6")
def test_no_balance_ever_changed_without_a_document_that_another_posted(w: World) -> None:
    w.good_units(w.part("LCD-S5"), ["D1", "D2"])
    w.good_stock(w.part("CHG-5V"), 5)
    w.post(w.submitted(Kind.TRANSFER_OUT, [sent(w, 2)], by=w.qinyong), by=w.linlan)

    for holding in Holding.objects.exclude(balance=0):
        moved = Document.objects.filter(moves__source=holding) | Document.objects.filter(
            moves__target=holding
        )
        assert holding.last_document in moved
        for document in moved:
            assert document.state == State.POSTED
            assert document.posted_by is not None
            assert document.posted_by.has_perm("stock.post_document")
            assert document.posted_by_id not in {document.made_by_id, document.last_edited_by_id}


@pytest.mark.req("INV-10")
def test_every_posted_document_has_its_seal_in_one_chain(w: World) -> None:
    first = w.good_stock(w.part("CHG-5V"), 5)
    second = w.post(w.submitted(Kind.TRANSFER_OUT, [sent(w, 2)], by=w.qinyong), by=w.linlan)

    head = ChainHead.objects.get()
    assert [seal.document for seal in Seal.objects.order_by("number")] == [first, second]
    assert (head.number, head.mac) == (2, second.seal.mac)
    assert chain.verify().faults == ()


def units_of(w: World, count: int) -> Document:
    """An opening of so many displays, submitted."""
    return w.opening([Piece(w.part("LCD-S5"), f"D{n:05d}") for n in range(count)])


def heap_of(w: World, count: int) -> Document:
    """A transfer of so many lines of chargers, submitted."""
    w.good_stock(w.part("CHG-5V"), count)
    return w.submitted(Kind.TRANSFER_OUT, [sent(w, 1)] * count, by=w.qinyong)


def promised(w: World, count: int) -> Document:
    """An issue of so many promised displays, picked one by one, submitted."""
    part, agent = w.part("LCD-S5"), w.agent()
    w.post(units_of(w, count), by=w.linlan)
    demands.demand(Wish(agent, part, count, place(Code.TURNOVER)), by=w.qinyong)
    target = spot(of_agent(agent), part.pk, Condition.GOOD)
    lines = [
        Wanted(target, unit=unit, reservation=picking.pick(unit, agent, by=w.hejing))
        for unit in Unit.objects.order_by("pk")
    ]
    return w.submitted(Kind.OUTBOUND, lines, by=w.hejing, agent=agent)


@pytest.mark.parametrize("count", [2, 200, 2000])
@pytest.mark.parametrize("made", [units_of, heap_of])
def test_posting_takes_as_few_statements_for_many_lines_as_for_two(
    w: World, made: Callable[[World, int], Document], count: int
) -> None:
    document = made(w, count)
    assert w.linlan.permissions

    with at_most(MOST_STATEMENTS):
        documents.post(document.pk, by=w.linlan)


@pytest.mark.parametrize("count", [2, 200])
def test_posting_what_was_promised_takes_as_few_statements(w: World, count: int) -> None:
    document = promised(w, count)
    assert w.linlan.permissions

    with at_most(MOST_STATEMENTS):
        documents.post(document.pk, by=w.linlan)

    assert Holding.objects.get(**vars(at(w, Code.TURNOVER, "LCD-S5"))).reserved == 0


@pytest.mark.parametrize("count", [2, 200, 2000])
def test_drafting_and_submitting_take_as_few_statements_for_many_lines(
    w: World, count: int
) -> None:
    pieces = [Piece(w.part("LCD-S5"), f"D{n:05d}") for n in range(count)]
    units = make_known(pieces, outside=place(Code.OPENING))
    target = at(w, Code.TURNOVER, "LCD-S5")
    lines = [Wanted(target, unit=unit) for unit in units]
    assert w.tangxiao.permissions
    assert w.qa1.permissions

    with at_most(25):
        w.submitted(Kind.OPENING, lines, by=w.tangxiao)


def test_a_document_of_two_thousand_lines_leaves_clean_books(w: World) -> None:
    w.post(units_of(w, 2000), by=w.linlan)

    assert w.balance(Code.TURNOVER, w.part("LCD-S5")) == 2000
    books_are_clean()
