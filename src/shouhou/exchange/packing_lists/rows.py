"""Reads one row of a packing list, going on after a problem so that all are named at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar, cast

from shouhou.exchange.packing_lists import values
from shouhou.exchange.packing_lists.columns import Field
from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook, Wanted
from shouhou.exchange.packing_lists.preview import PreviewRow
from shouhou.exchange.packing_lists.table import Said, Table
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.sheets.workbook import EMPTY, Cell, Merge

_name = partial(values.text, limit=120)
_words = partial(values.text, limit=200)

T = TypeVar("T")

NAMING = (Field.PART_NO, Field.NAME, Field.MODEL, Field.COLOUR, Field.SPEC)


@dataclass
class Memory:
    """What the reading of one list remembers from row to row."""

    parts: PartBook
    warnings: list[Refused] = field(default_factory=list)
    serial_rows: dict[str, tuple[Table, int]] = field(default_factory=dict)
    readings: dict[tuple[Field, Cell], Any] = field(default_factory=dict)
    wanted: dict[tuple[Cell | None, ...], Wanted] = field(default_factory=dict)


class RowReader:
    """The reading of row `number` of `table`; `problems` grows as the cells are read."""

    def __init__(self, table: Table, number: int, said: Said, memory: Memory) -> None:
        self.table = table
        self.number = number
        self.said = said
        self.memory = memory
        self.problems: list[Refused] = []

    def row(self) -> PreviewRow:
        """The row as far as it can be read."""
        wanted = self._wanted()
        part = self._part(wanted)
        serials = self._serials(part)
        return PreviewRow(
            sheet=self.table.sheet.name,
            row=self.number,
            part=part,
            declared=wanted.words,
            model=part.model if part else wanted.model,
            quantity=self._quantity(len(serials)),
            serials=serials,
            further=self._further(serials),
            fault=self._read(Field.FAULT, _words, ""),
            sold_on=self._read(Field.SOLD_ON, values.day_sold, None),
            warranty_claim=self._read(Field.WARRANTY, values.warranty_claim, None),
            box=self._read(Field.BOX, values.box, ""),
            remark=self._read(Field.REMARK, _words, ""),
            problems=tuple(self.problems),
        )

    def _wanted(self) -> Wanted:
        """What names the part. Most rows name it with the same cells as one above."""
        cells = tuple(map(self.said.get, NAMING))
        wanted = self.memory.wanted.get(cells)
        if wanted is None:
            wanted = Wanted(
                part_no=self._read(Field.PART_NO, _name, ""),
                name=self._read(Field.NAME, _name, ""),
                model=self._read(Field.MODEL, _name, ""),
                look=self._read(Field.COLOUR, _name, "") or self._read(Field.SPEC, _name, ""),
            )
            if not self.problems:
                self.memory.wanted[cells] = wanted
        return wanted

    def _read(self, field: Field, parse: Callable[[Cell], T], default: T) -> T:
        """The cell as `parse` understands it; `default` when it is empty or refused.

        Most cells repeat the one above, so what was understood once is remembered.
        """
        cell = self.said.get(field)
        if cell is None:
            return default
        known = self.memory.readings.get((field, cell), default)
        if known is not default:
            return cast("T", known)
        try:
            found = parse(cell)
        except Refused as refused:
            self._refuse(refused, field)
            return default
        self.memory.readings[field, cell] = found
        return found

    def _refuse(self, refused: Refused, field: Field) -> None:
        refused.where = self.table.address(self.number, field)
        self.problems.append(refused)

    def _part(self, wanted: Wanted) -> KnownPart | None:
        if self.problems:  # an error where the part is named says nothing about the part
            return None
        try:
            return self.memory.parts.find(wanted)
        except Refused as refused:
            by_number = wanted.part_no or not self.table.has(Field.NAME)
            self._refuse(refused, Field.PART_NO if by_number else Field.NAME)
            return None

    def _serials(self, part: KnownPart | None) -> tuple[str, ...]:
        """The row's serials; one that the list bore before names both places."""
        wears = part.wears if part else ""
        cell = self.said.get(Field.SERIAL, EMPTY)
        if not cell.text and part and wears:
            place = self.table.address(self.number, Field.SERIAL)
            warning = Invalid("exchange.row_serial_missing", where=place, part_no=part.part_no)
            self.memory.warnings.append(warning)
        try:
            found = values.serials(cell, wears=wears)
        except Refused as refused:
            self._refuse(refused, Field.SERIAL)
            return ()
        for serial in found:
            if serial in self.memory.serial_rows:
                table, number = self.memory.serial_rows[serial]
                first = table.address(number, Field.SERIAL)
                repeated = Invalid("exchange.row_serial_repeated", serial=serial, first=first)
                self._refuse(repeated, Field.SERIAL)
            else:
                self.memory.serial_rows[serial] = (self.table, self.number)
        return found

    def _further(self, serials: tuple[str, ...]) -> tuple[str, ...]:
        """What else the one piece of the row is known by: its second IMEI, its SN."""
        if len(serials) != 1:
            return ()
        cells = [cell for cell in self.table.numbers(self.number) if cell.text != serials[0]]
        if not cells:
            return ()
        found = dict.fromkeys(number for cell in cells for number in values.further(cell))
        return tuple(number for number in found if number != serials[0])

    def _quantity(self, serials: int) -> int:
        """The pieces of the row, which its serials must bear out."""
        merged = self.table.group(self.number)
        if merged:
            return self._share(merged, serials)
        if Field.QUANTITY not in self.said:
            if serials or not self.table.has(Field.QUANTITY):
                return serials or 1
            if Field.SERIAL in self.said:
                return 1  # its serial was refused already
            self._refuse(Invalid("exchange.row_quantity_missing"), Field.QUANTITY)
            return 0
        declared = self._read(Field.QUANTITY, values.quantity, 0)
        if declared and serials and declared != serials:
            self._doubt_quantity(declared, serials)
        return declared

    def _share(self, merged: Merge, serials: int) -> int:
        """A quantity merged over several rows can be divided only by their serials."""
        if not serials:
            self._refuse(Invalid("exchange.row_quantity_merged"), Field.QUANTITY)
        elif self.number == merged.top:
            declared = self._read(Field.QUANTITY, values.quantity, 0)
            cells = (
                self.table.cell(number, Field.SERIAL)
                for number in range(merged.top, self.table.last_of(merged) + 1)
            )
            counted = sum(len(values.pieces(cell.text)) for cell in cells)
            if declared and declared != counted:
                self._doubt_quantity(declared, counted)
        return serials

    def _doubt_quantity(self, declared: int, serials: int) -> None:
        doubt = Invalid("exchange.row_quantity_not_serials", quantity=declared, serials=serials)
        self._refuse(doubt, Field.QUANTITY)
