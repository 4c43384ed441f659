"""移交单: pieces pass from one desk to the next, counted by both (S2.2.2b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from shouhou.paper.forms.stationery import PartRow, Sheet


@dataclass(frozen=True, kw_only=True)
class HandoverRow:
    """What was handed over, and what the receiver counted: None until he has."""

    part: PartRow
    received: int | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverSlip(Sheet):
    """One handover between two people; unconfirmed, it leaves the count to the receiver's pen."""

    template: ClassVar[str] = "handover_slip"

    from_place: str
    to_place: str
    giver: str
    receiver: str
    handed_at: datetime
    rows: tuple[HandoverRow, ...]
    source: str = ""
    confirmed_at: datetime | None = None
