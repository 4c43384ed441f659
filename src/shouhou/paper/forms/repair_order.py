"""维修检测单: one piece from receipt to release, for the bench and the file (S4.2).

Codes and verdicts arrive in words; whatever is still empty prints as room for the pen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

from shouhou.paper.forms.stationery import Sheet


@dataclass(frozen=True, kw_only=True)
class Source:
    """Part A: whence the piece came."""

    source: str
    inbound_line: str
    agent: str
    received_at: datetime
    handed_by: str
    accepted_by: str
    consumer: str = ""
    priority: str = ""
    previous_repair: str = ""


@dataclass(frozen=True, kw_only=True)
class Product:
    """Part B: what it is, and what the guarantee says of it."""

    item_kind: str
    model: str
    part_no: str
    color: str = ""
    lot: str = ""
    supplier: str = ""
    imei1: str = ""
    imei2: str = ""
    meid: str = ""
    sn: str = ""
    pcba_sn: str = ""
    panel_sn: str = ""
    software: str = ""
    hardware: str = ""
    made_on: date | None = None
    sold_on: date | None = None
    proof: str = ""
    warranty_verdict: str = ""
    warranty_basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One item of the functional test; without a result it waits for the engineer."""

    item: str
    method: str = ""
    limit: str = ""
    value: str = ""
    result: Literal["", "OK", "NG", "NA"] = ""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Part C: what was reported, and what was found."""

    reported_symptom: str
    appearance: str = ""
    checks: tuple[Check, ...] = ()
    condition: str = ""
    symptom: str = ""
    section: str = ""
    defect: str = ""
    liability: str = ""


@dataclass(frozen=True, kw_only=True)
class PartChange:
    """One part taken out and the one put in its place."""

    old_part: str
    new_part: str
    quantity: int
    old_serial: str = ""
    new_serial: str = ""
    lot: str = ""
    warehouse: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """Part D: what was done."""

    actions: str = ""
    repair_level: str = ""
    parts: tuple[PartChange, ...] = ()
    new_imei1: str = ""
    new_imei2: str = ""
    new_meid: str = ""
    new_sn: str = ""
    software: str = ""
    nal_mark: str = ""
    labels: str = ""
    labour_minutes: int | None = None
    pauses: str = ""


@dataclass(frozen=True, kw_only=True)
class Release:
    """Part E: who tested it again, and where it went."""

    self_test: str = ""
    qc_result: str = ""
    qc_by: str = ""
    burn_in: str = ""
    first_pass: str = ""
    final_result: str = ""
    destination: str = ""
    finished_at: datetime | None = None
    turnaround: str = ""
    fee_fen: int | None = None
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class RepairOrder(Sheet):
    """One repair or inspection order on paper."""

    template: ClassVar[str] = "repair_order"

    engineer: str
    source: Source
    product: Product
    findings: Findings
    work: Work = field(default_factory=Work)
    release: Release = field(default_factory=Release)
