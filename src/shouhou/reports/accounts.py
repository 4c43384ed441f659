"""An agent's account: what we owe him, what he was sent, line by line; both debts side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from shouhou.catalog.models import Part
from shouhou.exchange.models import Discrepancy, ExchangeLine, Settlement
from shouhou.partners.models import Agent

Kind = Settlement.Kind


@dataclass(frozen=True)
class PartRow:
    """One part of an agent: received − shipped − returned − waived = owed (INV-4)."""

    part: Part
    received: int
    shipped: int
    returned: int
    waived: int
    owed: int


def by_part(agent: Agent) -> list[PartRow]:
    """The account of an agent, part by part."""
    lines = ExchangeLine.objects.filter(agent=agent)
    received = dict(lines.values_list("part").annotate(Sum("quantity")).order_by())
    settled = {
        part_id: (shipped, returned, waived)
        for part_id, shipped, returned, waived in Settlement.objects.filter(agent=agent)
        .values_list("line__part")
        .annotate(
            shipped=_of(Q(kind=Kind.SHIPPED) | _taken_back("outbound")),
            returned=_of(Q(kind=Kind.RETURNED) | _taken_back("return_as_is")),
            waived=_of(Q(kind=Kind.WAIVED)),
        )
        .order_by()
    }
    parts = Part.objects.in_bulk(received)
    rows = []
    for part_id, count in received.items():
        shipped, returned, waived = settled.get(part_id, (0, 0, 0))
        owed = count - shipped - returned - waived
        rows.append(PartRow(parts[part_id], count, shipped, returned, waived, owed))
    return sorted(rows, key=lambda row: row.part.part_no)


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
