"""出库单: the paper that leaves with the goods, one copy for each who must keep one (S2.2.3d)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from shouhou.paper.forms.stationery import PartRow, Party, Sheet

Paper = Literal["a4", "continuous_280", "continuous_140"]
Copy = Literal["warehouse", "finance", "customer", "stub"]

ALL_COPIES: tuple[Copy, ...] = ("warehouse", "finance", "customer", "stub")


@dataclass(frozen=True, kw_only=True)
class IssueNote(Sheet):
    """One outbound document on paper.

    A4 prints a sheet a copy; continuous paper is carbon paper, where one impression makes all of
    them. Unless `posted`, every page says 未审核; from the second print on it says 补打.
    """

    template: ClassVar[str] = "issue_note"

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
    print_count: int = 1
    paper: Paper = "a4"
    copies: tuple[Copy, ...] = ALL_COPIES
