"""Receipts from Excel: a sheet of 料号, 数量, 串号 and 批次 read into lines, with its template.

The words are Chinese because the sheet is, like the people who fill it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shouhou.catalog.models import Part
from shouhou.catalog.queries import parts_numbered
from shouhou.exchange.packing_lists import values
from shouhou.flows.receiving_stock import Delivered, faults_of
from shouhou.kernel.refusals import Invalid, Missing, Refused
from shouhou.sheets.reader import read
from shouhou.sheets.workbook import EMPTY, Cell, Sheet
from shouhou.sheets.writer import Column, xlsx
from shouhou.stock.kinds import Kind

COLUMNS = ("料号", "数量", "串号", "批次")
WORDS = {
    "料号": "料号 物料编码 物料号 编码 part_no partno",
    "数量": "数量 qty quantity",
    "串号": "串号 串码 序列号 imei sn serial",
    "批次": "批次 批号 lot batch",
}
_COLUMN_OF = {word: column for column, words in WORDS.items() for word in words.split()}
EXAMPLES = (("CHG-S5-01B", "200", "", "C2611"), ("MB-S5-01B", "1", "001010030000010", ""))
SEARCHED_ROWS = 20
LONGEST_TEXT = 400


@dataclass(frozen=True)
class Entry:
    """One filled row: as it was written, and what it brings or why it cannot."""

    where: str
    written: tuple[str, ...]
    delivered: tuple[Delivered, ...] = ()
    fault: Refused | None = None


@dataclass(frozen=True)
class Preview:
    """A whole sheet before anything is brought in."""

    entries: list[Entry]

    @property
    def faults(self) -> int:
        """How many rows are at fault."""
        return sum(entry.fault is not None for entry in self.entries)

    @property
    def delivered(self) -> list[Delivered]:
        """Everything that the sheet brings."""
        return [one for entry in self.entries for one in entry.delivered]

    @property
    def pieces(self) -> int:
        """How many pieces the sheet brings."""
        return sum(one.quantity for one in self.delivered)


def preview(content: bytes, kind: Kind) -> Preview:
    """The sheet as it would be received; refuses a file without the column 料号."""
    sheet = next((one for one in read(content).sheets if one.visible and one.rows), None)
    if sheet is None:
        raise Invalid("receipt.no_heading", where="upload")
    top, places = _heading(sheet)
    rows = [
        (sheet.address(number, places["料号"]), _cells(row, places))
        for number, row in enumerate(sheet.rows[top:], top + 1)
    ]
    filled = [(where, cells) for where, cells in rows if any(cell.text for cell in cells)]
    parts = parts_numbered(cells[0].text for _where, cells in filled)
    entries = [_entry(where, cells, parts) for where, cells in filled]
    return Preview(_judged(entries, kind))


def template() -> bytes:
    """The empty sheet to download, with two example rows to write over."""
    return xlsx(columns=[Column(title) for title in COLUMNS], rows=EXAMPLES, title="入库")


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the titles, and the column (from 1) of each."""
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        titles = [_COLUMN_OF.get(cell.text.strip().casefold(), "") for cell in row]
        places = {title: place for place, title in enumerate(titles, 1) if title}
        if "料号" in places:
            return number, places
    raise Invalid("receipt.no_heading", where="upload")


def _cells(row: Sequence[Cell], places: dict[str, int]) -> tuple[Cell, ...]:
    """The cells of the four columns, in their order."""
    found = (places.get(column, 0) for column in COLUMNS)
    return tuple(row[place - 1] if 0 < place <= len(row) else EMPTY for place in found)


def _entry(where: str, cells: tuple[Cell, ...], parts: dict[str, Part]) -> Entry:
    written = tuple(values.shown(cell.text) for cell in cells)
    part_no, quantity, serial, lot = cells
    try:
        number = values.text(part_no, limit=LONGEST_TEXT).upper()
        part = parts.get(number)
        if part is None:
            raise Missing("catalog.part_unknown", part_no=number)
        delivered = _delivered(part, quantity, serial, where)
        batch = values.text(lot, limit=40)
        return Entry(where, written, tuple(replace(one, lot=batch) for one in delivered))
    except Refused as fault:
        return Entry(where, written, fault=fault)


def _delivered(part: Part, quantity: Cell, serial: Cell, where: str) -> list[Delivered]:
    if not serial.text:
        return [Delivered(part, values.quantity(quantity), where=where)]
    serials = values.serials(serial, wears=part.wears)
    if quantity.text and values.quantity(quantity) != len(serials):
        raise Invalid("receipt.serials_differ", serials=len(serials), quantity=quantity.text)
    return [Delivered(part, serial=one, where=where) for one in serials]


def _judged(entries: Iterable[Entry], kind: Kind) -> list[Entry]:
    """The rows with the faults that only the books know of: known serials, repeated ones."""
    entries = list(entries)
    delivered = [one for entry in entries for one in entry.delivered]
    faults = {fault.where: fault for fault in faults_of(delivered, kind)} if delivered else {}
    return [replace(entry, fault=entry.fault or faults.get(entry.where)) for entry in entries]
