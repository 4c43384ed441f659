"""Receipts from Excel: a sheet of 料号, 数量, 串号, 批次 and 副串号 read into lines; its template.

The words are Chinese because the sheet is, like the people who fill it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    "串号": "串号 串号1 串码 imei imei1 序列号 sn serial",
    "批次": "批次 批号 lot batch",
    "副串号": "副串号 串号2 串码2 第二串号 imei2",
}
_MEANINGS = {
    word: (column, rank)
    for column, words in WORDS.items()
    for rank, word in enumerate(words.split())
}
Cells = Mapping[str, Sequence[Cell]]
TEMPLATE = ("料号", "数量", "串号", "副串号", "批次")
EXAMPLES = (
    ("CHG-S5-01B", "200", "", "", "C2611"),
    ("MB-S5-01B", "1", "001010030000010", "001010040000018", ""),
)
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
        (sheet.address(number, places["料号"][0]), _cells(row, places))
        for number, row in enumerate(sheet.rows[top:], top + 1)
    ]
    filled = [(where, cells) for where, cells in rows if any(cells.values())]
    parts = parts_numbered(_only(cells["料号"]).text for _where, cells in filled)
    entries = [_entry(where, cells, parts) for where, cells in filled]
    return Preview(_judged(entries, kind))


def template() -> bytes:
    """The empty sheet to download, with two example rows to write over."""
    return xlsx(columns=[Column(title) for title in TEMPLATE], rows=EXAMPLES, title="入库")


def _heading(sheet: Sheet) -> tuple[int, dict[str, list[int]]]:
    """The row of the titles, and the columns (from 1) of each, the better word first.

    A phone may have its IMEI and its SN in columns of their own.
    """
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        found: dict[str, list[tuple[int, int]]] = {}
        for place, cell in enumerate(row, 1):
            column, rank = _MEANINGS.get(cell.text.strip().casefold(), ("", 0))
            found.setdefault(column, []).append((rank, place))
        if "料号" in found:
            return number, {key: [at for _rank, at in sorted(found[key])] for key in found}
    raise Invalid("receipt.no_heading", where="upload")


def _cells(row: Sequence[Cell], places: dict[str, list[int]]) -> Cells:
    """The filled cells of each column that is known."""
    return {
        title: [row[at - 1] for at in places.get(title, ()) if at <= len(row) and row[at - 1].text]
        for title in WORDS
    }


def _only(cells: Sequence[Cell]) -> Cell:
    return cells[0] if cells else EMPTY


def _entry(where: str, cells: Cells, parts: dict[str, Part]) -> Entry:
    part_no, quantity, serial, lot = (_only(cells[title]) for title in COLUMNS)
    numbers = values.shown(" ".join(cell.text for cell in (*cells["串号"], *cells["副串号"])))
    written = (
        *(values.shown(cell.text) for cell in (part_no, quantity)),
        numbers,
        values.shown(lot.text),
    )
    try:
        number = values.text(part_no, limit=LONGEST_TEXT).upper()
        part = parts.get(number)
        if part is None:
            raise Missing("catalog.part_unknown", part_no=number)
        delivered = _known_by(_delivered(part, quantity, serial, where), cells)
        batch = values.text(lot, limit=40)
        return Entry(where, written, tuple(replace(one, lot=batch) for one in delivered))
    except Refused as fault:
        return Entry(where, written, fault=fault)


def _delivered(part: Part, quantity: Cell, serial: Cell, where: str) -> list[Delivered]:
    if not serial.text:
        return [Delivered(part, values.quantity(quantity), where=where)]
    serials = values.serials(serial, wears=part.wears)
    if not serials:
        raise Invalid("receipt.serial_malformed", raw=values.shown(serial.text))
    if quantity.text and values.quantity(quantity) != len(serials):
        raise Invalid("receipt.serials_differ", serials=len(serials), quantity=quantity.text)
    return [Delivered(part, serial=one, where=where) for one in serials]


def _known_by(delivered: list[Delivered], cells: Cells) -> list[Delivered]:
    """The one phone or board of a row with its other numbers: of its label, of further columns."""
    serials, second = cells["串号"], cells["副串号"]
    given = [number for cell in serials[1:] for number in values.serials(cell, wears="")]
    given += [number for cell in second for number in values.serials(cell, wears="imei")]
    if [(one.part.wears, bool(one.serial)) for one in delivered] == [(Part.Wears.IMEI, True)]:
        return [replace(delivered[0], also=(*values.further(_only(serials)), *given))]
    if given:
        raise Invalid("receipt.further_of_which", further=given[0])
    return delivered


def _judged(entries: Iterable[Entry], kind: Kind) -> list[Entry]:
    """The rows with the faults that only the books know of: known serials, repeated ones."""
    entries = list(entries)
    delivered = [one for entry in entries for one in entry.delivered]
    faults = {fault.where: fault for fault in faults_of(delivered, kind)} if delivered else {}
    return [replace(entry, fault=entry.fault or faults.get(entry.where)) for entry in entries]
