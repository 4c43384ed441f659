"""Pieces that wait in the turnover warehouse, that should be gone from it, or that it lacks."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.reports import turnover_desk
from shouhou.reports.todo.ledger import of_document
from shouhou.reports.todo.queue import SHOWN, Queue, Row, queue
from shouhou.stock import replenishment
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document


def to_swap(_user: User) -> Queue:
    rows = turnover_desk.waiting()
    return Queue(
        "to_swap",
        "turnover",
        len(rows),
        tuple(
            Row(_label(row.line.part, row.pieces), str(row.line.agent), row.since, row.is_late)
            for row in rows[:SHOWN]
        ),
    )


def staying(_user: User) -> Queue:
    """What was tested and should have left by now, with the pieces that no slip brought."""
    late = [one for one in turnover_desk.staying() if one.is_late]
    rows = [
        Row(_label(one.line.part, one.pieces), str(one.why.label), one.since, overdue=True)
        for one in late
    ]
    strange = turnover_desk.unexplained()
    rows += [Row(_label(one.part, one.pieces), "", None, overdue=True) for one in strange]
    return Queue("staying", "turnover", len(rows), tuple(rows[:SHOWN]))


def to_replenish(_user: User) -> Queue:
    needs = replenishment.to_ask_for()
    rows = (
        Row(f"{need.part.part_no} ×{need.suggested}", need.part.name, None)
        for need in needs[:SHOWN]
    )
    return Queue("to_replenish", "replenishment", len(needs), tuple(rows))


def to_receive(user: User) -> Queue:
    """Transfers on their way that somebody else than this person asked for."""
    sent = Document.objects.filter(
        kind=Kind.TRANSFER_IN,
        state=State.SUBMITTED,
        transfer_ended__sent__state=State.POSTED,
        transfer_ended__sent__reversed_by=None,
    )
    others = sent.exclude(made_by=user).exclude(last_edited_by=user).select_related("agent")
    return queue("to_receive", "document", others.order_by("submitted_at"), of_document)


def _label(part: Part, pieces: int) -> str:
    """The number of pieces before the name, which is cut where there is no room for it."""
    return f"{part.part_no} ×{pieces} {part.name}"
