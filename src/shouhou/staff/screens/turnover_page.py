"""What the turnover desk shows beside its report: what to measure, what may be found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeOrder
from shouhou.reports.turnover_desk import Waiting

Grounds = ExchangeOrder.Grounds
Category = Part.Category

MEASURES: dict[str, str | Promise] = {
    Category.CHG: _("voltage and current, such as 5.1 V 1.0 A"),
    Category.CBL: _("continuity of the wires"),
    Category.EAR: _("both sides and the microphone"),
    Category.BAT: _("voltage, and thickness when it bulges"),
}
"""The quick test of an accessory (S3.4.2), by its category."""


@dataclass(frozen=True)
class Shown:
    """One line of the desk with what its test asks for."""

    row: Waiting

    @property
    def measure(self) -> str | Promise:
        """What is to be measured."""
        return MEASURES.get(self.row.line.part.category, "")

    @property
    def grounds(self) -> list[tuple[str, str | Promise]]:
        """What may be found: only what holds lithium swells."""
        swells = self.row.line.part.hazard != Part.Hazard.NONE
        found = (Grounds.DEFECTIVE, Grounds.SWOLLEN) if swells else (Grounds.DEFECTIVE,)
        return [(one.value, one.label) for one in found]
