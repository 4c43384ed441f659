"""The tag that travels with a piece through the house, from the desk to the bench (S3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shouhou.paper.codes import code128_svg
from shouhou.paper.labels import Label


@dataclass(frozen=True, kw_only=True)
class BenchTag(Label):
    """What an engineer must know of the piece before he scans it."""

    template: ClassVar[str] = "bench_tag"
    width_mm: ClassVar[int] = 60
    height_mm: ClassVar[int] = 40

    number: str
    part_no: str
    part_name: str
    agent: str
    quantity: int
    day: date
    serial: str = ""

    def codes(self) -> dict[str, str]:
        """The order's number."""
        return {"number": code128_svg(self.number)}
