"""Approving and posting, whatever the document is for: its gates before, its consequences after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.flows import booking, dispatch, judging, old_parts, releasing, reversing, transferring
from shouhou.kernel.refusals import Refused
from shouhou.stock.commands import demands, documents
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document

Step = Callable[..., None]

GATES: dict[str, Step] = {
    Kind.OUTBOUND: dispatch.may_leave,
    Kind.RELEASE: releasing.may_become_good,
    Kind.TRANSFER_IN: transferring.may_arrive,
    Kind.REVERSAL: reversing.may_reverse,
}

CONSEQUENCES: dict[str, Step] = {
    Kind.INBOUND: booking.booked,
    Kind.OUTBOUND: dispatch.written_off,
    Kind.RETURN_AS_IS: dispatch.returned,
    Kind.JUDGEMENT: old_parts.settled,
    Kind.RELEASE: releasing.restocked,
    Kind.REVERSAL: reversing.reversed_,
}


@command
def post(document_id: int, *, by: User) -> Document:
    """Approve (when it is only submitted) and post one document, with everything that follows."""
    document = documents.locked_to_post(document_id, by=by)
    return _post(document, booking.own_counts([document], by=by), by=by)


@command
def reject(document_id: int, *, reason: str, by: User) -> Document:
    """Send a document back to its maker with a reason; what it stands for goes back with it.

    A judgement is struck for good: the piece is tested again, and its promise is taken back.
    """
    if documents.found(document_id).kind == Kind.JUDGEMENT:
        return judging.strike(document_id, reason=reason, by=by)
    document = documents.reject(document_id, reason=reason, by=by)
    if document.kind == Kind.INBOUND:
        booking.rejected(document, reason=reason, by=by)
    return document


@dataclass(frozen=True)
class Outcome:
    """What became of one document of a batch: posted, or refused and why."""

    document: Document
    refusal: Refused | None = None


def post_many(document_ids: Iterable[int], *, by: User) -> list[Outcome]:
    """Post each of the documents whole or not at all, and say which were refused and why.

    Each is a transaction of its own: a refused one holds up none of the others.
    """
    chosen = Document.objects.filter(pk__in=list(document_ids)).order_by("submitted_at")
    own_counts = booking.own_counts(chosen, by=by)
    outcomes = []
    for document in chosen:
        try:
            outcomes.append(Outcome(_post_of_many(document.pk, own_counts, by=by)))
        except Refused as refusal:
            outcomes.append(Outcome(document, refusal))
    return outcomes


@command
def _post_of_many(document_id: int, own_counts: Collection[int], *, by: User) -> Document:
    return _post(documents.locked_to_post(document_id, by=by), own_counts, by=by)


def _post(document: Document, own_counts: Collection[int], *, by: User) -> Document:
    """Ask the gates of a locked document, post it, and see to what follows."""
    booking.may_post(document, own_counts, by=by)
    if (gate := GATES.get(document.kind)) is not None:
        gate(document, by=by)
    posted = documents.post_locked(document, by=by)
    if (consequence := CONSEQUENCES.get(document.kind)) is not None:
        consequence(posted, by=by)
    _fill_shortages(posted)
    return posted


def _fill_shortages(document: Document) -> None:
    """Good pieces that arrived in the house go to whoever waits for them, oldest first."""
    if document.kind not in {
        Kind.OPENING,
        Kind.RECEIPT,
        Kind.RELEASE,
        Kind.TRANSFER_IN,
        Kind.REVERSAL,
    }:
        return
    arrived = document.lines.filter(target__condition=Condition.GOOD, target__outside=False)
    demands.fill_shortages(arrived.values_list("target_id", flat=True).distinct())
