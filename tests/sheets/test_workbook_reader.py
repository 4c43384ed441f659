"""What comes out of a workbook that somebody's office program wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from shouhou.kernel.refusals import Invalid
from shouhou.sheets import reader
from shouhou.sheets.workbook import EMPTY, Cell, Kind, Merge, Sheet
from tests.sheets.workbooks import (
    DIALECTS,
    STYLES,
    Tab,
    Writer,
    Xml,
    excel,
    generator,
    parts_of,
    wps,
    zipped,
)


def sheet_of(content: bytes) -> Sheet:
    """The only sheet of a workbook."""
    (sheet,) = reader.read(content).sheets
    return sheet


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_rows_come_out_whoever_wrote_them(dialect: Callable[[Tab], bytes]) -> None:
    rows = [["料号", "数量"], ["MB-S5-01B", 2], [None, None], ["LCD-A1-01", 1.5]]

    sheet = sheet_of(dialect(Tab(rows)))

    assert texts(sheet) == [["料号", "数量"], ["MB-S5-01B", "2"], [], ["LCD-A1-01", "1.5"]]
    assert sheet.name == "装箱清单"
    assert sheet.visible


def test_a_wrong_dimension_hides_no_row() -> None:
    sheet = sheet_of(wps(Tab([[f"row {number}"] for number in range(1000)])))

    assert len(sheet.rows) == 1000


def test_each_kind_of_cell_keeps_its_type() -> None:
    error = Xml('<c r="{ref}" t="e"><v>#N/A</v></c>')
    rows = [["主板", 7, 0.25, date(2026, 11, 20), True, error, None, "x"]]

    (row,) = sheet_of(excel(Tab(rows))).rows

    assert row == (
        Cell(Kind.TEXT, "主板"),
        Cell(Kind.NUMBER, "7"),
        Cell(Kind.NUMBER, "0.25"),
        Cell(Kind.DATE, "2026-11-20"),
        Cell(Kind.BOOL, "1"),
        Cell(Kind.ERROR, "#N/A"),
        EMPTY,
        Cell(Kind.TEXT, "x"),
    )


def test_an_imei_that_became_a_float_is_whole_again() -> None:
    (row,) = sheet_of(excel(Tab([[Xml('<c r="{ref}"><v>8.61234567890123E14</v></c>')]]))).rows

    assert row[0] == Cell(Kind.NUMBER, "861234567890123")
    assert not row[0].rounded


def test_a_number_of_more_digits_than_excel_keeps_is_flagged() -> None:
    number = Xml('<c r="{ref}"><v>8.9860112345678896E+19</v></c>')

    (row,) = sheet_of(excel(Tab([[number]]))).rows

    assert row[0].kind is Kind.NUMBER
    assert row[0].rounded


def test_infinity_and_not_a_number_are_errors() -> None:
    (row,) = sheet_of(
        excel(Tab([[Xml('<c r="{ref}"><v>1E400</v></c>'), Xml('<c r="{ref}"><v>NaN</v></c>')]]))
    ).rows

    assert [cell.kind for cell in row] == [Kind.ERROR, Kind.ERROR]


def test_a_formula_gives_its_stored_result() -> None:
    (row,) = sheet_of(excel(Tab([[Xml('<c r="{ref}"><f>1+1</f><v>2</v></c>')]]))).rows

    assert row[0] == Cell(Kind.NUMBER, "2")


def test_a_formula_without_a_result_is_an_error_and_not_an_empty_cell() -> None:
    rows = [["x"], [], [None, None, Xml('<c r="{ref}"><f>1+1</f></c>')]]

    sheet = sheet_of(excel(Tab(rows)))

    assert sheet.cell(3, 3) == Cell(Kind.ERROR, "=")


def test_a_date_in_a_chinese_format_is_a_date() -> None:
    (row,) = sheet_of(excel(Tab([[Xml('<c r="{ref}" s="2"><v>46000</v></c>')]]))).rows

    assert row[0] == Cell(Kind.DATE, "2025-12-09")


def test_dates_counted_from_1904_are_the_same_days() -> None:
    parts = parts_of(
        [Tab([[Xml('<c r="{ref}" s="1"><v>44538</v></c>')]])], writer=Writer(), date_1904=True
    )

    assert sheet_of(zipped(parts)).cell(1, 1) == Cell(Kind.DATE, "2025-12-09")


def test_missing_positions_are_counted_from_the_left() -> None:
    sheet = sheet_of(generator(Tab([["a", None, "c"], ["d"]])))

    assert texts(sheet) == [["a", "", "c"], ["d"]]


def test_rows_out_of_order_stand_where_they_say() -> None:
    parts = parts_of([Tab([])], writer=Writer())
    part = str(parts["xl/worksheets/sheet1.xml"])
    rows = '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>'
    parts["xl/worksheets/sheet1.xml"] = part.replace("<sheetData>", f"<sheetData>{rows}")

    assert texts(sheet_of(zipped(parts))) == [["", "1"], [], ["3"]]


def test_merged_cells_and_hidden_rows_are_told() -> None:
    tab = Tab(
        [["返修清单"], ["a", "b"], ["c"]],
        merges=["A1:B1", "A2:A1048576"],
        hidden_rows=frozenset({2, 900}),
    )

    sheet = sheet_of(excel(tab))

    assert sheet.merges == (Merge(1, 1, 1, 2), Merge(2, 1, 20_001, 1))
    assert sheet.hidden_rows == {2}


def test_hidden_sheets_are_told_and_sheets_keep_their_order() -> None:
    workbook = reader.read(excel(Tab([["a"]], name="一"), Tab([["b"]], name="二", state="hidden")))

    assert [(sheet.name, sheet.visible) for sheet in workbook.sheets] == [
        ("一", True),
        ("二", False),
    ]


def test_two_sheets_of_one_name_are_refused_rather_than_one_read_twice() -> None:
    with pytest.raises(Invalid) as refused:
        reader.read(excel(Tab([["a"]], name="S"), Tab([["b"]], name="s")))

    assert (refused.value.code, refused.value.where) == ("sheets.repeated_sheet", "s")


def test_empty_formatting_far_out_is_no_reason_to_refuse() -> None:
    far = '<row r="9"><c r="XFD9" s="1"/></row><row r="1048576" hidden="1"/>'

    sheet = sheet_of(excel(Tab([["a"]], last_rows=far)))

    assert texts(sheet) == [["a"]]
    assert sheet.hidden_rows == frozenset()


@pytest.mark.parametrize("styles", [STYLES, ""])
def test_a_workbook_without_styles_or_strings_is_read(styles: str) -> None:
    parts = parts_of([Tab([[1]])], writer=Writer())
    del parts["xl/sharedStrings.xml"]
    if not styles:
        del parts["xl/styles.xml"]

    assert texts(sheet_of(zipped(parts))) == [["1"]]


def test_an_address_is_what_a_person_looks_for() -> None:
    sheet = Sheet("Sheet1", rows=())

    assert sheet.address(7, 3) == "Sheet1!C7"
    assert sheet.address(1, 27) == "Sheet1!AA1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_is_read_in_every_encoding_people_save(
    encoding: str, delimiter: str
) -> None:
    lines = [["料号", "名称"], ["MB-S5-01B", "主板"], ["", ""], ['="0012"', "a"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)

    assert texts(sheet_of(content)) == [["料号", "名称"], ["MB-S5-01B", "主板"], [], ["0012", "a"]]


def test_a_quoted_line_break_stays_inside_its_cell() -> None:
    sheet = sheet_of('串号\n"861\n862"\n'.encode())

    assert texts(sheet) == [["串号"], ["861\n862"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheets.empty"),
        (b" \r\n", "sheets.empty"),
        (b"%PDF-1.7\n", "sheets.not_a_workbook"),
        (b"\x00\x01\x02\x03", "sheets.not_a_workbook"),
        (b"<html><table></table></html>", "sheets.save_as_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sheets.save_as_xlsx"),
        (b"PK\x03\x04 and nothing more", "sheets.damaged"),
        (b"x" * (10 * 1024 * 1024 + 1), "sheets.too_large"),
        (b"\n" * 20_001 + b"a", "sheets.too_long"),
        (b"," * 64 + b"a", "sheets.too_wide"),
        (b'"' + b"a" * 200_000 + b'"', "sheets.damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        reader.read(content)

    assert refused.value.code == code
