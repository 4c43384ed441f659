"""Taking a posted document back: by one other document, with every line the other way round."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.stock.commands import documents
from shouhou.stock.kinds import POLICIES, Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document
from shouhou.stock.numbers import next_number


@command
def draft(document_id: int, *, reason: str, by: User) -> Document:
    """Draft the one document that takes a posted one back: every line the other way round.

    Refuses documents that are not posted or already have a reversal. Posting it is refused
    where the goods have moved on.
    """
    original = documents.locked(document_id)
    duties.require(by, documents.policy_of(original).maker)
    documents.require_reason(reason)
    if original.state != State.POSTED or original.kind == Kind.REVERSAL:
        raise Conflict("stock.not_reversible", where=original.number)
    if (other := Document.objects.filter(reverses=original).first()) is not None:
        raise Conflict("stock.already_reversed", where=original.number, by=other.number)
    reversal = Document.objects.create(
        number=next_number(POLICIES[Kind.REVERSAL].prefix),
        kind=Kind.REVERSAL,
        agent=original.agent,
        made_by=by,
        last_edited_by=by,
        made_at=clock.now(),
        reverses=original,
        reason=reason,
    )
    _write_lines_back(original, reversal)
    trail.record("stock.draft_reversal", reversal, by=by, reason=reason)
    return documents.submit(reversal.pk, by=by)


def _write_lines_back(original: Document, reversal: Document) -> None:
    lines = original.lines.model.objects
    lines.bulk_create(
        lines.model(
            document=reversal,
            line_no=line.line_no,
            source_id=line.target_id,
            target_id=line.source_id,
            unit_id=line.unit_id,
            quantity=line.quantity,
        )
        for line in original.lines.order_by("line_no")
    )
