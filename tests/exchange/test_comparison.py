"""The list against the count: which differences are found, and that none is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouhou.exchange.comparison import Difference, Piece, differences


@pytest.mark.req("S2.2.1b")
def test_ten_declared_and_nine_counted_is_one_shortage_of_one():
    declared = [Piece("CHG-S5-01", 10)]
    counted = [Piece("CHG-S5-01", 9)]

    found = differences(declared, counted)

    assert found == [Difference("short", "CHG-S5-01", 1)]


def test_a_box_as_the_list_says_has_no_difference():
    declared = [Piece("CHG-S5-01", 3), Piece("LCD-S5-01", serial="A1")]
    counted = [
        Piece("LCD-S5-01", serial="A1"),
        Piece("CHG-S5-01", 1),
        Piece("CHG-S5-01", 2),
    ]

    assert differences(declared, counted) == []


def test_a_piece_more_than_declared_is_over():
    assert differences([], [Piece("CBL-S5-01", 2)]) == [Difference("over", "CBL-S5-01", 2)]


def test_another_serial_of_the_same_part_is_a_wrong_serial():
    found = differences([Piece("LCD-S5-01", serial="A1")], [Piece("LCD-S5-01", serial="B2")])

    assert found == [Difference("wrong_serial", "LCD-S5-01", 1, "A1", "B2")]


def test_the_declared_serial_on_another_part_is_a_wrong_part():
    found = differences([Piece("LCD-S5-01", serial="A1")], [Piece("LCD-A1-01", serial="A1")])

    assert found == [Difference("wrong_part", "LCD-A1-01", 1, "A1", "A1", instead_of="LCD-S5-01")]


def test_a_piece_of_another_model_in_the_same_family_is_a_wrong_part():
    declared = [Piece("BC-S5-01", 2, family="BC")]
    counted = [Piece("BC-S5-01", 1, family="BC"), Piece("BC-A1-01", 1, family="BC")]

    assert differences(declared, counted) == [
        Difference("wrong_part", "BC-A1-01", 1, instead_of="BC-S5-01")
    ]


def test_a_declared_piece_without_serial_is_met_by_any_counted_one():
    assert differences([Piece("MB-S5-01")], [Piece("MB-S5-01", serial="X9")]) == []


@st.composite
def boxes(draw: st.DrawFn) -> list[Piece]:
    """A box of serial-tracked displays and counted chargers, families by their first letters."""
    serials = draw(st.lists(st.sampled_from("ABCDEFGH"), unique=True, max_size=6))
    pieces = []
    for serial in serials:
        part = draw(st.sampled_from(["LCD-1", "LCD-2"]))
        pieces.append(Piece(part, 1, serial, family="LCD"))
    for _ in range(draw(st.integers(0, 3))):
        part = draw(st.sampled_from(["CHG-1", "CHG-2"]))
        pieces.append(Piece(part, draw(st.integers(1, 5)), family="CHG"))
    return pieces


@given(declared=boxes(), counted=boxes())
def test_differences_carry_the_list_over_into_the_count(declared, counted):
    """What the differences say, applied to the list, is exactly what was counted."""
    totals: Counter[str] = Counter()
    for piece in declared:
        totals[piece.part] += piece.quantity

    for difference in differences(declared, counted):
        if difference.kind == "short":
            totals[difference.part] -= difference.quantity
        elif difference.kind == "over":
            totals[difference.part] += difference.quantity
        elif difference.kind == "wrong_part":
            totals[difference.instead_of] -= difference.quantity
            totals[difference.part] += difference.quantity

    counts: Counter[str] = Counter()
    for piece in counted:
        counts[piece.part] += piece.quantity
    assert +totals == +counts
    assert all(left >= 0 for left in totals.values())
