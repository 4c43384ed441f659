"""物料标识卡: the card on the shelf, its printed moves and empty lines for the pen (S2.4.1c, d)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shouhou.paper.codes import code128_svg, qr_svg
from shouhou.paper.forms.stationery import Condition
from shouhou.paper.typesetting import Form


@dataclass(frozen=True, kw_only=True)
class BinCardRow:
    """One change of the bin's quantity."""

    day: date
    document: str
    purpose: str
    balance: int
    handler: str
    came_in: int = 0
    went_out: int = 0


@dataclass(frozen=True, kw_only=True)
class BinCard(Form):
    """One part in one bin, A5. `brought_forward` is the balance before the first printed row.

    The bar code is the part's number, to be picked by; `address` leads a telephone to the live
    balance and history.
    """

    template: ClassVar[str] = "bin_card"

    company: str
    warehouse: str
    bin: str
    part_no: str
    name: str
    spec: str
    models: str
    unit: str
    condition: Condition
    minimum: int
    maximum: int
    address: str
    rows: tuple[BinCardRow, ...] = ()
    brought_forward: int = 0
    printed_by: str = ""

    def codes(self) -> dict[str, str]:
        """The part by its number, the bin's live page by its address."""
        return {"part": code128_svg(self.part_no), "page": qr_svg(self.address)}
