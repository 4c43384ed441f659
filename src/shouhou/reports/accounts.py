"""An agent's account: what we owe him and what he owes us, line by line, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shouhou.catalog.models import Part
from shouhou.exchange.models import Discrepancy, ExchangeLine, ReturnObligation, Settlement
from shouhou.partners.models import Agent
from shouhou.reports.consignment import Whereabouts, whereabouts

Kind = Settlement.Kind
MOST_LINES = 100
"""So many open lines stand on the page; the lists have them all."""


@dataclass(frozen=True)
class PartRow:
    """One part of an agent: received − shipped − returned − old parts − waived = owed (INV-4)."""

    part: Part
    received: int
    shipped: int = 0
    returned: int = 0
    old_parts: int = 0
    waived: int = 0

    @property
    def owed(self) -> int:
        """What is left to be sent."""
        return self.received - self.shipped - self.returned - self.old_parts - self.waived


@dataclass(frozen=True)
class Summary:
    """Both debts of an agent in pieces, and how much of his is late."""

    owed: int
    outstanding: int
    overdue: int


def summary(agent: Agent) -> Summary:
    """How an agent's account stands."""
    obligations = ReturnObligation.objects.filter(agent=agent)
    return Summary(
        owed_to(agent),
        obligations.total_outstanding(),
        obligations.overdue().total_outstanding(),
    )


def by_part(agent: Agent) -> list[PartRow]:
    """The account of an agent, part by part."""
    lines = ExchangeLine.objects.filter(agent=agent)
    received = dict(lines.values_list("part").annotate(Sum("quantity")).order_by())
    settled = {
        part_id: sums
        for part_id, *sums in Settlement.objects.filter(agent=agent, line__isnull=False)
        .values_list("line__part")
        .annotate(
            shipped=_of(Q(kind=Kind.SHIPPED) | _taken_back("outbound")),
            returned=_of(Q(kind=Kind.RETURNED) | _taken_back("return_as_is")),
            old_parts=_of(Q(kind=Kind.OLD_PART) | _taken_back("release")),
            waived=_of(Q(kind=Kind.WAIVED)),
        )
        .order_by()
    }
    parts = Part.objects.in_bulk(received)
    rows = [
        PartRow(parts[part_id], count, *settled.get(part_id, ()))
        for part_id, count in received.items()
    ]
    return sorted(rows, key=lambda row: row.part.part_no)


def open_lines(agent: Agent) -> list[Whereabouts]:
    """What we owe an agent, line by line, the oldest first: where it is and what it waits for."""
    lines = ExchangeLine.objects.filter(agent=agent).owed().select_related("consignment")
    return whereabouts(lines[:MOST_LINES])


def open_obligations(agent: Agent) -> QuerySet[ReturnObligation]:
    """What an agent owes us, line by line, the one due first first."""
    owed = ReturnObligation.objects.filter(agent=agent).outstanding()
    return owed.select_related("part", "issued_by_line__document")[:MOST_LINES]


def owed_to(agent: Agent) -> int:
    """How many pieces we owe an agent in all."""
    return ExchangeLine.objects.filter(agent=agent).total_owed()


def promised_by(agent: Agent) -> list[Discrepancy]:
    """What the agent owes us: pieces that were short and that he agreed to send."""
    agreed = Discrepancy.objects.filter(
        agent=agent, state="agreed", handling=Discrepancy.Handling.RESEND
    )
    return list(agreed.select_related("part", "consignment").order_by("found_at"))


def _of(kinds: Q) -> Coalesce:
    return Coalesce(Sum("quantity", filter=kinds), 0)


def _taken_back(kind: str) -> Q:
    return Q(kind=Kind.REVERSED, document_line__document__reverses__kind=kind)
