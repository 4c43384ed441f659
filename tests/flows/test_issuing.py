"""Issuing to an agent: the new serials are scanned, and what must not go is refused by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.flows import dispatch, posting
from shouhou.partners.models import Agent
from shouhou.repair.commands import codes
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import Piece, make_known, wear
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document, Reservation, Serial, Unit
from shouhou.stock.places import Code, of_agent, place
from tests.flows import story
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

    with refused("stock.two_pieces") as refusal:
        dispatch.pick(w.agent(), f"IMEI1:{IMEI};IMEI2:{SECOND}", by=w.hejing)

    assert set(refusal.value.facts["pieces"]) == {IMEI, STRANGER}
    assert picked(w) == []


def everything(w: World, agent: Agent | None = None) -> dict[int, int]:
    """All that stands ready for an agent, as the desk chooses it."""
    return {promise.pk: promise.open for promise in dispatch.ready(agent or w.agent())}


def matched(w: World, imei: str) -> None:
    """The four codes of a board, equal."""
    read = codes.Codes(imei, imei, imei, FourCodeCheck.E_MARK)
    assert codes.match(Unit.objects.get(label=imei), read, by=w.hejing).matched


def no_outbound() -> bool:
    """Nothing was drafted, let alone submitted."""
    return not Document.objects.filter(kind=Kind.OUTBOUND).exists()


@pytest.mark.req("S2.2.3a", "S3.3.8", "S3.3.10")
def test_what_is_ready_for_an_agent_goes_whole_or_in_part_and_the_supervisor_posts(
    w: World,
) -> None:
    promised(w, PANEL, "NEW1", "NEW2")
    promised(w, PANEL, "THEIRS1", agent=w.agent("DL-11-01"))
    for serial in ("NEW1", "NEW2"):
        dispatch.pick(w.agent(), serial, by=w.hejing)
    first, second = dispatch.ready(w.agent())

    document = dispatch.issue(w.agent(), {first.pk: 1}, by=w.hejing)
    with refused("accounts.own_work"):
        posting.post(document.pk, by=w.hejing)
    posting.post(document.pk, by=w.linlan)

    document.refresh_from_db()
    assert (document.state, document.agent) == ("posted", w.agent())
    assert [str(line.unit) for line in document.lines.all()] == [str(first.unit)]
    assert list(everything(w)) == [second.pk]
    assert len(everything(w, w.agent("DL-11-01"))) == 1


@pytest.mark.req("S2.2.3b", "S3.3.9", "S3.3.10")
def test_one_piece_that_nobody_scanned_keeps_the_whole_document_back(w: World) -> None:
    promised(w, PANEL, "NEW1", "NEW2")
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)

    with refused("dispatch.not_scanned") as refusal:
        dispatch.issue(w.agent(), everything(w), by=w.hejing)

    assert refusal.value.facts["part"] == str(w.part(PANEL))
    assert no_outbound()
    assert picked(w) == ["NEW1"]


@pytest.mark.req("S2.2.3a", "S3.3.8")
def test_an_outbound_never_mixes_agents(w: World) -> None:
    other = w.agent("DL-11-01")
    promised(w, PANEL, "NEW1")
    promised(w, PANEL, "THEIRS1", agent=other)
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)
    dispatch.pick(other, "THEIRS1", by=w.hejing)
    mine, theirs = everything(w), everything(w, other)

    for chosen in (mine | theirs, theirs, {}):
        with refused("dispatch.not_ready"):
            dispatch.issue(w.agent(), chosen, by=w.hejing)

    assert no_outbound()


@pytest.mark.req("S2.2.3a", "S2.2.3b")
def test_a_piece_that_was_scanned_for_one_agent_is_not_scanned_for_another(w: World) -> None:
    promised(w, PANEL, "NEW1", "NEW2")
    promised(w, PANEL, "THEIRS1", agent=w.agent("DL-11-01"))
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)

    with refused("stock.promised_elsewhere"):
        dispatch.pick(w.agent("DL-11-01"), "NEW1", by=w.hejing)
    with refused("stock.not_promised"):
        dispatch.pick(w.agent("DL-37-01"), "NEW2", by=w.hejing)

    promise = Reservation.objects.get(picked_by__isnull=False)
    assert (str(promise.unit), promise.demand.agent) == ("NEW1", w.agent())


@pytest.mark.req("S2.2.3a", "S3.3.8")
def test_what_is_on_a_document_already_is_not_ready_twice(w: World) -> None:
    promised(w, PANEL, "NEW1")
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)
    chosen = everything(w)
    dispatch.issue(w.agent(), chosen, by=w.hejing)

    with refused("dispatch.not_ready"):
        dispatch.issue(w.agent(), chosen, by=w.luomin)

    assert Document.objects.filter(kind=Kind.OUTBOUND).count() == 1


@pytest.mark.req("S2.2.3b", "S3.3.9")
def test_only_a_good_piece_on_a_shelf_is_scanned(w: World) -> None:
    promised(w, PANEL, "NEW1")
    make_known([Piece(w.part(PANEL), "ATHOME1")], outside=of_agent(w.agent()))
    story.booked(
        w, story.counted(w, w.agent(), [Declared(w.part(PANEL), 1, "OLD1")], [(PANEL, "OLD1")])
    )

    for serial in ("ATHOME1", "OLD1"):
        with refused("dispatch.not_good") as refusal:
            dispatch.pick(w.agent(), serial.lower(), by=w.hejing)
        assert refusal.value.where == serial

    assert picked(w) == []


@pytest.mark.req("S2.2.3b", "S3.3.9", "S3.3.10")
def test_a_board_whose_codes_nobody_matched_is_not_issued(w: World) -> None:
    promised(w, BOARD, IMEI, STRANGER)
    for imei in (IMEI, STRANGER):
        dispatch.pick(w.agent(), imei, by=w.hejing)
    matched(w, IMEI)

    with refused("repair.codes_not_matched") as refusal:
        dispatch.issue(w.agent(), everything(w), by=w.hejing)

    assert refusal.value.where == STRANGER
    assert no_outbound()
    matched(w, STRANGER)
    assert dispatch.issue(w.agent(), everything(w), by=w.hejing).lines.count() == 2


@pytest.mark.req("S2.2.3b", "S3.3.10")
def test_who_is_not_at_the_front_desk_neither_scans_nor_issues(w: World) -> None:
    promised(w, PANEL, "NEW1")

    with refused("accounts.not_your_role"):
        dispatch.pick(w.agent(), "NEW1", by=w.zhouqi)
    with refused("accounts.not_your_role"):
        dispatch.issue(w.agent(), everything(w), by=w.zhouqi)

    assert picked(w) == []
    assert no_outbound()
