"""手工帐: the day's posted documents on paper, to be counted against by hand (S2.2.2a, A7 D2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shouhou.paper.codes import qr_svg
from shouhou.paper.forms.stationery import Condition, Sheet


@dataclass(frozen=True, kw_only=True)
class DayBookRow:
    """One part of one document: what came into the book's place and what left it."""

    part_no: str
    name: str
    condition: Condition
    came_in: int = 0
    went_out: int = 0
    model: str = ""
    unit: str = "件"


@dataclass(frozen=True, kw_only=True)
class DayBookEntry:
    """One posted document of the day."""

    number: str
    kind: str
    party: str
    operator: str
    rows: tuple[DayBookRow, ...]


@dataclass(frozen=True, kw_only=True)
class DayBook(Sheet):
    """One day of one place, with room to tally and sign beside every row.

    `seal_number` and `seal` are the head of the ledger's chain that day: on signed paper they
    bear witness outside the database. The QR code holds the whole seal, the text its beginning.
    """

    template: ClassVar[str] = "day_book"

    day: date
    place: str
    keeper: str
    entries: tuple[DayBookEntry, ...]
    seal_number: int
    seal: str

    def codes(self) -> dict[str, str]:
        """The book's number, and the head of the chain to compare by scanner."""
        return {**super().codes(), "seal": qr_svg(f"{self.seal_number} {self.seal}")}
