"""What people may say about a part, a model or a fault code, checked before it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from shouhou.catalog.models import FaultCode, Part, PhoneModel
from shouhou.kernel.refusals import Invalid
from shouhou.partners.models import Supplier

PART_NO = re.compile(r"[A-Z0-9][A-Z0-9./_-]*")
"""Capitals without blanks: part numbers are typed, scanned and put on labels."""


@dataclass(frozen=True, kw_only=True)
class PartFacts:
    """A part as the material clerk keeps it."""

    part_no: str
    name: str
    category: str
    material_class: str
    uom: str = Part.Unit.PIECE
    english_name: str = ""
    alias: str = ""
    spec: str = ""
    model: PhoneModel | None = None
    tracking: str = Part.Tracking.QUANTITY
    wears: str = Part.Wears.NONE
    lot_tracked: bool = False
    cost_fen: int = 0
    hazard: str = Part.Hazard.NONE
    repairable: bool = False
    returnable: bool = False
    four_codes: bool = False
    turnover_min: int = 0
    turnover_max: int = 0
    supplier: Supplier | None = None
    moq: int = 1
    lead_days: int = 0
    eol: bool = False

    def check(self) -> None:
        """Refuse missing facts and facts that contradict each other."""
        require_filled(
            part_no=self.part_no,
            name=self.name,
            category=self.category,
            material_class=self.material_class,
            uom=self.uom,
        )
        if not PART_NO.fullmatch(self.part_no):
            raise Invalid("catalog.part_no_invalid", where="part_no", part_no=self.part_no)
        check_tracking(self.tracking, self.wears)
        if self.four_codes and self.wears != Part.Wears.IMEI:
            raise Invalid("catalog.code_match_needs_imei", where="four_codes")
        if not 0 <= self.turnover_min <= self.turnover_max:
            raise Invalid("catalog.turnover_range", where="turnover_max")
        if self.cost_fen < 0:
            raise Invalid("catalog.cost_negative", where="cost_fen")


SN_PATTERN = re.compile(r"((\\d|[A-Z0-9]|\[[A-Z0-9]([A-Z0-9]|-[A-Z0-9])*\])(\{\d{1,2}\})?)*")
"""Signs, sets of signs and how often: nothing in it makes a match take long."""


@dataclass(frozen=True, kw_only=True)
class PhoneModelFacts:
    """A phone model as R&D or the material clerk keeps it."""

    code: str
    name: str
    network: str
    launched_on: date
    nal_mark_mode: str
    price_fen: int
    imei_count: int = PhoneModel.ImeiCount.DUAL
    has_meid: bool = False
    nal_licence_no: str = ""
    nal_valid_until: date | None = None
    sn_pattern: str = ""
    eol: bool = False

    def check(self) -> None:
        """Refuse missing facts."""
        require_filled(
            code=self.code,
            name=self.name,
            network=self.network,
            nal_mark_mode=self.nal_mark_mode,
        )
        if not _is_pattern(self.sn_pattern):
            raise Invalid("catalog.sn_pattern", where="sn_pattern", raw=self.sn_pattern)


@dataclass(frozen=True, kw_only=True)
class FaultCodeFacts:
    """A fault code in both languages."""

    kind: str
    code: str
    zh: str
    en: str
    group: str = ""
    performance_fault: FaultCode | None = None
    repair_level: int | None = None
    counts_as_repair: bool = False
    iris_map: str = ""
    active: bool = True

    def check(self) -> None:
        """Refuse missing texts, and meanings that only other kinds of codes have."""
        require_filled(kind=self.kind, code=self.code, zh=self.zh, en=self.en)
        if self.performance_fault is not None and self.kind != FaultCode.Kind.SYMPTOM:
            raise Invalid("catalog.only_symptoms_prove", where="performance_fault")
        if self.kind != FaultCode.Kind.REPAIR and (self.repair_level or self.counts_as_repair):
            raise Invalid("catalog.only_repairs_have_a_level", where="repair_level")


def check_tracking(tracking: str, wears: str) -> None:
    """Refuse a serial part that wears no number, and a number on a part kept by quantity."""
    if (tracking == Part.Tracking.SERIAL) == (wears == Part.Wears.NONE):
        raise Invalid("catalog.tracking_mismatch", where="wears")


def require_filled(**texts: str) -> None:
    """Refuse (`catalog.fact_missing`) the first text that is blank, by its name."""
    for field, text in texts.items():
        if not text.strip():
            raise Invalid("catalog.fact_missing", where=field, field=field)


def _is_pattern(text: str) -> bool:
    try:
        return bool(SN_PATTERN.fullmatch(text) and re.compile(text))
    except re.error:  # a set that runs backwards, such as [Z-A]
        return False
