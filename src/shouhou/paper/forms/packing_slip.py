"""装箱单 and 物流清单: what lies in which box, and how the boxes travel (S2.2.3e, S2.2.3f)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shouhou.paper.forms.stationery import ContentMark, PartRow, Party, Sheet


@dataclass(frozen=True, kw_only=True)
class Freight:
    """How a shipment travels and what it is insured for; money in 分."""

    carrier: str
    service: str = ""
    waybill: str = ""
    payer: str = ""
    monthly_account: str = ""
    weight_grams: int = 0
    declared_fen: int = 0
    insured_fen: int = 0
    premium_fen: int = 0
    marks: tuple[ContentMark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Box:
    """One box of the shipment."""

    rows: tuple[PartRow, ...]
    weight_grams: int = 0
    seal_no: str = ""


@dataclass(frozen=True, kw_only=True)
class PackingSlip(Sheet):
    """One shipment, box by box; `number` is the shipment's, `document` the outbound it carries."""

    template: ClassVar[str] = "packing_slip"

    day: date
    agent: Party
    document: str
    freight: Freight
    boxes: tuple[Box, ...]
    packer: str = ""
    checker: str = ""
