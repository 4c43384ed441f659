"""What a hostile packing list is, and how it is judged what became of one.

A case ends in one refusal of the whole file, in problems of single rows, or in the right rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shouhou.exchange.packing_lists.preview import PackingListPreview
from shouhou.exchange.packing_lists.recognise import read
from shouhou.kernel.refusals import Refused
from tests.exchange.lists import BOARD, HEADER, IMEIS, book
from tests.sheets.workbooks import Parts, Tab, Writer, parts_of, zipped

SHEET = "xl/worksheets/sheet1.xml"
GOOD_ROW = (BOARD, "主板", "S5", 1, IMEIS[0])
READ = "read"


@dataclass(frozen=True)
class Case:
    """One hostile file: how to make it and what must be said of it.

    `outcome` is the code of a refusal, or `read`; `rows` the rows that come out, as
    (part number, quantity, serials); `problems` the (place, code) of row problems.
    """

    kind: str
    name: str
    make: Callable[[], bytes]
    outcome: str = READ
    rows: tuple[tuple[str, int, tuple[str, ...]], ...] = ((BOARD, 1, (IMEIS[0],)),)
    problems: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}-{self.name}"


@dataclass(frozen=True)
class Verdict:
    """What became of a case."""

    outcome: str
    rows: tuple[tuple[str, int, tuple[str, ...]], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()


def judge(content: bytes) -> Verdict:
    """Send a file the whole way; anything but a refusal or a preview is an uncaught fault."""
    try:
        preview = read(content, parts=book())
    except Refused as refused:
        return Verdict(refused.code)
    return Verdict(READ, _rows(preview), tuple((p.where, p.code) for p in preview.problems))


def _rows(preview: PackingListPreview) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    return tuple(
        (row.part.part_no if row.part else "", row.quantity, row.serials) for row in preview.rows
    )


def expected(case: Case) -> Verdict:
    """What must become of it."""
    if case.outcome != READ:
        return Verdict(case.outcome)
    return Verdict(READ, case.rows, case.problems)


def good_parts(*tabs: Tab) -> Parts:
    """The parts of a list that is in order, for a case to spoil."""
    return parts_of(tabs or [Tab([HEADER, GOOD_ROW], name="S")], writer=Writer())


def good(body: str = "") -> Tab:
    """A good sheet with `body` behind its two rows."""
    return Tab([HEADER, GOOD_ROW], name="S", last_rows=body)


def spoiled(change: Callable[[Parts], None]) -> Callable[[], bytes]:
    """A maker of a good list, changed in its parts and zipped."""

    def make() -> bytes:
        parts = good_parts()
        change(parts)
        return zipped(parts)

    return make


def sheet(tab: Tab) -> Callable[[], bytes]:
    """A maker of one sheet."""
    return lambda: zipped(good_parts(tab))
