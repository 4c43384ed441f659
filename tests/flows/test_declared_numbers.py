"""A list names a phone by one number or several, and the counter scans whichever is nearest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.commands import finishing
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.declared import declared_of
from tests.flows import story
from tests.flows.test_further_numbers import BOARD, FIRST, LABEL, OTHER, SECOND, counting_a, scan
from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


@pytest.mark.req("S2.2.1b")
def test_the_list_knows_the_barcode_that_was_scanned_as_the_pieces_second_number(w: World) -> None:
    declared = Declared(w.part(BOARD), 1, FIRST, "不开机", further=(SECOND, "X900"))
    box = counting_a(w, declared)
    scan(w, box, SECOND)

    assert finishing.finish(box.pk, by=w.hejing).state == "counted"

    story.booked(w, box)
    (line,) = box.lines.all()
    assert declared_of([line])[line.pk].fault == "不开机"


@pytest.mark.req("S2.2.1b")
def test_a_label_with_another_rows_second_number_is_its_own_rows_piece(w: World) -> None:
    board = w.part(BOARD)
    box = counting_a(w, Declared(board, 1, FIRST, further=(SECOND,)), Declared(board, 1, OTHER))
    scan(w, box, f"IMEI1:{OTHER};IMEI2:{SECOND}")

    (short,) = finishing.finish(box.pk, by=w.hejing).discrepancies.all()

    assert (short.kind, short.quantity) == ("short", 1)


@pytest.mark.req("S2.2.1b")
def test_one_rows_serial_is_never_another_rows_second_number(w: World) -> None:
    board = w.part(BOARD)
    box = counting_a(w, Declared(board, 1, FIRST, further=(SECOND,)), Declared(board, 1, SECOND))
    scan(w, box, SECOND)

    (short,) = finishing.finish(box.pk, by=w.hejing).discrepancies.all()

    assert (short.kind, short.quantity) == ("short", 1)


@pytest.mark.req("S2.2.1b", "INV-3")
def test_a_list_that_names_both_numbers_of_a_phone_declared_it_twice(w: World) -> None:
    board = w.part(BOARD)
    box = counting_a(w, Declared(board, 1, FIRST), Declared(board, 1, SECOND))
    scan(w, box, LABEL)

    finishing.finish(box.pk, by=w.hejing)

    short = box.discrepancies.get()
    assert (short.kind, short.part, short.quantity) == ("short", board, 1)
