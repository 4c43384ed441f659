"""The machine takes documents their way: submitted, decided on, posted, reversed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from shouhou.accounts.models import User
from shouhou.stock.commands import documents, reversals
from shouhou.stock.models import Document
from tests.stock.machine import FEW, KEEPERS, WHICH, Machine
from tests.stock.model import Paper

POSTERS = st.sampled_from(["linlan", "linlan", "hejun", "qinyong"])


class Going(Machine):
    """Who says which verb."""

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH, quantity=FEW, by=KEEPERS)
    def rewrite(self, which: int, quantity: int, by: str) -> None:
        paper = self.paper(which)
        if paper.kind in {"outbound", "release"}:
            return
        lines = [one if one.unit else replace(one, quantity=quantity) for one in paper.lines]
        self.agree(
            lambda: documents.rewrite(paper.pk, self.cast.wanted(lines), by=self.cast.people[by]),
            lambda _made: self.model.rewrite(paper, lines, by),
        )

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH, by=KEEPERS)
    def inspect(self, which: int, by: str) -> None:
        paper = self.paper(which)
        self.agree(
            lambda: documents.inspect(paper.pk, by=self.cast.people[by]),
            lambda _made: self.model.inspect(paper, by),
        )

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH, verb=st.sampled_from(["submit", "submit", "withdraw", "void"]))
    def make(self, which: int, verb: str) -> None:
        paper = self.paper(which)
        by, reason = self.maker(paper), {"reason": "x"} if verb == "void" else {}
        self.agree(
            lambda: getattr(documents, verb)(paper.pk, by=by, **reason),
            lambda _made: getattr(self.model, verb)(paper),
        )

    def maker(self, paper: Paper) -> User:
        return self.cast.people[paper.maker]

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH, verb=st.sampled_from(["approve", "reject"]), by=POSTERS)
    def decide(self, which: int, verb: str, by: str) -> None:
        paper = self.paper(which)
        reason = {"reason": "x"} if verb == "reject" else {}
        self.agree(
            lambda: getattr(documents, verb)(paper.pk, by=self.cast.people[by], **reason),
            lambda _made: getattr(self.model, verb)(paper, by, may=self.may(paper, by)),
        )

    def may(self, paper: Paper, by: str) -> bool:
        receivers = {"qinyong", "hejun"}
        return by in (receivers if paper.kind == "transfer_in" else {"linlan", "hejun"})

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH, by=POSTERS)
    def post(self, which: int, by: str) -> None:
        paper = self.paper(which)
        self.agree(
            lambda: self.cast.post(paper.pk, by),
            lambda _made: self.model.post(paper, by, may=self.may(paper, by)),
        )

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH)
    def take_all_the_way(self, which: int) -> None:
        paper = self.paper(which)
        other = "hejun" if paper.maker == "qinyong" else "qinyong"
        self.inspect(which, other)
        self.make(which, "submit")
        self.post(which, other if paper.kind == "transfer_in" else "linlan")

    @precondition(lambda self: self.model.papers)
    @rule(which=WHICH)
    def reverse(self, which: int) -> None:
        paper = self.paper(which)

        def modelled(made: Document | None) -> None:
            self.model.reverse(paper, paper.maker).pk = made.pk if made else 0

        self.agree(lambda: reversals.draft(paper.pk, reason="x", by=self.maker(paper)), modelled)
