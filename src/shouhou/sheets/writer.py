"""Writes tables as .xlsx or CSV: typed columns, constant memory, and text that stays text.

A cell that begins like a formula would run on the reader's machine. In .xlsx every text is stored
as a string; in CSV, which has no types, such a text is led by an apostrophe.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from io import BytesIO, StringIO
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid

LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_575
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
SHEET_NAME_TABOO = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

Row = Sequence[object]


class ColumnKind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, what its values are, and its width in characters (0: by kind).

    Values are str, int, float, fen, date and aware datetime, by kind; None is an empty cell
    anywhere, and a text where a number is not to be had stays a text.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 0


NUMBER_FORMATS = {
    ColumnKind.TEXT: "@",
    ColumnKind.INTEGER: "0",
    ColumnKind.DECIMAL: "0.00",
    ColumnKind.MONEY: "#,##0.00",
    ColumnKind.DATE: "yyyy-mm-dd",
    ColumnKind.INSTANT: "yyyy-mm-dd hh:mm",
}
WIDTHS = {
    ColumnKind.TEXT: 18,
    ColumnKind.INTEGER: 9,
    ColumnKind.DECIMAL: 9,
    ColumnKind.MONEY: 12,
    ColumnKind.DATE: 12,
    ColumnKind.INSTANT: 17,
}


def write_xlsx(
    out: IO[bytes], *, columns: Sequence[Column], rows: Iterable[Row], title: str = "Sheet1"
) -> None:
    """Write one sheet named `title`: the titles frozen on top, filters on, every row below.

    Memory stays constant however many rows come; more than a sheet holds are refused.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": clock.now().astimezone(UTC).replace(tzinfo=None)})
        sheet = workbook.add_worksheet(SHEET_NAME_TABOO.sub(" ", title)[:31])
        formats = {
            kind: workbook.add_format({"num_format": code}) for kind, code in NUMBER_FORMATS.items()
        }
        _write_titles(sheet, columns, workbook.add_format({"bold": True, "bottom": 1}))
        last = 0
        for last, row in enumerate(rows, 1):
            if last > MOST_ROWS:
                raise Invalid("sheets.too_many_rows_to_write", limit=MOST_ROWS)
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if value is not None:
                    PENS[column.kind](sheet, (last, place), value, formats[column.kind])
        sheet.autofilter(0, 0, last, len(columns) - 1)


def xlsx(*, columns: Sequence[Column], rows: Iterable[Row], title: str = "Sheet1") -> bytes:
    """The same workbook as bytes, for what is small enough to hold."""
    out = BytesIO()
    write_xlsx(out, columns=columns, rows=rows, title=title)
    return out.getvalue()


def csv_stream(*, columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as CSV in UTF-8 with its mark (else Excel shows mojibake), a line at a time."""
    line = StringIO()
    writer = csv.writer(line)
    yield b"\xef\xbb\xbf"
    for row in _csv_rows(columns, rows):
        writer.writerow(row)
        yield line.getvalue().encode(errors="replace")
        line.seek(0)
        line.truncate()


def harmless(text: str) -> str:
    """`text` as a program that takes text for formulas may read it."""
    return f"'{text}" if FORMULA.match(text) else text


def _csv_rows(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[str]]:
    yield [harmless(column.title) for column in columns]
    for row in rows:
        yield [
            "" if value is None else SPELLINGS[column.kind](value)
            for column, value in zip(columns, row, strict=True)
        ]


def _write_titles(sheet: Worksheet, columns: Sequence[Column], style: Format) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width or WIDTHS[column.kind])
        sheet.write_string(0, place, column.title, style)
    sheet.freeze_panes(1, 0)


Place = tuple[int, int]


def _pen_text(sheet: Worksheet, at: Place, value: Any, style: Format) -> None:
    text = str(value).encode(errors="replace").decode()
    sheet.write_string(*at, text[:LONGEST_TEXT], style)


def _pen_integer(sheet: Worksheet, at: Place, value: Any, style: Format) -> None:
    sheet.write_number(*at, value, style)


def _pen_decimal(sheet: Worksheet, at: Place, value: Any, style: Format) -> None:
    if isinstance(value, str):
        sheet.write_string(*at, value, style)
    else:
        sheet.write_number(*at, value, style)


def _pen_money(sheet: Worksheet, at: Place, fen: Any, style: Format) -> None:
    sheet.write_number(*at, fen / 100, style)


def _pen_date(sheet: Worksheet, at: Place, day: Any, style: Format) -> None:
    sheet.write_datetime(*at, day, style)


def _pen_instant(sheet: Worksheet, at: Place, instant: Any, style: Format) -> None:
    local = instant.astimezone(clock.SHANGHAI).replace(tzinfo=None)
    sheet.write_datetime(*at, local, style)


def _spell_decimal(value: Any) -> str:
    return harmless(value) if isinstance(value, str) else f"{value:.2f}"


def _spell_money(fen: Any) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _spell_date(day: date) -> str:
    return day.isoformat()


def _spell_instant(instant: datetime) -> str:
    return f"{instant.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


def _spell_text(value: object) -> str:
    return harmless(str(value))


PENS: dict[ColumnKind, Callable[[Worksheet, Place, Any, Format], None]] = {
    ColumnKind.TEXT: _pen_text,
    ColumnKind.INTEGER: _pen_integer,
    ColumnKind.DECIMAL: _pen_decimal,
    ColumnKind.MONEY: _pen_money,
    ColumnKind.DATE: _pen_date,
    ColumnKind.INSTANT: _pen_instant,
}
SPELLINGS: dict[ColumnKind, Callable[[Any], str]] = {
    ColumnKind.TEXT: _spell_text,
    ColumnKind.INTEGER: str,
    ColumnKind.DECIMAL: _spell_decimal,
    ColumnKind.MONEY: _spell_money,
    ColumnKind.DATE: _spell_date,
    ColumnKind.INSTANT: _spell_instant,
}
