"""The documents of the model: how they go their way, and what posting one does to the shelves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from tests.stock.model import Line, No, Paper, Promise, Shelves, Spot, is_outside

HOUSE = ("TURNOVER", "MAIN", "DEFECT")
SOURCES = {
    "opening": ("OPENING",),
    "transfer_out": HOUSE,
    "transfer_in": ("TRANSIT",),
    "judgement": HOUSE,
}


@dataclass
class Model(Shelves):
    """The whole ledger."""

    def write(self, paper: Paper) -> None:
        self._refuse_unfit(paper.kind, paper.lines)
        paper.editor = paper.maker
        self.papers.append(paper)

    def rewrite(self, paper: Paper, lines: list[Line], by: str) -> None:
        if paper.state != "draft":
            raise No("stock.not_a_draft")
        if paper.kind == "reversal":
            raise No("stock.reversals_are_whole")
        self._refuse_unfit(paper.kind, lines)
        paper.lines, paper.editor, paper.inspected = lines, by, False

    def _refuse_unfit(self, kind: str, lines: list[Line]) -> None:
        if any(line.source == line.target for line in lines):
            raise No("stock.goes_nowhere")
        for line in lines:
            judges = kind.startswith("transfer") and line.source[2] != line.target[2]
            if judges or line.source[0] not in SOURCES.get(kind, line.source):
                raise No("stock.not_for_this_kind")

    def inspect(self, paper: Paper, by: str) -> None:
        if by in {paper.maker, paper.editor}:
            raise No("accounts.own_work")
        if paper.kind != "opening":
            raise No("stock.not_inspected_whole")
        if paper.state != "draft":
            raise No("stock.not_a_draft")
        paper.inspected = True

    def submit(self, paper: Paper) -> None:
        self._go(paper, {"draft": "submitted"}, self._refuse_uninspected)

    def _refuse_uninspected(self, paper: Paper) -> None:
        if paper.kind == "opening" and not paper.inspected:
            raise No("stock.not_inspected")
        rises = [one for one in paper.lines if one.target[2] == "good" != one.source[2]]
        if not paper.inspected and not all(line.cleared for line in rises):
            raise No("stock.not_cleared")

    def withdraw(self, paper: Paper) -> None:
        self._go(paper, {"submitted": "draft"})

    def void(self, paper: Paper) -> None:
        self._go(paper, {"draft": "void", "submitted": "void"})
        paper.reverses = None

    def approve(self, paper: Paper, by: str, *, may: bool) -> None:
        self._refuse_poster(paper, by, may=may)
        self._go(paper, {"submitted": "approved"})

    def reject(self, paper: Paper, by: str, *, may: bool) -> None:
        self._refuse_poster(paper, by, may=may)
        self._go(paper, {"submitted": "draft", "approved": "draft"})

    def post(self, paper: Paper, by: str, *, may: bool) -> None:
        self._refuse_poster(paper, by, may=may)
        self._go(paper, {"submitted": "posted", "approved": "posted"}, self._refuse_impossible)
        for line in paper.lines:
            self.balance[line.source] -= line.quantity
            self.balance[line.target] += line.quantity
            if line.unit is not None:
                self.units[line.unit] = line.target
                self.moved.add(line.unit)
            if line.promise is not None:
                line.promise.used += line.quantity
        if paper.reverses is not None:
            self._reopen(paper.reverses)
        self.fill({line.target for line in paper.lines})

    def reverse(self, paper: Paper, by: str) -> Paper:
        if paper.state != "posted" or paper.kind == "reversal":
            raise No("stock.not_reversible")
        if any(one.reverses is paper for one in self.papers):
            raise No("stock.already_reversed")
        made = Paper("reversal", [line.back() for line in paper.lines], by, by, reverses=paper)
        self._refuse_uninspected(made)
        made.state = "submitted"
        self.papers.append(made)
        return made

    def _refuse_poster(self, paper: Paper, by: str, *, may: bool) -> None:
        if not may:
            raise No("accounts.not_your_role")
        if by in {paper.maker, paper.editor}:
            raise No("accounts.own_work")

    def _go(self, paper: Paper, ways: dict[str, str], *refusals: Callable[[Paper], None]) -> None:
        if paper.state not in ways:
            raise No("workflow.not_now")
        for refuse in refusals:
            refuse(paper)
        paper.state = ways[paper.state]

    def _refuse_impossible(self, paper: Paper) -> None:
        delta: Counter[Spot] = Counter()
        asked: Counter[Promise] = Counter()
        used: defaultdict[Spot, int] = defaultdict(int)
        for line in paper.lines:
            delta[line.source] -= line.quantity
            delta[line.target] += line.quantity
            if line.promise is not None:
                asked[line.promise] += line.quantity
                used[line.source] += line.quantity
        for spot, change in delta.items():
            left = self.balance[spot] + change
            if not is_outside(spot) and left < self.reserved(spot) - used[spot]:
                raise No("stock.short")
        for line in paper.lines:
            self._refuse_broken(line, asked)
        if any(self.units[line.unit] != line.source for line in paper.lines if line.unit):
            raise No("stock.unit_elsewhere")

    def _refuse_broken(self, line: Line, asked: Counter[Promise]) -> None:
        theirs = [one for one in self.promises if one.unit == line.unit and one.open]
        if line.unit is not None and any(one is not line.promise for one in theirs):
            raise No("stock.promised_elsewhere")
        if line.promise is not None and line.promise.open < asked[line.promise]:
            raise No("stock.promise_over")
