"""Units and the numbers they wear: one live bearer a number, found by any number it ever bore."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, live_bearers, make_known, wear
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Serial, Unit
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.queries import bearers
from shouhou.stock.spots import spot
from tests.stock.books import refused_and_unchanged
from tests.world import World

IMEI1, IMEI2, SN = Serial.Kind.IMEI1, Serial.Kind.IMEI2, Serial.Kind.SN


def known(w: World, *serials: str, part: str = "LCD-S5") -> list[Unit]:
    """Units first known at the door of the opening stock."""
    pieces = [Piece(w.part(part), serial) for serial in serials]
    return make_known(pieces, outside=place(Code.OPENING))


def from_agent(w: World, serial: str, part: str = "LCD-S5") -> Unit:
    """The same piece as it comes from an agent."""
    return make_known([Piece(w.part(part), serial)], outside=of_agent(w.agent()))[0]


@pytest.mark.req("INV-3")
def test_a_piece_is_made_known_once_and_found_again(w: World) -> None:
    first = known(w, "D1", "D2")

    again = known(w, "D2", "D3", "D1")

    assert [unit.label for unit in again] == ["D2", "D3", "D1"]
    assert [again[2], again[0]] == first
    assert Unit.objects.count() == Serial.objects.count() == 3


def test_a_number_named_twice_is_refused(w: World) -> None:
    with refused_and_unchanged("stock.serial_twice") as caught:
        known(w, "D1", "D2", "D1")

    assert caught.value.where == "D1"


@pytest.mark.req("INV-3")
def test_a_number_of_a_unit_that_has_moved_is_not_another_parts(w: World) -> None:
    w.good_units(w.part("LCD-S5"), ["D1"])

    with refused_and_unchanged("stock.serial_of_another_part"):
        known(w, "D1", part="MB-S5")


def test_a_unit_that_never_moved_was_announced_wrongly_and_is_corrected(w: World) -> None:
    (announced,) = known(w, "D1", part="MB-S5")

    arrived = from_agent(w, "D1")

    arrived.refresh_from_db()
    assert arrived == announced
    assert arrived.part == w.part("LCD-S5")
    assert arrived.holding.place == of_agent(w.agent())


def test_a_piece_whose_draft_was_given_up_may_come_from_somewhere_else(w: World) -> None:
    given_up = w.opening([Piece(w.part("LCD-S5"), "D1")])
    documents.void(given_up.pk, reason="未到", by=w.tangxiao)
    (unit,) = make_known([Piece(w.part("LCD-S5"), "D1")], outside=place(Code.SUPPLIER))
    shelf = spot(place(Code.MAIN), unit.part_id, Condition.GOOD)

    bought = w.submitted(Kind.RECEIPT, [Wanted(target=shelf, unit=unit)], by=w.tangxiao)
    w.post(bought, by=w.linlan)

    unit.refresh_from_db()
    assert unit.holding.place == place(Code.MAIN)


@pytest.mark.req("INV-3")
def test_a_new_number_retires_the_old_one_and_both_find_the_unit(w: World) -> None:
    (unit,) = known(w, "D1")
    wear(unit, IMEI1, "860000000000001", by=w.zhouqi)

    wear(unit, SN, "D1B", by=w.zhouqi)

    unit.refresh_from_db()
    assert unit.label == "D1B"
    assert {(one.value, one.live) for one in unit.serials.all()} == {
        ("D1", False),
        ("D1B", True),
        ("860000000000001", True),
    }
    assert list(bearers("D1")) == list(bearers("D1B")) == [unit]
    assert set(live_bearers(["D1", "D1B", "860000000000001"])) == {"D1B", "860000000000001"}


@pytest.mark.req("R-AUD")
def test_a_new_number_stands_in_the_trail(w: World) -> None:
    (unit,) = known(w, "D1")

    wear(unit, SN, "D1B", by=w.zhouqi)

    entry = TrailEntry.objects.get(verb="stock.wear")
    assert (entry.actor, entry.subject_id) == (w.zhouqi, unit.pk)
    assert (entry.before, entry.after) == ({"sn": "D1"}, {"sn": "D1B"})


def test_a_number_that_is_worn_already_changes_nothing(w: World) -> None:
    (unit,) = known(w, "D1")
    before = Serial.objects.count()

    assert wear(unit, IMEI2, "D1", by=w.zhouqi).kind == SN

    assert Serial.objects.count() == before


@pytest.mark.req("INV-3")
def test_a_number_of_another_unit_is_refused(w: World) -> None:
    one, _other = known(w, "D1", "D2")

    with refused_and_unchanged("stock.serial_worn"):
        wear(one, IMEI1, "D2", by=w.zhouqi)


@pytest.mark.req("INV-3")
def test_a_retired_number_never_comes_back(w: World) -> None:
    one, other = known(w, "D1", "D2")
    wear(one, SN, "D1B", by=w.zhouqi)

    with refused_and_unchanged("stock.serial_retired"):
        wear(other, SN, "D1", by=w.zhouqi)
    with refused_and_unchanged("stock.serial_retired"):
        wear(one, SN, "D1", by=w.zhouqi)
    with refused_and_unchanged("stock.serial_retired") as caught:
        known(w, "D3", "D1")
    assert caught.value.facts == {"serial": "D1", "unit": "D1B"}


@pytest.mark.parametrize("count", [2, 200, 2000])
def test_many_pieces_are_made_known_in_as_few_statements_as_two(
    w: World, django_assert_max_num_queries: object, count: int
) -> None:
    part, outside = w.part("LCD-S5"), place(Code.OPENING)
    pieces = [Piece(part, f"D{n}") for n in range(count)]

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        units = make_known(pieces, outside=outside)

    assert len(units) == count
