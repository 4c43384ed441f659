"""The child process that reads one workbook from stdin and writes its cells to stdout as JSON.

It is started anew for each file and imports almost nothing. It may run out of memory or time,
or be aborted by the parser: the parent answers that with an ordinary refusal.
"""

from __future__ import annotations

import json
import math
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from shouhou.kernel.refusals import Invalid, Refused
from shouhou.sheets import delimited, gate
from shouhou.sheets.archive import damaged
from shouhou.sheets.markup import Grid
from shouhou.sheets.workbook import Kind

MEMORY_BYTES = 200 * 1000 * 1000
CPU_SECONDS = 4
LARGEST_ANSWER = 16 << 20
TOO_HEAVY = 3
TEXT = Kind.TEXT.value

Row = list[str | None]


def main() -> int:
    """Read stdin under limits, answer on stdout; the exit code 3 means: too heavy."""
    limit()
    try:
        sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))
    except MemoryError:
        return TOO_HEAVY
    return 0


def limit() -> None:
    """Take from this process, for good, the means to hurt anybody."""
    for kind, amount in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))


def _answer(content: bytes) -> bytes:
    try:
        answer = _json({"sheets": _sheets(content)})
        if len(answer) > LARGEST_ANSWER:
            raise Invalid("sheets.too_much_text", limit_mb=LARGEST_ANSWER >> 20)
    except Refused as refusal:
        return _json({"refused": refusal.code, "where": refusal.where, "facts": refusal.facts})
    return answer


def _json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


def _sheets(content: bytes) -> list[dict[str, Any]]:
    if gate.is_delimited(content):
        return [_sheet("CSV", _rows(delimited.read(content)), Grid("CSV", sheet="CSV"))]
    grids = gate.admit(content)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            return list(_worksheets(workbook, grids))
    except (CalamineError, ValueError) as error:
        raise damaged() from error


def _worksheets(
    workbook: CalamineWorkbook, grids: tuple[Grid | None, ...]
) -> Iterator[dict[str, Any]]:
    """Every worksheet's cells, with the errors and hidden rows the gate saw laid over them."""
    for index, (sheet, grid) in enumerate(zip(workbook.sheets_metadata, grids, strict=True)):
        if grid is not None:
            rows = _rows(workbook.get_sheet_by_index(index).iter_rows())
            visible = sheet.visible is SheetVisibleEnum.Visible
            yield _sheet(sheet.name, rows, grid) | {"visible": visible}


def _rows(values: Iterable[list[Any]]) -> list[Row]:
    """Each cell with the mark of its kind; text, which most cells are, without a call."""
    return [
        [(TEXT + v if v else None) if type(v) is str else MARKS[type(v)](v) for v in row]
        for row in values
    ]


def _sheet(name: str, rows: list[Row], grid: Grid) -> dict[str, Any]:
    """One sheet as it goes down the pipe: no row and no sheet ends with something empty."""
    for (number, column), error in grid.errors.items():
        rows.extend([] for _ in range(number - len(rows)))
        row = rows[number - 1]
        row.extend(None for _ in range(column - len(row)))
        row[column - 1] = Kind.ERROR + error
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return {
        "name": name,
        "visible": True,
        "rows": rows,
        "hidden": [number for number in grid.hidden_rows if number <= len(rows)],
        "merges": [merge for merge in grid.merges if merge.top <= len(rows)],
    }


def _number(value: float) -> str:
    """Whole numbers as their exact digits: an IMEI that Excel made a float comes back whole."""
    if not math.isfinite(value):
        return f"{Kind.ERROR}#NUM!"
    return f"{Kind.NUMBER}{int(value) if value == int(value) else repr(value)}"


def _day_or_instant(value: date) -> str:
    return Kind.DATE + value.isoformat()


def _span(value: time | timedelta) -> str:
    return f"{Kind.TEXT}{value}"


def _flag(value: bool) -> str:  # noqa: FBT001 - one value of a cell, not a switch
    return f"{Kind.BOOL}{int(value)}"


MARKS: dict[type, Callable[[Any], str | None]] = {
    float: _number,
    int: _number,
    bool: _flag,
    date: _day_or_instant,
    datetime: _day_or_instant,
    time: _span,
    timedelta: _span,
}

if __name__ == "__main__":
    sys.exit(main())
