"""What a packing list turned out to say: typed rows, and everything wrong or odd about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shouhou.exchange.packing_lists.part_book import KnownPart
from shouhou.exchange.packing_lists.values import WarrantyClaim
from shouhou.kernel.refusals import Invalid, Refused


class IgnoredAs(StrEnum):
    """Why a row with something in it is not a piece."""

    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    HEADER = "header"
    NUMBERING = "numbering"


@dataclass(frozen=True, slots=True)
class IgnoredRow:
    """A row that was seen and left out, so that a person can object."""

    sheet: str
    row: int
    reason: IgnoredAs
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table: who sends what, as written."""

    agent: str = ""
    sender: str = ""
    waybill: str = ""
    packed_on: str = ""
    boxes: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is imported: a part with a quantity, or one piece with its serial."""

    part: KnownPart
    quantity: int
    serial: str = ""
    further: tuple[str, ...] = ()


class PreviewRow(NamedTuple):
    """One row of the list. With problems its part is None or its quantity 0, as far as read.

    `further` are the other numbers of the piece, when the row is one piece with a serial.
    """

    sheet: str
    row: int
    part: KnownPart | None = None
    declared: str = ""
    model: str = ""
    quantity: int = 0
    serials: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    fault: str = ""
    sold_on: date | None = None
    warranty_claim: WarrantyClaim | None = None
    box: str = ""
    remark: str = ""
    problems: tuple[Refused, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The row as lines to import: a serial to a line, because a serial is one piece."""
        if self.part is None:
            return
        if not self.serials:
            yield Line(self.part, self.quantity)
        for serial in self.serials:
            yield Line(self.part, 1, serial, self.further)


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts below a preview."""

    rows: int = 0
    pieces: int = 0
    serials: int = 0
    boxes: int = 0
    rows_with_problems: int = 0


@dataclass(frozen=True, slots=True)
class PackingListPreview:
    """A whole list. It may be imported when it is `ready`; nothing is imported by half."""

    rows: tuple[PreviewRow, ...] = ()
    heading: Heading = field(default_factory=Heading)
    sheets: tuple[str, ...] = ()
    problems: tuple[Refused, ...] = ()
    warnings: tuple[Refused, ...] = ()
    ignored: tuple[IgnoredRow, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it has rows and none of them a problem."""
        return bool(self.rows) and not self.problems

    @property
    def totals(self) -> Totals:
        """Rows, pieces, serials and boxes, problems included as far as they were read."""
        return Totals(
            rows=len(self.rows),
            pieces=sum(row.quantity for row in self.rows),
            serials=sum(len(row.serials) for row in self.rows),
            boxes=len({(row.sheet, row.box) if not row.box else row.box for row in self.rows}),
            rows_with_problems=sum(bool(row.problems) for row in self.rows),
        )

    def require_ready(self) -> None:
        """Refuse the import as a whole, with every problem in `rows`."""
        if not self.ready:
            raise Invalid(
                "exchange.list_has_problems", rows=self.problems, problems=len(self.problems)
            )
