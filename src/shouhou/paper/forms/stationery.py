"""What several sheets share: the company's head, a party with its address, a row of parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouhou.paper.codes import code128_svg
from shouhou.paper.typesetting import Form

Condition = Literal["pending", "good", "hold", "defective"]
ContentMark = Literal["lithium", "ground_only", "fragile"]


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The company as it stands at the head of a sheet."""

    company: str
    company_en: str = ""
    department: str = "售后部"
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet(Form):
    """A numbered sheet under the company's head; its number scans back."""

    letterhead: Letterhead
    number: str
    printed_by: str = ""

    def codes(self) -> dict[str, str]:
        """The number, by which whoever holds the paper finds the record."""
        return {"number": code128_svg(self.number)}


@dataclass(frozen=True, kw_only=True)
class Party:
    """Whom goods go to or come from: an agent, a service centre, a warehouse."""

    name: str
    code: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """One part on a sheet, in one condition, with the serials of its pieces when it has any."""

    part_no: str
    name: str
    quantity: int
    model: str = ""
    condition: Condition = "good"
    unit: str = "件"
    serials: tuple[str, ...] = ()
    remark: str = ""
