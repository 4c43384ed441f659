"""出库单: the paper that leaves with the goods, one copy for each who must keep one (S2.2.3d)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from shouhou.paper.codes import code128_svg
from shouhou.paper.forms.stationery import Letterhead, PartRow, Party
from shouhou.paper.typesetting import Form

Paper = Literal["a4", "continuous_280", "continuous_140"]
Copy = Literal["warehouse", "finance", "customer", "stub"]

ALL_COPIES: tuple[Copy, ...] = ("warehouse", "finance", "customer", "stub")


@dataclass(frozen=True, kw_only=True)
class IssueNote(Form):
    """One outbound document on paper.

    A4 prints a sheet a copy; continuous paper is carbon paper, where one impression makes all of
    them. Unless `posted`, every page says 未审核; from the second print on it says 补打.
    """

    template: ClassVar[str] = "issue_note"

    letterhead: Letterhead
    number: str
    day: date
    agent: Party
    rows: tuple[PartRow, ...]
    operator: str
    reviewer: str = ""
    kind: Literal["issue", "return_as_is"] = "issue"
    posted: bool = False
    reverses: str = ""
    reversed_by: str = ""
    remark: str = ""
    printed_by: str = ""
    print_count: int = 1
    paper: Paper = "a4"
    copies: tuple[Copy, ...] = ALL_COPIES

    def codes(self) -> dict[str, str]:
        """The document number, by which the receiving desk finds the document."""
        return {"number": code128_svg(self.number)}
