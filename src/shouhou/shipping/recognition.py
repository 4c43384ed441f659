"""What a scanned code is: a unit by any number it wears, or a part by its number."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.catalog.models import Part
from shouhou.kernel import waybills
from shouhou.kernel.refusals import Invalid, Missing
from shouhou.stock.models import Unit
from shouhou.stock.scans import unit_on


@dataclass(frozen=True)
class Found:
    """A piece as a packer holds it: one unit, or a part that is kept by quantity."""

    part: Part
    unit: Unit | None = None

    @property
    def name(self) -> str:
        """What the piece is called in an answer: its serial, else its part number."""
        return self.unit.label if self.unit else self.part.part_no


def recognise(code: str) -> Found:
    """The piece behind a scan, whatever the scanner or the keyboard did to the code.

    Refuses `shipping.unknown_code`, a label whose numbers two units wear (`stock.two_pieces`)
    and the part number of something that is packed piece by piece (`shipping.scan_the_serial`).
    """
    unit = unit_on(code)
    if unit is not None:
        return Found(unit.part, unit)
    part = Part.objects.numbered(waybills.normalise(code)).first()
    if part is None:
        raise Missing("shipping.unknown_code", where=code, scanned=code)
    if part.tracking == Part.Tracking.SERIAL:
        raise Invalid("shipping.scan_the_serial", where=code, part=str(part))
    return Found(part)
