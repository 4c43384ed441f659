"""Document numbers: given out by the server, by prefix and Shanghai day, and never twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from shouhou.kernel import clock
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Document, NumberSeries
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.world import World, refused

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
JUST_BEFORE_MIDNIGHT = datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def draft(w: World, *lines: Wanted) -> Document:
    """A keeper's draft of a transfer."""
    part = w.part("CHG-5V").pk
    here = spot(place(Code.TURNOVER), part, Condition.GOOD)
    line = Wanted(spot(place(Code.TRANSIT), part, Condition.GOOD), here)
    return documents.draft(Kind.TRANSFER_OUT, lines or [line], by=w.qinyong)


@pytest.mark.req("R-NUM", "INV-14")
def test_numbers_rise_one_by_one_within_prefix_and_day(w: World) -> None:
    with clock.set_to(NOON):
        numbers = [next_number("SO") for _ in range(3)]

    assert numbers == ["SO202611230001", "SO202611230002", "SO202611230003"]


@pytest.mark.req("R-NUM")
def test_every_prefix_counts_by_itself(w: World) -> None:
    with clock.set_to(NOON):
        numbers = [next_number("SO"), next_number("ST"), next_number("SO")]

    assert numbers == ["SO202611230001", "ST202611230001", "SO202611230002"]


@pytest.mark.req("R-NUM")
def test_the_day_begins_at_midnight_in_shanghai(w: World) -> None:
    numbers = []
    for instant in (JUST_BEFORE_MIDNIGHT, MIDNIGHT):
        with clock.set_to(instant):
            numbers.append(next_number("SO"))

    assert numbers == ["SO202611230001", "SO202611240001"]


@pytest.mark.req("INV-14")
def test_a_clock_that_was_set_back_goes_on_where_its_day_ended(w: World) -> None:
    numbers = []
    for instant in (NOON, MIDNIGHT, NOON):
        with clock.set_to(instant):
            numbers.append(next_number("SO"))

    assert numbers == ["SO202611230001", "SO202611240001", "SO202611230002"]


@pytest.mark.req("R-NUM", "INV-14")
def test_a_void_document_keeps_its_number(w: World) -> None:
    given_up = draft(w)
    documents.void(given_up.pk, reason="写错", by=w.qinyong)

    another = draft(w)

    given_up.refresh_from_db()
    assert given_up.state == State.VOID
    assert int(another.number[-4:]) == int(given_up.number[-4:]) + 1


@pytest.mark.req("R-NUM")
def test_a_refused_draft_gives_its_number_back(w: World) -> None:
    first = draft(w)
    nowhere = spot(place(Code.MAIN), w.part("CHG-5V").pk, Condition.GOOD)

    with refused("stock.goes_nowhere"):
        draft(w, Wanted(nowhere, nowhere))

    assert int(draft(w).number[-4:]) == int(first.number[-4:]) + 1


@pytest.mark.req("R-NUM")
def test_the_ten_thousandth_number_of_a_day_is_one_digit_longer(w: World) -> None:
    with clock.set_to(NOON):
        NumberSeries.objects.create(prefix="SO", day=clock.today(), last=9999)

        assert next_number("SO") == "SO2026112310000"
