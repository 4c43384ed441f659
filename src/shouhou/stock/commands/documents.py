"""What is done with a document: drafted, submitted, approved, posted, rejected, reversed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, QuerySet

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid, Missing
from shouhou.partners.models import Agent
from shouhou.stock import digests, posting
from shouhou.stock.custody import held_by
from shouhou.stock.drafting import Wanted, write_lines
from shouhou.stock.kinds import POLICIES, SUPERVISOR, Kind, Policy
from shouhou.stock.lifecycle import DOCUMENT, State
from shouhou.stock.models import Clearance, Condition, Document
from shouhou.stock.numbers import next_number


def policy_of(document: Document) -> Policy:
    """The policy row of a document."""
    return POLICIES[Kind(document.kind)]


@command
def draft(
    kind: Kind,
    lines: Sequence[Wanted],
    *,
    by: User,
    agent: Agent | None = None,
    reason: str = "",
) -> Document:
    """Make a draft with its lines. Refuses a maker without the kind's permission."""
    policy = POLICIES[kind]
    duties.require(by, policy.maker)
    document = Document.objects.create(
        number=next_number(policy.prefix),
        kind=kind,
        agent=agent,
        made_by=by,
        last_edited_by=by,
        made_at=clock.now(),
        reason=reason,
    )
    write_lines(document, lines)
    trail.record("stock.draft", document, by=by, after={"kind": kind, "lines": len(lines)})
    return document


@command
def rewrite(document_id: int, lines: Sequence[Wanted], *, by: User) -> Document:
    """Replace the lines of a draft. Whoever does so is its last editor, and may not approve it.

    An inspection was of the lines as they were, so it is forgotten. Refuses reversals, which
    take back all of their original or nothing.
    """
    document = locked(document_id)
    duties.require(by, policy_of(document).maker)
    _require_draft(document)
    if document.kind == Kind.REVERSAL:
        raise Conflict("stock.reversals_are_whole", where=document.number)
    before = document.lines.count()
    Clearance.objects.filter(line__document=document).delete()
    document.lines.all().delete()
    write_lines(document, lines)
    document.last_edited_by, document.inspected_by = by, None
    document.save(update_fields=["last_edited_by", "inspected_by"])
    trail.record(
        "stock.rewrite", document, by=by, before={"lines": before}, after={"lines": len(lines)}
    )
    return document


@command
def inspect(document_id: int, *, by: User) -> Document:
    """Say that the goods of a receipt were inspected and are what the draft calls them.

    Refuses documents of other kinds: theirs is an inspection of every piece.
    """
    document = locked(document_id)
    duties.require_any(by, "stock.inspect_receipt", "stock.make_receipt")
    duties.require_other_than(
        by, document.made_by_id, document.last_edited_by_id, duty="inspection"
    )
    if not policy_of(document).inspected:
        raise Conflict("stock.not_inspected_whole", where=document.number, kind=document.kind)
    _require_draft(document)
    document.inspected_by = by
    document.save(update_fields=["inspected_by"])
    trail.record("stock.inspect", document, by=by)
    return document


@command
def submit(document_id: int, *, by: User) -> Document:
    """Hand a draft to whoever approves it; from now on its lines are fixed.

    That is for the maker's side, and for who has inspected it. Refuses a receipt that nobody
    inspected, and pieces that would become good without the inspection, repair and check that
    clear them.
    """
    document = locked(document_id)
    if document.inspected_by_id != by.pk:
        duties.require(by, policy_of(document).maker)
    return _submit(document, by)


@command
def withdraw(document_id: int, *, by: User) -> Document:
    """Take a submitted document back, to change or void it; only its maker's side does that."""
    document = locked(document_id)
    duties.require(by, policy_of(document).maker)
    return _go(document, "withdraw", by=by)


@command
def approve(document_id: int, *, by: User) -> Document:
    """Agree with a submitted document without posting it yet."""
    document = locked_to_post(document_id, by=by)
    _require_poster(document, by)
    _approve(document, by)
    return _go(document, "approve", by=by, changed=("approved_by", "approved_at"))


@command
def reject(document_id: int, *, reason: str, by: User) -> Document:
    """Send a document back to its maker with the reason."""
    document = locked_to_post(document_id, by=by)
    _require_poster(document, by)
    require_reason(reason)
    document.approved_by, document.approved_at = None, None
    document.rejected_because = reason
    changed = ("approved_by", "approved_at", "rejected_because")
    return _go(document, "reject", by=by, changed=changed, reason=reason)


@command
def strike(document_id: int, *, reason: str, by: User) -> Document:
    """Reject a document for good: what it stood for is undone, so nobody hands it in again."""
    document = reject(document_id, reason=reason, by=by)
    return _go(document, "void", by=by, reason=reason)


@command
def void(document_id: int, *, reason: str, by: User) -> Document:
    """Give up a document that was never posted. It keeps its number.

    A reversal given up lets go of its original, which may be reversed by another one.
    """
    document = locked(document_id)
    duties.require(by, policy_of(document).maker)
    require_reason(reason)
    if document.reverses is None:
        return _go(document, "void", by=by, reason=reason)
    before, document.reverses = {"reverses": document.reverses.number}, None
    return _go(document, "void", by=by, changed=("reverses",), before=before, reason=reason)


@command
def post(document_id: int, *, by: User) -> Document:
    """Post a document: approve it in the same act when it is only submitted yet.

    Refuses who made or last edited it (`accounts.own_work`), who may not post its kind, a
    custodian (`stock.custodian_posts_nothing`), and whatever the ledger refuses; then nothing
    has changed.
    """
    return post_locked(locked_to_post(document_id, by=by), by=by)


@command
def post_locked(document: Document, *, by: User) -> Document:
    """Post a document that this transaction has locked already, by `locked_to_post`."""
    _require_poster(document, by)
    before = document.state
    if document.state == State.SUBMITTED:
        _approve(document, by)
        document.state = DOCUMENT.after(document.state, "approve", where=document.number)
        document.save(update_fields=["approved_by", "approved_at", "state"])
    seal = posting.post(document, by=by)
    trail.record(
        "stock.post",
        document,
        by=by,
        before={"state": before},
        after={"state": document.state, "seal": seal},
    )
    return document


def locked(document_id: int) -> Document:
    """The document, locked until the transaction ends. `Missing` when there is none."""
    return _one_of(Document.objects.select_for_update(no_key=True), document_id)


def locked_to_post(document_id: int, *, by: User) -> Document:
    """The document, locked for its poster: the same statement asks whether he is a custodian."""
    documents = Document.objects.select_for_update(no_key=True)
    return _one_of(documents.annotate(poster_is_custodian=Exists(held_by(by))), document_id)


def found(document_id: int) -> Document:
    """The document unlocked, for what never changes: its number and its kind."""
    return _one_of(Document.objects.all(), document_id)


def _one_of(documents: QuerySet[Document], document_id: int) -> Document:
    document = documents.filter(pk=document_id).first()
    if document is None:
        raise Missing("stock.no_such_document", where=str(document_id))
    return document


def _require_poster(document: Document, by: User) -> None:
    """His permission, not his own work, and no custodian in the supervisor's place (D3)."""
    poster = policy_of(document).poster
    duties.require(by, poster)
    duties.require_other_than(by, document.made_by_id, document.last_edited_by_id, duty="posting")
    if poster == SUPERVISOR and vars(document)["poster_is_custodian"]:  # asked with the lock
        raise Forbidden("stock.custodian_posts_nothing", where=document.number, name=str(by))


def _approve(document: Document, by: User) -> None:
    document.approved_by, document.approved_at = by, clock.now()


def _require_draft(document: Document) -> None:
    if document.state != State.DRAFT:
        raise Conflict("stock.not_a_draft", where=document.number)


def require_reason(reason: str) -> None:
    """Refuse (`stock.reason_missing`) an act that nobody says the reason of."""
    if not reason.strip():
        raise Invalid("stock.reason_missing", where="reason")


def _submit(document: Document, by: User) -> Document:
    DOCUMENT.after(document.state, "submit", where=document.number)
    if policy_of(document).inspected and document.inspected_by_id is None:
        raise Conflict("stock.not_inspected", where=document.number)
    _refuse_uncleared(document)
    document.submitted_at = clock.now()
    document.lines_digest = digests.of_lines(document)
    return _go(document, "submit", by=by, changed=("submitted_at", "lines_digest"))


def _refuse_uncleared(document: Document) -> None:
    """The gate that nobody overrides; the database asks once more at posting."""
    if document.inspected_by_id is not None:
        return
    risen = document.lines.filter(target__condition=Condition.GOOD, clearance=None)
    risen = risen.exclude(source__condition=Condition.GOOD)
    if (line := risen.order_by("line_no").first()) is not None:
        raise Conflict(
            "stock.not_cleared",
            where=f"{document.number} #{line.line_no}",
            piece=str(line.unit or line.target.part),
        )


def _go(
    document: Document,
    verb: str,
    *,
    by: User,
    changed: tuple[str, ...] = (),
    before: dict[str, str] | None = None,
    reason: str = "",
) -> Document:
    left = document.state
    document.state = DOCUMENT.after(left, verb, where=document.number)
    document.save(update_fields=["state", *changed])
    trail.record(
        f"stock.{verb}",
        document,
        by=by,
        before={"state": left} | (before or {}),
        after={"state": document.state},
        reason=reason,
    )
    return document
