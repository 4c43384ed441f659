"""Which verbs a page offers on a document: what its life allows and the person may do.

The commands decide once more; this only keeps buttons away that they would refuse.
"""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.flows import paperwork
from shouhou.flows.printing import has_issue_note
from shouhou.flows.reversing import NEVER
from shouhou.reports.documents import own_work
from shouhou.stock.commands.documents import policy_of
from shouhou.stock.custody import may_post
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document

MAKERS = frozenset({"submit", "withdraw", "void"})
POSTERS = {"approve": "post", "post": "post", "reject": "reject"}
"""Approving and posting are one act on the screen."""


def offers_of(document: Document, user: User) -> frozenset[str]:
    """The verbs to show as buttons."""
    verbs = set(paperwork.verbs_of(document))
    policy = policy_of(document)
    offered: set[str] = set()
    if user.has_perm(policy.maker):
        offered |= verbs & MAKERS
        offered |= _of_drafts(document)
    if may_post(user, policy.poster) and not own_work([document], user):
        offered |= {POSTERS[verb] for verb in verbs if verb in POSTERS}
    if _awaits_inspection(document, user):
        offered.add("inspect")
    if _is_reversible(document, user):
        offered.add("reverse")
    if has_issue_note(document):
        offered.add("print")
    return frozenset(offered - {"post"} if document.kind == Kind.HANDOVER else offered)


def _of_drafts(document: Document) -> set[str]:
    correctable = document.state == State.DRAFT and document.kind in paperwork.CORRECTED
    return {"correct"} if correctable else set()


def _is_own(document: Document, user: User) -> bool:
    return user.pk in {document.made_by_id, document.last_edited_by_id}


def _awaits_inspection(document: Document, user: User) -> bool:
    return (
        document.state == State.DRAFT
        and policy_of(document).inspected
        and document.inspected_by_id is None
        and not _is_own(document, user)
        and (user.has_perm("stock.inspect_receipt") or user.has_perm("stock.make_receipt"))
    )


def _is_reversible(document: Document, user: User) -> bool:
    return (
        document.state == State.POSTED
        and document.kind != Kind.REVERSAL
        and document.kind not in NEVER
        and not hasattr(document, "reversed_by")
        and user.has_perm(policy_of(document).maker)
    )
