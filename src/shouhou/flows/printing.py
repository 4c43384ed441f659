"""Printing: every copy that leaves the printer stands in the trail, and is counted there."""

from __future__ import annotations

from django.db.models import Model

from shouhou.accounts import duties, trail
from shouhou.accounts.models import TrailEntry, User
from shouhou.accounts.transactions import command
from shouhou.kernel.refusals import Missing
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document

ISSUED = (Kind.OUTBOUND, Kind.RETURN_AS_IS)


def has_issue_note(document: Document) -> bool:
    """Whether the goods of a document leave under a paper of ours, or are called back by one."""
    original = document.reverses or document
    return original.kind in ISSUED and original.agent_id is not None


@command
def print_document(document: Document, *, by: User) -> int:
    """Count one more printing of an issue note; from the second on the paper says 补打."""
    duties.require(by, "stock.view_document")
    if not has_issue_note(document):
        raise Missing("paperwork.no_issue_note", where=document.number)
    return printed("stock.print", document, by=by)


def document_prints(document: Document) -> int:
    """How often a document was printed; refuses to show the paper of one that never was."""
    count = prints_of("stock.print", document)
    if not count:
        raise Missing("paperwork.not_printed", where=document.number)
    return count


@command
def printed(verb: str, subject: Model, *, by: User) -> int:
    """Write a printing down under `verb` (`room.print…`); returns how many there have been."""
    trail.record(verb, subject, by=by)
    return prints_of(verb, subject)


def prints_of(verb: str, subject: Model) -> int:
    """How many times `subject` was printed."""
    entries = TrailEntry.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk
    )
    return entries.filter(verb=verb, outcome=TrailEntry.Outcome.DONE).count()
