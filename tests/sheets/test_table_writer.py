"""What we write opens as what we meant, and never runs."""

from __future__ import annotations

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime

import pytest

from shouhou.kernel import clock
from shouhou.sheets import reader, writer
from shouhou.sheets.workbook import Cell, Kind
from shouhou.sheets.writer import Column, ColumnKind

COLUMNS = (
    Column("物料名称"),
    Column("数量", ColumnKind.INTEGER),
    Column("金额", ColumnKind.MONEY),
    Column("日期", ColumnKind.DATE),
    Column("时间", ColumnKind.INSTANT, width=20),
)
ROW = ("主板", -3, 12_345, date(2026, 11, 20), datetime(2026, 11, 20, 16, 30, tzinfo=UTC))

DANGEROUS = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://example.invalid","x")',
    "+86 10 0000",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\u3000=1",
    "\xa0=1",
]


def csv_text(*rows: tuple[object, ...], columns: tuple[Column, ...] = COLUMNS) -> str:
    return b"".join(writer.csv_stream(columns=columns, rows=rows)).decode("utf-8-sig")


def test_a_decimal_has_two_places_and_a_dash_where_there_is_no_number() -> None:
    columns = (Column("周转率", ColumnKind.DECIMAL),)

    (sheet,) = reader.read(writer.xlsx(columns=columns, rows=[(0.5,), ("—",)])).sheets

    assert sheet.rows[1:] == ((Cell(Kind.NUMBER, "0.5"),), (Cell(Kind.TEXT, "—"),))
    assert csv_text((0.5,), ("—",), columns=columns) == "周转率\r\n0.50\r\n—\r\n"


def test_every_kind_of_column_comes_back_as_its_type() -> None:
    (sheet,) = reader.read(writer.xlsx(columns=COLUMNS, rows=[ROW], title="对账")).sheets

    assert sheet.name == "对账"
    assert [cell.text for cell in sheet.rows[0]] == ["物料名称", "数量", "金额", "日期", "时间"]
    assert sheet.rows[1] == (
        Cell(Kind.TEXT, "主板"),
        Cell(Kind.NUMBER, "-3"),
        Cell(Kind.NUMBER, "123.45"),
        Cell(Kind.DATE, "2026-11-20"),
        Cell(Kind.DATE, "2026-11-21T00:30:00"),
    )


def test_csv_spells_every_kind_of_column() -> None:
    assert csv_text(ROW).splitlines() == [
        "物料名称,数量,金额,日期,时间",
        "主板,-3,123.45,2026-11-20,2026-11-21 00:30",
    ]


@pytest.mark.parametrize(
    ("fen", "yuan"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-250, "-2.50")]
)
def test_fen_are_spelled_as_yuan(fen: int, yuan: str) -> None:
    assert csv_text((fen,), columns=(Column("a", ColumnKind.MONEY),)).splitlines()[1] == yuan


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_stored_as_a_formula_in_xlsx(text: str) -> None:
    content = writer.xlsx(columns=(Column("备注"),), rows=[(text,)])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    (sheet,) = reader.read(content).sheets
    assert sheet.cell(2, 1).kind is Kind.TEXT
    assert sheet.cell(2, 1).text.strip() == text.strip()


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_begins_like_a_formula_is_led_by_an_apostrophe_in_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text((text,), columns=(Column("备注"),)), newline="")))

    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["主板", "S5-01B", "a=b", "x\ty", "2026-11-20", "#N/A"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert writer.harmless(text) == text


def test_none_is_an_empty_cell() -> None:
    (sheet,) = reader.read(writer.xlsx(columns=COLUMNS, rows=[(None,) * 5])).sheets

    assert len(sheet.rows) == 1
    assert csv_text((None,) * 5).splitlines()[1] == ",,,,"


def test_control_signs_half_characters_and_endless_text_are_written_as_far_as_they_go() -> None:
    rows = [("a\x00b\x1bc",), ("half \ud83d",), ("长" * 40_000,), ("_x0041_",)]

    (sheet,) = reader.read(writer.xlsx(columns=(Column("备注"),), rows=rows)).sheets

    assert sheet.cell(2, 1).text == "a\x00b\x1bc"
    assert sheet.cell(3, 1).text == "half ?"
    assert len(sheet.cell(4, 1).text) == 32_767
    assert sheet.cell(5, 1).text == "_x0041_"
    assert "half ?" in csv_text(("half \ud83d",), columns=(Column("备注"),))


def test_a_sheet_name_that_excel_forbids_is_made_allowed() -> None:
    (sheet,) = reader.read(
        writer.xlsx(columns=COLUMNS, rows=[], title="出库/入库:[11月]" * 5)
    ).sheets

    assert sheet.name == "出库 入库  11月 出库 入库  11月 出库 入库  11"


def test_the_file_says_when_it_was_made_by_our_clock() -> None:
    with clock.set_to(datetime(2026, 11, 20, 8, tzinfo=UTC)):
        content = writer.xlsx(columns=COLUMNS, rows=[])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"2026-11-20T08:00:00Z" in archive.read("docProps/core.xml")


def test_a_row_of_another_length_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        writer.xlsx(columns=COLUMNS, rows=[("主板",)])


def test_memory_does_not_grow_with_the_rows(tmp_path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        with (tmp_path / "out.xlsx").open("wb") as out:
            writer.write_xlsx(out, columns=COLUMNS, rows=(ROW for _ in range(count)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(3_000) < peak(300) + 500_000
