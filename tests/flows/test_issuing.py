"""Issuing to an agent: the new serials are scanned, and what must not go is refused by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.flows import dispatch
from shouhou.partners.models import Agent
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Reservation, Serial, Unit
from shouhou.stock.places import Code, place
from tests.world import World, books_are_clean, refused

PANEL, BOARD = "LCD-S5-01B", "MB-S5-01A"
IMEI, SECOND, STRANGER = "490154203237518", "001010020000012", "001010010000022"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def promised(w: World, part_no: str, *serials: str, agent: Agent | None = None) -> None:
    """Good pieces on the shelf, as many of them promised to the agent."""
    part = w.part(part_no)
    w.good_units(part, serials)
    wish = Wish(agent or w.agent(), part, len(serials), place(Code.TURNOVER))
    demands.demand(wish, by=w.hejing)


def picked(w: World) -> list[str]:
    """The serials that were scanned for somebody."""
    taken = Reservation.objects.filter(picked_by__isnull=False).order_by("pk")
    return [str(promise.unit) for promise in taken.select_related("unit")]


@pytest.mark.req("S2.2.3b", "S3.3.9")
@pytest.mark.parametrize(
    ("part_no", "serial", "scanned"),
    [
        (PANEL, "NEW1A", "new1a\r\n"),
        (PANEL, "NEW1A", "ＮＥＷ1Ａ"),
        (PANEL, "NEW-1A", "new-1a"),
        (BOARD, IMEI, "49-015420-323751-8"),
        (BOARD, IMEI, f"(8040){IMEI}(21)X9"),
        (BOARD, IMEI, f"IMEI1:{IMEI};IMEI2:{SECOND};SN:X9"),
        (BOARD, IMEI, f"IMEI1:{SECOND};IMEI2:{IMEI}"),
    ],
)
def test_a_new_serial_is_known_however_its_label_is_written(
    w: World, part_no: str, serial: str, scanned: str
) -> None:
    promised(w, part_no, serial)

    dispatch.pick(w.agent(), scanned, by=w.hejing)

    assert picked(w) == [serial]


@pytest.mark.req("S2.2.3b", "S3.3.9")
@pytest.mark.parametrize(
    ("scanned", "code"),
    [
        ("490154203237519", "identifier.check_digit"),
        ("49-015420-323751-9", "identifier.check_digit"),
        ("IMEI1:490154203237519;SN:X9", "identifier.check_digit"),
        ("000000000000000", "identifier.denied"),
        (STRANGER, "dispatch.unknown_serial"),
        ("NEW9", "dispatch.unknown_serial"),
        ("", "dispatch.unknown_serial"),
    ],
)
def test_a_number_that_names_no_piece_is_refused_by_what_is_wrong_with_it(
    w: World, scanned: str, code: str
) -> None:
    promised(w, BOARD, IMEI)

    with refused(code):
        dispatch.pick(w.agent(), scanned, by=w.hejing)

    assert picked(w) == []


@pytest.mark.req("S2.2.3b")
def test_a_label_that_names_two_pieces_takes_neither(w: World) -> None:
    promised(w, BOARD, IMEI, STRANGER)
    wear(Unit.objects.get(label=STRANGER), Serial.Kind.IMEI2, SECOND, by=w.zhouqi)

    with refused("dispatch.two_pieces") as refusal:
        dispatch.pick(w.agent(), f"IMEI1:{IMEI};IMEI2:{SECOND}", by=w.hejing)

    assert set(refusal.value.facts["pieces"]) == {IMEI, STRANGER}
    assert picked(w) == []
