"""Reads a whole packing list: finds its tables, types its rows, and names all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from shouhou.exchange.packing_lists import heading, values
from shouhou.exchange.packing_lists.columns import Field, header_of
from shouhou.exchange.packing_lists.part_book import PartBook
from shouhou.exchange.packing_lists.preview import (
    Heading,
    IgnoredAs,
    PackingListPreview,
    PreviewRow,
)
from shouhou.exchange.packing_lists.rows import Memory, RowReader
from shouhou.exchange.packing_lists.table import Table
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.sheets import reader
from shouhou.sheets.workbook import Kind, Workbook

NOT_A_LIST = ("不是数据", "notdata")
MOST_NAMED = 20


def read(content: bytes, *, parts: PartBook) -> PackingListPreview:
    """The preview of an uploaded file; refuses only a file that is no workbook (`sheets.…`)."""
    return preview(reader.read(content), parts=parts)


def preview(workbook: Workbook, *, parts: PartBook) -> PackingListPreview:
    """What every visible sheet with a packing list's header declares, row by row."""
    tables, warnings = _tables(workbook)
    if not tables:
        names = tuple(sheet.name for sheet in workbook.sheets)
        return PackingListPreview(
            problems=(Invalid("exchange.list_has_no_header", sheets=names),),
            warnings=tuple(warnings),
        )
    memory = Memory(parts, warnings=warnings)
    rows = tuple(chain.from_iterable(_rows(table, memory) for table in tables))
    problems = [problem for row in rows for problem in row.problems]
    if not rows:
        problems.append(Invalid("exchange.list_has_no_rows"))
    return PackingListPreview(
        rows=rows,
        heading=_heading(tables),
        sheets=tuple(table.sheet.name for table in tables),
        problems=tuple(problems),
        warnings=tuple(memory.warnings),
        ignored=tuple(chain.from_iterable(table.ignored for table in tables)),
    )


def _tables(workbook: Workbook) -> tuple[list[Table], list[Refused]]:
    """The sheets to read, and a warning for each that somebody may believe was read."""
    tables: list[Table] = []
    warnings: list[Refused] = []
    for sheet in workbook.sheets:
        if any(mark in sheet.name.replace(" ", "").lower() for mark in NOT_A_LIST):
            continue
        header = header_of(sheet)
        if header.found and not sheet.visible:
            warnings.append(Invalid("exchange.list_hidden_sheet", where=sheet.name))
        elif header.found:
            tables.append(Table(sheet, header))
        elif sheet.rows and sheet.visible:
            warnings.append(Invalid("exchange.list_sheet_unread", where=sheet.name))
    return tables, warnings


def _heading(tables: list[Table]) -> Heading:
    """What the first sheet says above its table."""
    first = tables[0]
    return heading.read(first.sheet.rows[: first.header.top - 1])


def _rows(table: Table, memory: Memory) -> list[PreviewRow]:
    """The typed rows of one table; what is odd about the table joins the warnings."""
    rows = [RowReader(table, number, said, memory).row() for number, said in table.rows()]
    memory.warnings += chain(_layout_warnings(table, rows), _total_warnings(table, rows))
    return rows


def _layout_warnings(table: Table, rows: list[PreviewRow]) -> Iterator[Refused]:
    hidden = tuple(row.row for row in rows if row.row in table.sheet.hidden_rows)
    if hidden:
        where = table.sheet.name
        yield Invalid("exchange.list_hidden_rows", where=where, numbers=hidden[:MOST_NAMED])
    if not table.has(Field.QUANTITY) and any(not row.serials for row in rows):
        yield Invalid("exchange.list_counts_rows", where=table.sheet.name)


def _total_warnings(table: Table, rows: list[PreviewRow]) -> Iterator[Refused]:
    """A total on the list must be the sum of all rows above it, or since the total before."""
    since = 0
    for ignored in table.ignored:
        cell = table.cell(ignored.row, Field.QUANTITY)
        if ignored.reason is not IgnoredAs.TOTAL or cell.kind is not Kind.NUMBER:
            continue
        counted = sum(row.quantity for row in rows if row.row < ignored.row)
        lately = sum(row.quantity for row in rows if since < row.row < ignored.row)
        since = ignored.row
        if cell.text not in (str(counted), str(lately)):
            where = table.address(ignored.row, Field.QUANTITY)
            declared = values.shown(cell.text)
            yield Invalid(
                "exchange.list_total_differs", where=where, declared=declared, counted=counted
            )
