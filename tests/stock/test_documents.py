"""A document's life: who takes it where, and what each verb refuses."""

from __future__ import annotations

import pytest

from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import DOCUMENT, State
from shouhou.stock.models import Condition, Document
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.stock.books import refused_and_unchanged
from tests.world import World


def to_the_main_store(w: World, quantity: int = 1) -> list[Wanted]:
    """A line that sends chargers from the turnover warehouse on their way."""
    part = w.part("CHG-5V").pk
    here = spot(place(Code.TURNOVER), part, Condition.GOOD)
    transit = spot(place(Code.TRANSIT), part, Condition.GOOD)
    return [Wanted(source=here, target=transit, quantity=quantity)]


@pytest.fixture
def draft(w: World) -> Document:
    """A keeper's draft that sends two of five chargers."""
    w.good_stock(w.part("CHG-5V"), 5)
    return documents.draft(Kind.TRANSFER_OUT, to_the_main_store(w, 2), by=w.qinyong)


def take(w: World, document: Document, verb: str) -> Document:
    """The document after `verb`, said by who may say it."""
    if verb in {"submit", "withdraw"}:
        return getattr(documents, verb)(document.pk, by=w.qinyong)
    if verb == "void":
        return documents.void(document.pk, reason="写错", by=w.qinyong)
    if verb == "reject":
        return documents.reject(document.pk, reason="数量不对", by=w.linlan)
    return getattr(documents, verb)(document.pk, by=w.linlan)


WAYS_TO = {
    State.DRAFT: [],
    State.SUBMITTED: ["submit"],
    State.APPROVED: ["submit", "approve"],
    State.POSTED: ["submit", "post"],
    State.VOID: ["void"],
}
VERBS = sorted({verb for _state, verb in DOCUMENT.table})
# Whoever approves and posts in one act says "post" to what is only submitted yet.
ALLOWED = {*DOCUMENT.table, (State.SUBMITTED, "post")}


@pytest.mark.req("R-POST", "S2.1.9")
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", State.values)
def test_a_document_goes_the_ways_of_its_lifecycle_and_no_other(
    w: World, draft: Document, state: str, verb: str
) -> None:
    for step in WAYS_TO[State(state)]:
        draft = take(w, draft, step)
    assert draft.state == state

    if (state, verb) in ALLOWED:
        after = take(w, draft, verb).state
        assert after == DOCUMENT.table.get((state, verb), State.POSTED)
    else:
        with refused_and_unchanged("workflow.not_now"):
            take(w, draft, verb)
