"""The machine drafts documents: goods arrive, go to and fro, are judged, cleared and issued."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.models import Clearance, Document, Unit
from shouhou.stock.places import Code, place
from tests.stock.cast import CHARGER, DISPLAY
from tests.stock.machine import FEW, KEEPERS, WHICH, Machine
from tests.stock.model import Line, Paper

SHELVES = st.sampled_from(["TURNOVER", "MAIN"])
NUMBERS = st.sampled_from([f"D{n}" for n in range(8)])
SOME = st.lists(WHICH, min_size=1, max_size=3)


class Drafting(Machine):
    """What is drafted, and by whom."""

    def write(self, kind: str, lines: list[Line], by: str, agent: str = "") -> None:
        paper = Paper(kind, lines, by)

        def real() -> Document:
            made = self.cast.draft(kind, lines, by, agent)
            cleared = [one.cleared for one in lines]
            for line, is_cleared in zip(made.lines.order_by("line_no"), cleared, strict=True):
                if is_cleared:
                    inspector, now = self.cast.people["zhouqi"], made.made_at
                    Clearance.objects.create(
                        line=line, grounds="RO1", inspected_by=inspector, inspected_at=now
                    )
            return made

        def modelled(made: Document | None) -> None:
            self.model.write(paper)
            paper.pk = made.pk if made else 0

        self.agree(real, modelled)

    @rule(quantity=FEW, at=SHELVES, condition=st.sampled_from(["good", "pending"]), by=KEEPERS)
    def arrive(self, quantity: int, at: str, condition: str, by: str) -> None:
        source = ("OPENING", CHARGER, "pending")
        self.write("opening", [Line(source, (at, CHARGER, condition), quantity)], by)

    @rule(serials=st.lists(NUMBERS, min_size=1, max_size=3, unique=True), at=SHELVES, by=KEEPERS)
    def arrive_by_serial(self, serials: list[str], at: str, by: str) -> None:
        outside = ("OPENING", DISPLAY, "pending")
        paper = Paper("opening", [], by)

        def lines_of(units: list[Unit]) -> list[Line]:
            return [
                Line(self.model.units.get(unit.pk, outside), (at, DISPLAY, "good"), 1, unit.pk)
                for unit in units
            ]

        def real() -> tuple[Document, list[Unit]]:
            pieces = [Piece(self.cast.parts[DISPLAY], serial) for serial in serials]
            units = make_known(pieces, outside=place(Code.OPENING))
            return self.cast.draft("opening", lines_of(units), by), units

        def modelled(made: tuple[Document, list[Unit]] | None) -> None:
            self.model.refuse_unknowable(serials)
            known = [self.model.bearer(serial) for serial in serials]
            stand = [self.model.units[unit] if unit else outside for unit in known]
            paper.lines = [Line(spot, (at, DISPLAY, "good")) for spot in stand]
            self.model.write(paper)
            assert made is not None
            document, units = made
            paper.pk, paper.lines = document.pk, lines_of(units)
            for unit, serial in zip(units, serials, strict=True):
                self.model.units.setdefault(unit.pk, outside)
                self.model.wears[unit.pk] = serial

        self.agree(real, modelled)

    def loose(self, at: str, condition: str, which: list[int]) -> list[Line]:
        """Lines of chargers (so many) and displays (these) that leave a place, or try to."""
        here = [unit for unit, spot in sorted(self.model.units.items()) if spot[0] == at]
        lines = {}
        for n in which:
            units = sorted(self.model.units) if n % 7 == 0 else here
            if n % 2 and units:
                unit = units[n % len(units)]
                lines[unit] = Line(self.model.units[unit], ("", DISPLAY, ""), 1, unit)
            else:
                lines[-n - 1] = Line((at, CHARGER, condition), ("", CHARGER, ""), 1 + n % 4)
        return list(lines.values())

    def to(self, lines: list[Line], at: str, condition: str = "") -> list[Line]:
        return [
            replace(one, target=(at, one.source[1], condition or one.source[2])) for one in lines
        ]

    @rule(at=SHELVES, which=SOME, by=KEEPERS)
    def send(self, at: str, which: list[int], by: str) -> None:
        self.write("transfer_out", self.to(self.loose(at, "good", which), "TRANSIT"), by)

    @rule(at=SHELVES, which=SOME, by=KEEPERS)
    def receive(self, at: str, which: list[int], by: str) -> None:
        self.write("transfer_in", self.to(self.loose("TRANSIT", "good", which), at), by)

    @rule(at=SHELVES, which=SOME, by=KEEPERS)
    def judge(self, at: str, which: list[int], by: str) -> None:
        lines = [one for one in self.loose(at, "good", which) if one.source[0] != "DEFECT"]
        if lines:
            self.write("judgement", self.to(lines, "DEFECT", "defective"), by)

    @rule(quantity=FEW, cleared=st.booleans())
    def clear(self, quantity: int, cleared: bool) -> None:  # noqa: FBT001 - hypothesis draws it
        ends = ("MAIN", CHARGER, "pending"), ("TURNOVER", CHARGER, "good")
        self.write("release", [Line(*ends, quantity, cleared=cleared)], "zhouqi")

    @precondition(lambda self: self.model.promises)
    @rule(which=WHICH, quantity=FEW)
    def issue(self, which: int, quantity: int) -> None:
        promise = self.model.promises[which % len(self.model.promises)]
        tracked = promise.demand.part == DISPLAY
        if tracked and not promise.picked:
            return
        agent = promise.demand.agent
        target = (f"AGENT:{agent}", promise.demand.part, "good")
        pieces = 1 if tracked else quantity
        lines = [Line(promise.spot, target, pieces, promise.unit, promise)]
        self.write("outbound", lines, "hejing", agent)
