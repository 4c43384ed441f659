"""Documents as their readers want them: lines by part, the evidence behind, what waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from shouhou.accounts.models import User
from shouhou.exchange.differences import of_last_count
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import Discrepancy, ExchangeOrder, InboundConsignment, Photo
from shouhou.exchange.models.counts import Eligibility
from shouhou.flows import booking
from shouhou.kernel import clock
from shouhou.reports import photos
from shouhou.reports.targets import Target, is_late, limits
from shouhou.stock.custody import may_post
from shouhou.stock.kinds import POLICIES, Kind
from shouhou.stock.models import Document, Holding, Line, Transfer

LONGEST_QUEUE = 200
UNJUDGED = (Eligibility.UNCHECKED, "")


@dataclass
class Group:
    """The lines of one part that go the same way, with the serials of the pieces."""

    source: Holding
    target: Holding
    quantity: int = 0
    lines: list[Line] = field(default_factory=list)
    judged: dict[int, tuple[Eligibility, str]] = field(default_factory=dict)
    """By line number: how it was judged at receipt, and the difference it goes back for."""

    @property
    def pieces(self) -> list[tuple[str, str, str]]:
        """The number of every piece that has one, its first judgement, and why it goes back."""
        return [
            (line.unit.label, *self.judged.get(line.line_no, ("", "")))
            for line in self.lines
            if line.unit
        ]

    @property
    def unnumbered(self) -> list[tuple[int, str, str]]:
        """Of pieces without a number how many were judged alike, when there is anything to say."""
        return [
            (line.quantity, *self.judged[line.line_no])
            for line in self.lines
            if line.unit is None and self.judged.get(line.line_no, UNJUDGED) != UNJUDGED
        ]

    @property
    def serials(self) -> list[str]:
        """The number of every piece that has one."""
        return [line.unit.label for line in self.lines if line.unit]


def groups_of(document: Document) -> list[Group]:
    """The lines by part and way, in the order of their first line."""
    lines = document.lines.select_related(
        "source__part__model",
        "source__place",
        "source__lot",
        "target__place",
        "target__lot",
        "unit",
    )
    judged = _judged(document)
    groups: dict[tuple[int, int], Group] = {}
    for line in lines.order_by("line_no"):
        key = (line.source_id, line.target_id)
        group = groups.setdefault(key, Group(line.source, line.target, judged=judged))
        group.quantity += line.quantity
        group.lines.append(line)
    return list(groups.values())


def _judged(document: Document) -> dict[int, tuple[Eligibility, str]]:
    """The first judgement of each line, while the box is booked as this document says."""
    submitted = [ConsignmentState.SUBMITTED, ConsignmentState.BOOKED]
    box = InboundConsignment.objects.filter(document=document, state__in=submitted).first()
    return booking.judged(box) if box else {}


@dataclass(frozen=True)
class Evidence:
    """What stands behind a booking: its consignment, what was declared, counted and agreed.

    The differences are those of the count that was booked, the photos those it stands on.
    """

    consignment: InboundConsignment
    declared: int
    counted: int
    discrepancies: list[Discrepancy]
    photos: list[Photo]


def evidence_of(document: Document) -> Evidence | None:
    """The evidence of an inbound document; others have none."""
    consignment = InboundConsignment.objects.filter(document=document).first()
    if consignment is None:
        return None
    declared = InboundConsignment.objects.filter(pk=consignment.pk).aggregate(
        sum=Sum("packing_list__lines__quantity")
    )
    counted = consignment.scans.counting().aggregate(sum=Sum("quantity"))
    differences = of_last_count().filter(consignment=consignment).select_related("part")
    return Evidence(
        consignment,
        declared["sum"] or 0,
        counted["sum"] or 0,
        list(differences.prefetch_related("contacts").order_by("pk")),
        photos.of_booking(consignment),
    )


def exchange_of(document: Document) -> ExchangeOrder | None:
    """The exchange order that a judgement is part of; other documents have none."""
    return ExchangeOrder.objects.filter(judgement=document).first()


def counterpart_of(document: Document) -> Document | None:
    """The other document of a transfer."""
    either = Q(sent=document) | Q(received=document)
    transfer = Transfer.objects.filter(either).select_related("sent", "received").first()
    if transfer is None:
        return None
    return transfer.received if transfer.sent_id == document.pk else transfer.sent


@dataclass(frozen=True)
class Waiting:
    """One document in the queue of whoever posts, with what he looks at before he does."""

    document: Document
    lines: int
    pieces: int
    differences: int
    since: datetime
    is_own: bool
    is_late: bool

    @property
    def age_hours(self) -> int:
        """For how many whole hours it has waited."""
        return (clock.now() - self.since) // timedelta(hours=1)


def posting_queue(user: User) -> list[Waiting]:
    """What waits for this person to post it, oldest first; his own work is shown but not his."""
    documents = list(
        Document.objects.visible_to(user)
        .waiting()
        .filter(kind__in=posted_by(user))
        .select_related("agent", "made_by")[:LONGEST_QUEUE]
    )
    sizes = _sizes(documents)
    differences = _differences(documents)
    own, by_now = own_work(documents, user), limits()
    return [
        Waiting(
            document,
            *sizes[document.pk],
            differences.get(document.pk, 0),
            since := document.submitted_at or document.made_at,
            document.pk in own,
            is_late(by_now, Target.ACT, since),
        )
        for document in documents
    ]


def own_work(documents: Collection[Document], user: User) -> frozenset[int]:
    """Those among the documents that this person made, edited or counted, by their ids."""
    written = (one for one in documents if user.pk in {one.made_by_id, one.last_edited_by_id})
    return booking.own_counts(documents, by=user).union(one.pk for one in written)


def posted_by(user: User) -> list[Kind]:
    """The kinds this person posts. A handover is posted by accepting its slip, not here."""
    posters = {policy.poster for kind, policy in POLICIES.items() if kind != Kind.HANDOVER}
    held = {poster for poster in posters if may_post(user, poster)}
    return [kind for kind, policy in POLICIES.items() if policy.poster in held]


def _sizes(documents: Iterable[Document]) -> dict[int, tuple[int, int]]:
    lines = Line.objects.filter(document__in=documents).order_by().values_list("document")
    return {
        document_id: (count, pieces)
        for document_id, count, pieces in lines.annotate(Count("pk"), Sum("quantity"))
    }


def _differences(documents: Iterable[Document]) -> dict[int, int]:
    found = of_last_count().filter(consignment__document__in=documents).order_by()
    return dict(found.values_list("consignment__document").annotate(Count("pk")))
