"""Boxes that wait at the front desk."""

from __future__ import annotations

from django.db.models import QuerySet

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import ConsignmentState, DiscrepancyState, HandoverState
from shouhou.exchange.models import (
    Discrepancy,
    ExchangeLine,
    Handover,
    HandoverLine,
    InboundConsignment,
)
from shouhou.kernel import clock
from shouhou.reports.targets import Target
from shouhou.reports.todo.queue import SHOWN, Queue, Row, queue


def _consignments(key: str, rows: QuerySet[InboundConsignment], target: Target) -> Queue:
    return queue(
        key,
        "consignment",
        rows.select_related("agent").order_by("signed_at"),
        lambda row: (row.number, str(row.agent or ""), row.signed_at),
        target=target,
    )


def unmatched(_user: User) -> Queue:
    rows = InboundConsignment.objects.filter(agent=None, state=ConsignmentState.SIGNED)
    return _consignments("unmatched", rows, Target.COUNT)


def to_count(_user: User) -> Queue:
    states = [ConsignmentState.SIGNED, ConsignmentState.COUNTING]
    rows = InboundConsignment.objects.filter(agent__isnull=False, state__in=states)
    return _consignments("to_count", rows, Target.COUNT)


def to_book(_user: User) -> Queue:
    """Counted boxes; one that was sent back says why."""
    rows = InboundConsignment.objects.filter(state=ConsignmentState.COUNTED)
    return queue(
        "to_book",
        "consignment",
        rows.select_related("agent", "document").order_by("counted_at"),
        lambda row: (row.number, _sent_back(row) or str(row.agent), row.counted_at),
        target=Target.BOOK,
    )


def _sent_back(consignment: InboundConsignment) -> str:
    return consignment.document.rejected_because if consignment.document else ""


def to_hand_over(_user: User) -> Queue:
    on_slips = HandoverLine.objects.exclude(handover__state=HandoverState.WITHDRAWN)
    left = ExchangeLine.objects.filter(to_return=0, settled=0).exclude(
        pk__in=on_slips.values("line_id")
    )
    booked = InboundConsignment.objects.filter(state=ConsignmentState.BOOKED)
    return _consignments("to_sort", booked.filter(pk__in=left.values("consignment")), Target.ACT)


def differences(_user: User) -> Queue:
    now = clock.now()
    rows = Discrepancy.objects.filter(state=DiscrepancyState.OPEN).select_related("agent")
    told = list(rows.order_by("contact_due_at", "pk")[:SHOWN])
    return Queue(
        "differences",
        "discrepancy",
        rows.count(),
        tuple(
            Row(
                row.number,
                f"{row.get_kind_display()} {row.agent}",
                row.found_at,
                overdue=now > row.contact_due_at and not row.contacts.exists(),
            )
            for row in told
        ),
    )


def disputes(user: User) -> Queue:
    """The giver's own; all of them for whoever decides on differences."""
    rows = Handover.objects.filter(state=HandoverState.DISPUTED)
    if not user.has_perm("exchange.decide_discrepancy"):
        rows = rows.filter(given_by=user)
    return queue(
        "disputes",
        "handover",
        rows.order_by("given_at"),
        lambda row: (row.number, row.dispute, row.given_at),
    )
