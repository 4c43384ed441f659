"""What a scanned code is: a unit by any number it wears, or a part by its number."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.catalog.models import Part
from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Invalid, Missing
from shouhou.stock.commands.units import live_bearers
from shouhou.stock.models import Unit


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

    Refuses `shipping.unknown_code`, a label whose numbers two units wear
    (`shipping.two_pieces`) and the part number of something that is packed piece by piece
    (`shipping.scan_the_serial`).
    """
    # Part numbers and some serials hold hyphens, which the numbers of a phone never do.
    as_printed = waybills.normalise(code)
    numbers = {as_printed, *identifiers.parse_scan(code).numbers}
    bearers = {unit.pk: unit for unit in live_bearers(sorted(numbers)).values()}
    if len(bearers) > 1:
        raise Invalid("shipping.two_pieces", where=code, pieces=[*map(str, bearers.values())])
    for unit in bearers.values():
        return Found(unit.part, unit)
    part = Part.objects.numbered(as_printed).first()
    if part is None:
        raise Missing("shipping.unknown_code", where=code, scanned=code)
    if part.tracking == Part.Tracking.SERIAL:
        raise Invalid("shipping.scan_the_serial", where=code, part=str(part))
    return Found(part)
