"""A document's life: who takes it where, and what each verb refuses."""

from __future__ import annotations

import pytest

from shouhou.accounts.commands import approve_delegation, delegate_posting
from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel import clock
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import POLICIES, Kind
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


@pytest.fixture
def receipt(w: World) -> Document:
    """The clerk's draft of three batteries from a supplier, good when inspected."""
    part = w.part("BAT-S5").pk
    bought = spot(place(Code.SUPPLIER), part, Condition.PENDING)
    shelf = spot(place(Code.MAIN), part, Condition.GOOD)
    lines = [Wanted(source=bought, target=shelf, quantity=3)]
    return documents.draft(Kind.RECEIPT, lines, by=w.tangxiao, reason="采购入库")


@pytest.mark.req("S2.5.R2", "R-AUD")
def test_a_draft_names_its_maker_and_its_reason_and_stands_in_the_trail(
    w: World, receipt: Document
) -> None:
    entry = TrailEntry.objects.get(verb="stock.draft", subject_id=receipt.pk)

    assert (receipt.made_by, receipt.last_edited_by, receipt.reason) == (
        w.tangxiao,
        w.tangxiao,
        "采购入库",
    )
    assert (entry.actor, entry.after) == (w.tangxiao, {"kind": "receipt", "lines": 1})


MAKERS = {
    Kind.OPENING: "tangxiao",
    Kind.RECEIPT: "tangxiao",
    Kind.INBOUND: "hejing",
    Kind.HANDOVER: "hejing",
    Kind.JUDGEMENT: "zhouqi",
    Kind.RELEASE: "zhouqi",
    Kind.TRANSFER_OUT: "qinyong",
    Kind.TRANSFER_IN: "qinyong",
    Kind.OUTBOUND: "hejing",
    Kind.RETURN_AS_IS: "hejing",
    Kind.SCRAP: "tangxiao",
    Kind.REVERSAL: "qinyong",
}


@pytest.mark.req("S2.5.R2", "SOD-1", "S2.1.9")
@pytest.mark.parametrize("kind", Kind.values)
def test_who_may_make_a_document_of_a_kind_may_not_post_one(w: World, kind: str) -> None:
    maker = getattr(w, MAKERS[Kind(kind)])
    policy = POLICIES[Kind(kind)]

    assert maker.has_perm(policy.maker)
    assert not maker.has_perm("stock.post_document")
    assert not w.linlan.has_perm(policy.maker)
    assert w.linlan.has_perm(policy.poster) or kind in {Kind.HANDOVER, Kind.TRANSFER_IN}


@pytest.mark.parametrize("kind", Kind.values)
def test_a_document_is_made_only_by_those_of_its_kind(w: World, kind: str) -> None:
    line = to_the_main_store(w)

    with refused_and_unchanged("accounts.not_your_role"):
        documents.draft(Kind(kind), line, by=w.linlan)


@pytest.mark.parametrize("verb", ["submit", "withdraw", "void", "rewrite"])
def test_the_maker_s_verbs_are_not_the_supervisor_s(w: World, draft: Document, verb: str) -> None:
    said = {
        "void": lambda: documents.void(draft.pk, reason="x", by=w.linlan),
        "rewrite": lambda: documents.rewrite(draft.pk, to_the_main_store(w), by=w.linlan),
    }.get(verb, lambda: getattr(documents, verb)(draft.pk, by=w.linlan))

    with refused_and_unchanged("accounts.not_your_role"):
        said()


@pytest.mark.req("S2.1.9", "S2.5.R2")
@pytest.mark.parametrize("verb", ["approve", "post", "reject"])
def test_the_supervisor_s_verbs_are_not_the_maker_s(w: World, draft: Document, verb: str) -> None:
    documents.submit(draft.pk, by=w.qinyong)
    reason = {"reason": "x"} if verb == "reject" else {}

    with refused_and_unchanged("accounts.not_your_role"):
        getattr(documents, verb)(draft.pk, by=w.qinyong, **reason)


@pytest.fixture
def deputy(w: World) -> User:
    """A keeper who stands in for the supervisor these days."""
    today = clock.today()
    asked = delegate_posting(w.hejun.pk, today, today, reason="休假", by=w.linlan)
    approve_delegation(asked.pk, by=w.mgmt1)
    return User.objects.get(pk=w.hejun.pk)


@pytest.mark.req("SOD-10", "S2.1.9")
def test_a_deputy_posts_what_others_made(w: World, draft: Document, deputy: User) -> None:
    documents.submit(draft.pk, by=w.qinyong)

    assert documents.post(draft.pk, by=deputy).posted_by == deputy


@pytest.mark.req("SOD-1", "SOD-10", "R-SOD", "INV-6")
@pytest.mark.parametrize("verb", ["approve", "post", "reject"])
def test_a_deputy_neither_approves_nor_posts_what_he_made(
    w: World, draft: Document, deputy: User, verb: str
) -> None:
    own = documents.draft(Kind.TRANSFER_OUT, to_the_main_store(w), by=deputy)
    documents.submit(own.pk, by=w.qinyong)
    reason = {"reason": "x"} if verb == "reject" else {}

    with refused_and_unchanged("accounts.own_work"):
        getattr(documents, verb)(own.pk, by=deputy, **reason)


@pytest.mark.req("SOD-1", "R-SOD", "INV-6")
@pytest.mark.parametrize("verb", ["approve", "post"])
def test_a_deputy_neither_approves_nor_posts_what_he_last_edited(
    w: World, draft: Document, deputy: User, verb: str
) -> None:
    documents.rewrite(draft.pk, to_the_main_store(w, 3), by=deputy)
    documents.submit(draft.pk, by=w.qinyong)

    with refused_and_unchanged("accounts.own_work"):
        getattr(documents, verb)(draft.pk, by=deputy)


@pytest.mark.req("SOD-1")
def test_approving_and_posting_may_be_one_person_or_two(
    w: World, draft: Document, deputy: User
) -> None:
    other = w.submitted(Kind.TRANSFER_OUT, to_the_main_store(w), by=w.qinyong)
    documents.submit(draft.pk, by=w.qinyong)
    documents.approve(draft.pk, by=deputy)

    by_two = documents.post(draft.pk, by=w.linlan)
    by_one = documents.post(other.pk, by=w.linlan)

    assert (by_two.approved_by, by_two.posted_by) == (deputy, w.linlan)
    assert (by_one.approved_by, by_one.posted_by) == (w.linlan, w.linlan)


@pytest.mark.req("R-AUD")
def test_each_step_stands_in_the_trail_with_before_after_and_reason(
    w: World, draft: Document
) -> None:
    for step in ["submit", "withdraw", "submit", "reject", "submit", "approve", "post"]:
        take(w, draft, step)

    entries = TrailEntry.objects.filter(subject_id=draft.pk).exclude(verb="stock.draft")
    steps = [
        (one.verb.removeprefix("stock."), one.before["state"], one.after["state"])
        for one in entries.filter(subject_kind="stock.document").order_by("pk")
    ]
    assert steps == [
        ("submit", "draft", "submitted"),
        ("withdraw", "submitted", "draft"),
        ("submit", "draft", "submitted"),
        ("reject", "submitted", "draft"),
        ("submit", "draft", "submitted"),
        ("approve", "submitted", "approved"),
        ("post", "approved", "posted"),
    ]
    assert entries.get(verb="stock.reject").reason == "数量不对"


@pytest.mark.parametrize("verb", ["reject", "void"])
def test_a_rejection_and_a_voiding_need_a_reason(w: World, draft: Document, verb: str) -> None:
    documents.submit(draft.pk, by=w.qinyong)
    by = w.linlan if verb == "reject" else w.qinyong

    with refused_and_unchanged("stock.reason_missing"):
        getattr(documents, verb)(draft.pk, reason=" ", by=by)


def test_a_document_that_does_not_exist_is_missing(w: World) -> None:
    with refused_and_unchanged("stock.no_such_document"):
        documents.post(10**9, by=w.linlan)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.POSTED, State.VOID])
def test_only_a_draft_is_rewritten(w: World, draft: Document, state: State) -> None:
    for step in WAYS_TO[state]:
        take(w, draft, step)

    with refused_and_unchanged("stock.not_a_draft"):
        documents.rewrite(draft.pk, to_the_main_store(w), by=w.qinyong)


def test_a_rewritten_draft_has_its_new_lines_and_its_last_editor(w: World, draft: Document) -> None:
    documents.rewrite(draft.pk, to_the_main_store(w, 4), by=w.hejun)

    draft.refresh_from_db()
    assert [line.quantity for line in draft.lines.all()] == [4]
    assert (draft.made_by, draft.last_edited_by) == (w.qinyong, w.hejun)
