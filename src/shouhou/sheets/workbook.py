"""What a workbook is once it has been read: sheets of typed cells, with nothing left to parse.

Named tuples all: the reading child starts anew for each file, and importing `dataclasses` would
make it start noticeably later.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

EXACT_DIGITS = 15


class Kind(StrEnum):
    """What a cell holds; the value is its mark on the pipe from the reading child."""

    EMPTY = ""
    TEXT = "t"
    NUMBER = "n"
    DATE = "d"
    BOOL = "b"
    ERROR = "e"

    __hash__ = str.__hash__  # the Enum's own is a call, and a long list asks for a million


class Cell(NamedTuple):
    """One cell: numbers as exact decimal text, dates as ISO text, errors as `#N/A` or `=`.

    The error `=` is a formula that was stored without its result.
    """

    kind: Kind
    text: str

    @property
    def rounded(self) -> bool:
        """Whether the number has more digits than a spreadsheet keeps, so its tail is invented."""
        return self.kind is Kind.NUMBER and len(self.text.lstrip("-")) > EXACT_DIGITS


EMPTY = Cell(Kind.EMPTY, "")


class Merge(NamedTuple):
    """A merged block, rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One worksheet. `rows[0]` is row 1; rows end at their last filled cell."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column counted from 1; empty beyond the edges."""
        if not 0 < row <= len(self.rows):
            return EMPTY
        cells = self.rows[row - 1]
        return cells[column - 1] if 0 < column <= len(cells) else EMPTY

    def address(self, row: int, column: int) -> str:
        """How a person finds the cell: `Sheet1!C7`."""
        return f"{self.name}!{letters(column)}{row}"


class Workbook(NamedTuple):
    """The worksheets of one file, in the file's order."""

    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """The letters of a column counted from 1: 1 → A, 27 → AA."""
    name = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name
