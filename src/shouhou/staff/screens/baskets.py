"""What somebody scanned for a transfer so far, kept in his session: a reload loses nothing."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from shouhou.catalog.models import Part
from shouhou.catalog.queries import parts_numbered
from shouhou.flows.transferring import Load
from shouhou.kernel.refusals import Conflict
from shouhou.stock.commands.units import live_bearers
from shouhou.stock.models import Place, Unit

UNIT, PART = "unit", "part"


class Basket:
    """The scans of one person for one way, in their order."""

    def __init__(self, session: SessionBase, source: Place, target: Place) -> None:
        self.session = session
        self.source, self.target = source, target
        self.key = f"transfer:{source.code}:{target.code}"
        self.scans: list[list[Any]] = session.get(self.key, [])

    @property
    def count(self) -> int:
        """How many pieces are in it."""
        return sum(quantity for _kind, _name, quantity in self.scans)

    def add(self, what: Unit | Part, quantity: int = 1) -> None:
        """One unit, or so many pieces of a part; refuses a unit that is in it already."""
        kind, name = (UNIT, what.label) if isinstance(what, Unit) else (PART, what.part_no)
        if kind == UNIT and any(scan[:2] == [kind, name] for scan in self.scans):
            raise Conflict("transfer.scanned_already", where=name, serial=name)
        self._keep([*self.scans, [kind, name, quantity]])

    def undo(self) -> str:
        """Take the last scan out; what it was."""
        if not self.scans:
            raise Conflict("transfer.nothing_to_undo")
        *rest, last = self.scans
        self._keep(rest)
        return str(last[1])

    def empty(self) -> None:
        """Take everything out."""
        self._keep([])

    def load(self) -> Load:
        """What the scans name, as the ledger knows it now."""
        labels = [name for kind, name, _quantity in self.scans if kind == UNIT]
        bearers = {label: unit.pk for label, unit in live_bearers(labels).items()}
        joined = Unit.objects.select_related("part", "holding__place")
        units = joined.in_bulk(set(bearers.values()))
        known = [units[bearers[label]] for label in labels if label in bearers]
        return Load(units=known, quantities=self._quantities())

    def _quantities(self) -> dict[Part, int]:
        pieces = [(name, quantity) for kind, name, quantity in self.scans if kind == PART]
        parts = parts_numbered(name for name, _quantity in pieces)
        sums = dict.fromkeys(parts.values(), 0)
        for name, quantity in pieces:
            sums[parts[name]] += quantity
        return sums

    def _keep(self, scans: list[list[Any]]) -> None:
        self.scans = self.session[self.key] = scans
