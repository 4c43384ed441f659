"""交接清单: one carrier's parcels of one day, counted and signed for by the courier (S2.6.R3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shouhou.paper.forms.stationery import ContentMark, Sheet


@dataclass(frozen=True, kw_only=True)
class ManifestRow:
    """One shipment in the courier's hands; money in 分."""

    waybill: str
    shipment: str
    consignee: str
    city: str
    boxes: int
    weight_grams: int
    declared_fen: int = 0
    insured_fen: int = 0
    premium_fen: int = 0
    payer: str = ""
    marks: tuple[ContentMark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest(Sheet):
    """What one carrier collects on one day."""

    template: ClassVar[str] = "manifest"

    day: date
    carrier: str
    monthly_account: str
    clerk: str
    rows: tuple[ManifestRow, ...]
