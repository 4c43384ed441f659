"""The numbers on a packing list: several to a cell, spoiled by Excel, mistyped, repeated."""

from __future__ import annotations

import pytest

from shouhou.exchange.packing_lists.preview import Line
from tests.exchange.lists import BOARD, IMEIS, only_row, preview_rows, problems_of
from tests.sheets.workbooks import Xml


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    "typed",
    [
        f" {IMEIS[0]}\r\n",
        f"'{IMEIS[0]}",
        "".join(chr(ord(digit) + 0xFEE0) for digit in IMEIS[0]),
        f"{IMEIS[0][:6]} {IMEIS[0][6:]}",
        "00-101003-000001-0",
        f"\u200b{IMEIS[0]}\u202e",
        f"{IMEIS[0][:8]}\xa0{IMEIS[0][8:]}\t",
        f"IMEI1:{IMEIS[0]};IMEI2:{IMEIS[1]};SN:X1",
        f"(8040){IMEIS[0]}(8041){IMEIS[1]}",
    ],
)
def test_a_serial_is_normalised_as_a_scan_is(typed: str) -> None:
    assert only_row(BOARD, "", "", 1, typed).serials == (IMEIS[0],)


@pytest.mark.req("S2.2.1b")
@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (("物料编码", "IMEI1", "IMEI2", "SN"), (IMEIS[0], IMEIS[1], "X100")),
        (("物料编码", "SN", "串号", "第二串号"), ("X100", IMEIS[0], IMEIS[1])),
        (("物料编码", "串号", "IMEI2"), (IMEIS[0], f"{IMEIS[1]}, X100")),
        (("物料编码", "串号"), (f"IMEI1:{IMEIS[0]};IMEI2:{IMEIS[1]};SN:X100",)),
    ],
)
def test_what_else_a_row_has_for_its_piece_is_kept_beside_the_serial(
    header: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    row = only_row(BOARD, *cells, header=header)

    assert row.serials == (IMEIS[0],)
    assert set(row.further) == {IMEIS[1], "X100"}
    assert [line.further for line in row.lines()] == [row.further]


@pytest.mark.parametrize("odd", ["未知", "?", "12", "1.2E+14", "无"])
def test_a_further_number_that_is_none_is_left_out(odd: str) -> None:
    row = only_row(BOARD, IMEIS[0], odd, header=("物料编码", "IMEI1", "IMEI2"))

    assert (row.serials, row.further) == ((IMEIS[0],), ())


@pytest.mark.parametrize("mark", [",", "，", "、", "\n", "\r\n", ";", " / ", "  "])
def test_several_serials_in_a_cell_are_several_pieces(mark: str) -> None:
    preview = preview_rows([BOARD, "", "", 3, mark.join(IMEIS[:3])])

    assert problems_of(preview) == []
    (row,) = preview.rows
    assert row.part is not None
    assert list(row.lines()) == [Line(row.part, 1, serial) for serial in IMEIS[:3]]


def test_serials_count_the_pieces_when_the_quantity_is_empty() -> None:
    assert only_row(BOARD, "", "", None, ",".join(IMEIS[:2])).quantity == 2


def test_serials_must_be_as_many_as_the_quantity() -> None:
    preview = preview_rows([BOARD, "", "", 3, ",".join(IMEIS[:2])])

    (problem,) = preview.problems
    assert (problem.where, problem.code) == ("Sheet1!D2", "exchange.row_quantity_not_serials")
    assert problem.facts == {"quantity": 3, "serials": 2}


@pytest.mark.req("S2.2.1b")
def test_a_serial_borne_twice_names_both_rows() -> None:
    preview = preview_rows([BOARD, "", "", 1, IMEIS[0]], [BOARD, "", "", 1, f" {IMEIS[0]}"])

    (problem,) = preview.problems
    assert (problem.where, problem.code) == ("Sheet1!E3", "exchange.row_serial_repeated")
    assert problem.facts == {"serial": IMEIS[0], "first": "Sheet1!E2"}
    assert [bool(row.problems) for row in preview.rows] == [False, True]


def test_a_serial_borne_twice_in_one_cell_is_a_problem_too() -> None:
    preview = preview_rows([BOARD, "", "", 2, f"{IMEIS[0]},{IMEIS[0]}"])

    assert problems_of(preview) == [("Sheet1!E2", "exchange.row_serial_repeated")]


@pytest.mark.parametrize(
    ("serial", "code"),
    [
        ("001010030000011", "identifier.check_digit"),
        ("00101003000001", "identifier.length"),
        ("0010100300000101", "identifier.length"),
        ("O01010030000010", "identifier.charset"),
        ("00I010030000010", "identifier.charset"),
        ("000000000000000", "identifier.denied"),
        ("主板一号", "exchange.row_serial_characters"),
        ("{{7*7}}", "exchange.row_serial_characters"),
        ("8.61235E+14", "exchange.row_serial_rounded"),
        ("X" * 41, "exchange.row_serial_length"),
        ("1", "exchange.row_serial_length"),
        (1010030000010, "exchange.row_serial_lost_zero"),
        (Xml('<c r="{ref}"><v>8.9860112345678896E+19</v></c>'), "exchange.row_serial_rounded"),
        (Xml('<c r="{ref}" t="e"><v>#REF!</v></c>'), "exchange.row_cell_error"),
    ],
)
def test_a_number_no_phone_bears_is_refused(serial: object, code: str) -> None:
    preview = preview_rows([BOARD, "", "", 1, serial])

    assert problems_of(preview) == [("Sheet1!E2", code)]
    assert preview.rows[0].serials == ()


def test_a_board_may_bear_its_own_number_or_a_meid() -> None:
    assert only_row(BOARD, "", "", 1, "PCB5S0A26K").serials == ("PCB5S0A26K",)
    assert only_row(BOARD, "", "", 1, "A0000045123456").serials == ("A0000045123456",)


def test_a_panel_may_bear_fifteen_digits_that_are_no_imei() -> None:
    assert only_row("LCD-S5-01A", "", "", 1, "123456789012345").serials == ("123456789012345",)


def test_a_panel_number_may_have_dots_and_underscores() -> None:
    assert only_row("LCD-S5-01A", "", "", 1, "p5a_26.03-8").serials == ("P5A_26.038",)


def test_an_imei_beside_a_part_without_numbers_is_checked_as_one() -> None:
    preview = preview_rows(["BAT-S5-01A", "", "", 1, "001010030000011"])

    assert problems_of(preview) == [("Sheet1!E2", "identifier.check_digit")]


def test_a_float_that_excel_made_of_an_imei_is_the_imei() -> None:
    number = Xml('<c r="{ref}"><v>8.61234567890127E14</v></c>')

    assert only_row("BAT-S5-01A", "", "", 1, number).serials == ("861234567890127",)


def test_a_tracked_part_without_its_serial_is_warned_about() -> None:
    preview = preview_rows([BOARD, "", "", 1])

    assert preview.ready
    assert [(w.where, w.code) for w in preview.warnings] == [
        ("Sheet1!E2", "exchange.row_serial_missing")
    ]
