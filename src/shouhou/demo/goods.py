"""What lies in the boxes: parts by their share of what comes back, with serials and faults."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from shouhou.catalog.models import Part, PhoneModel
from shouhou.catalog.seed.parts import LINES
from shouhou.catalog.seed.phones import MODELS
from shouhou.kernel.identifiers import Imei
from shouhou.repair.commands.codes import Codes
from shouhou.repair.models import FourCodeCheck

SYMPTOMS = {
    "P01": 13,
    "D01": 9,
    "T01": 10,
    "D02": 8,
    "P02": 4,
    "P03": 4,
    "G01": 8,
    "R01": 7,
    "R03": 4,
    "A02": 5,
    "A01": 3,
    "A03": 2,
    "M01": 4,
    "W03": 3,
    "W02": 3,
    "P05": 4,
    "K01": 2,
    "K02": 2,
    "T02": 3,
    "R04": 1,
    "R05": 1,
}
BOUNCES = 0.044


@dataclass(frozen=True)
class Piece:
    """One piece as the agent packs it."""

    part: Part
    serial: str = ""
    fault: str = ""


class Goods:
    """Draws pieces; gives every board its IMEI and every display its panel number, once."""

    def __init__(self, draw: Random) -> None:
        self._draw = draw
        self._parts, self._weights = _weighted()
        self._tacs = {line.facts.code: line.tacs for line in MODELS}
        self._given: dict[str, int] = defaultdict(int)
        self.shipped: dict[str, list[Piece]] = defaultdict(list)

    def box(self, agent_code: str, count: int) -> list[Piece]:
        """So many pieces from one agent; now and then one that we sent him before."""
        pieces = [self._piece() for _ in range(count)]
        earlier = self.shipped[agent_code]
        for place, piece in enumerate(pieces):
            if piece.serial and earlier and self._draw.random() < BOUNCES:
                pieces[place] = earlier.pop(self._draw.randrange(len(earlier)))
        return pieces

    def serial(self, part: Part) -> str:
        """The next number for a piece of this part."""
        self._given[part.part_no] += 1
        number = self._given[part.part_no]
        if part.wears == Part.Wears.IMEI and part.model is not None:
            return str(Imei.of(self._tacs[part.model.code][0], number + 100_000))
        return f"{part.part_no.replace('-', '')}{number:06d}"

    def codes(self, part: Part, imei: str) -> Codes:
        """The four codes of a board as its labels say them: both IMEIs, and the network mark."""
        assert part.model is not None
        tacs = self._tacs[part.model.code]
        pair = imei
        if len(tacs) > 1:
            pair = f"{imei}/{Imei.of(tacs[1], int(imei[8:14]) + 500_000)}"
        paper = part.model.nal_mark_mode == PhoneModel.NalMarkMode.PAPER_LEGACY
        return Codes(pair, pair, pair, imei if paper else FourCodeCheck.E_MARK)

    def _piece(self) -> Piece:
        part = self._draw.choices(self._parts, self._weights)[0]
        fault = self._draw.choices(list(SYMPTOMS), list(SYMPTOMS.values()))[0]
        if part.tracking != Part.Tracking.SERIAL:
            return Piece(part, fault=fault)
        return Piece(part, self.serial(part), fault)


def _weighted() -> tuple[list[Part], list[float]]:
    """The parts that come back, each by its category's share and its model's."""
    percents = {line.category: float(line.return_percent) for line in LINES}
    shares = {line.facts.code: line.share for line in MODELS}
    parts = [
        part for part in Part.objects.select_related("model") if percents.get(part.category, 0)
    ]
    raw = [shares[part.model.code] if part.model else 1.0 for part in parts]
    totals: dict[str, float] = defaultdict(float)
    for part, weight in zip(parts, raw, strict=True):
        totals[part.category] += weight
    weights = [
        percents[part.category] * weight / totals[part.category]
        for part, weight in zip(parts, raw, strict=True)
    ]
    return parts, weights
