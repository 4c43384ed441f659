"""Documents, deliveries, shortages, delegations and the month that wait for somebody."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models import Q

from shouhou.accounts.models import Delegation, User
from shouhou.kernel import clock
from shouhou.kernel.clock import SHANGHAI
from shouhou.reports import months
from shouhou.reports.targets import Target
from shouhou.reports.todo.queue import Queue, Row, queue
from shouhou.stock.custody import keeps_a_warehouse
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Demand, Document

CLOSING_HOUR = time(17)
CLOSE_WITHIN = timedelta(days=5)


def documents(user: User) -> Queue:
    """What others submitted; nothing of it is a custodian's to post."""
    if keeps_a_warehouse(user):
        return Queue("to_post", "document", 0, ())
    waiting = Document.objects.waiting().exclude(kind=Kind.HANDOVER).exclude(kind=Kind.TRANSFER_IN)
    own = Q(made_by=user) | Q(last_edited_by=user) | Q(consignment__scans__scanned_by=user)
    waiting = waiting.exclude(own).select_related("agent")
    return queue("to_post", "document", waiting, of_document)


def of_document(row: Document) -> tuple[str, str, datetime]:
    detail = " ".join(filter(None, (row.get_kind_display(), str(row.agent or ""))))
    return row.number, detail, row.submitted_at or row.made_at


def rejected(user: User) -> Queue:
    """What was sent back to its maker, of every kind."""
    mine = Document.objects.filter(state=State.DRAFT, last_edited_by=user).exclude(
        rejected_because=""
    )
    return queue(
        "rejected",
        "document",
        mine.order_by("made_at"),
        lambda row: (row.number, row.rejected_because, row.made_at),
    )


def to_submit(user: User) -> Queue:
    """One's own receipts that were inspected and wait to be submitted."""
    mine = Document.objects.filter(
        state=State.DRAFT, last_edited_by=user, inspected_by__isnull=False
    )
    return queue("to_submit", "document", mine.order_by("made_at"), of_document)


def to_inspect(user: User) -> Queue:
    drafts = Document.objects.filter(
        state=State.DRAFT, kind__in=[Kind.OPENING, Kind.RECEIPT], inspected_by=None
    ).exclude(Q(made_by=user) | Q(last_edited_by=user))
    return queue("to_inspect", "document", drafts.order_by("made_at"), of_document)


def shortages(_user: User) -> Queue:
    rows = Demand.objects.short().select_related("agent", "part")
    return queue(
        "shortages",
        "shortage",
        rows,
        lambda row: (row.shortage_no, f"{row.part} ×{row.missing} {row.agent}", row.since),
        target=Target.REPAIR,
    )


def delegations(_user: User) -> Queue:
    rows = Delegation.objects.filter(approved_by=None, revoked_at=None).order_by("made_at")
    return queue("delegations", "delegation", rows, lambda row: (str(row), row.reason, row.made_at))


def month(_user: User) -> Queue:
    """The month that waits to be closed, since its last working day."""
    if (due := months.due()) is None or due.may_close_from is None:
        return Queue("month", "month", 0, ())
    since = datetime.combine(due.may_close_from, CLOSING_HOUR, SHANGHAI)
    late = clock.now() - since > CLOSE_WITHIN
    return Queue("month", "month", 1, (Row(f"{due.last_day:%Y-%m}", "", since, overdue=late),))
