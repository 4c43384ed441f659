"""Reads delimited text (CSV) as Chinese office programs save it, into rows of plain strings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from shouhou.kernel.refusals import Invalid
from shouhou.sheets.archive import damaged
from shouhou.sheets.gate import UTF_16_MARKS
from shouhou.sheets.markup import LONGEST, WIDEST
from shouhou.sheets.workbook import letters

DELIMITERS = ",\t;"
SAMPLE_LINES = 20
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


def read(content: bytes) -> list[list[str]]:
    """The rows of a CSV in UTF-8, UTF-16 or GB 18030; refuses what is not text or too large."""
    text = _decode(content)
    rows = []
    try:
        for number, row in enumerate(_records(text), 1):
            cells = [_unwrap(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells and number > LONGEST:
                raise Invalid("sheets.too_long", where=f"CSV!A{number}", limit=LONGEST)
            if len(cells) > WIDEST:
                where = f"CSV!{letters(len(cells))}{number}"
                raise Invalid("sheets.too_wide", where=where, limit=WIDEST)
            rows.append(cells)
    except csv.Error as error:
        raise damaged("CSV") from error
    return rows


def _decode(content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise Invalid("sheets.not_a_workbook")


def _records(text: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))


def _delimiter(text: str) -> str:
    """The delimiter used most in the first lines; a comma when none is used."""
    sample = "\n".join(text.split("\n", SAMPLE_LINES)[:SAMPLE_LINES])
    return max(DELIMITERS, key=sample.count)


def _unwrap(cell: str) -> str:
    """`="0012"` is how people keep leading zeros in a CSV."""
    kept = KEPT_AS_TEXT.fullmatch(cell)
    return kept[1] if kept else cell
