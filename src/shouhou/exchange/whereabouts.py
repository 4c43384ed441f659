"""Where the pieces of a debt are by now, from lower facts: no second state is stored."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Q, Sum

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import ExchangeLine, Settlement
from shouhou.partners.models import Agent
from shouhou.repair.models import RepairOrder
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Line, Place
from shouhou.stock.models.demands import UNDER_WAY
from shouhou.stock.places import Code, place

RETURNED = Q(kind=Settlement.Kind.RETURNED) | Q(
    kind=Settlement.Kind.REVERSED,
    document_line__document__reverses__kind=Kind.RETURN_AS_IS,
)
"""The settlements that say how many pieces went back as they came; taken back ones are negative."""


def accepted(line: ExchangeLine) -> int:
    """Pieces of the line that the bench or the turnover warehouse has taken over."""
    rows = line.handover_lines.filter(handover__state=HandoverState.ACCEPTED)
    return rows.aggregate(total=Sum("quantity"))["total"] or 0


def free_to_judge(line: ExchangeLine) -> int:
    """Pieces taken over that were neither swapped, nor taken as old parts, nor are to go back."""
    standing = line.exchange_orders.standing().filter(replaces=None)
    swapped = standing.aggregate(total=Sum("quantity"))
    taken = line.return_settlements.standing().aggregate(total=Sum("quantity"))
    return accepted(line) - (swapped["total"] or 0) - (taken["total"] or 0) - line.to_return


def line_of(order: RepairOrder) -> ExchangeLine:
    """The debt behind an order of the bench; a split order stands on its first one's line."""
    first = order.split_from or order
    lines = ExchangeLine.objects.select_related("agent", "part", "unit", "answers")
    return lines.get(repair_order=first)


def place_of(line: ExchangeLine) -> Place:
    """Where the line's untreated pieces lie: at the front desk until somebody took them over."""
    if not accepted(line):
        return place(Code.FRONT)
    return place(Code.BENCH if line.route == ExchangeLine.Route.BENCH else Code.TURNOVER)


def to_send_back(agent: Agent | None = None) -> list[tuple[ExchangeLine, int]]:
    """Lines whose pieces go back as they came, with how many are on no document yet.

    The oldest first; of one agent, or of all.
    """
    on_paper = _on_return_documents()
    left = []
    for line, count in going_back(agent):
        here = on_paper.get((line.agent_id, line.part_id, line.unit_id))
        written = 0
        if here is not None:
            at = place_of(line).pk
            written = min(count, here[at])
            here[at] -= written
        if count > written:
            left.append((line, count - written))
    return left


def going_back(agent: Agent | None = None) -> list[tuple[ExchangeLine, int]]:
    """The same, with how many have not gone by a posted document yet."""
    lines = ExchangeLine.objects.filter(to_return__gt=0).owed()
    if agent is not None:
        lines = lines.filter(agent=agent)
    returned = Settlement.objects.filter(RETURNED, line__in=lines).order_by()
    gone = dict(returned.values_list("line").annotate(pieces=Sum("quantity")))
    marked = lines.select_related("part", "unit", "consignment")
    left = [(line, min(line.to_return - gone.get(line.pk, 0), line.owed)) for line in marked]
    return [(line, count) for line, count in left if count > 0]


def _on_return_documents() -> dict[tuple[int | None, int, int | None], Counter[int]]:
    """By agent, part and unit: how many pieces are to go from which place, not posted yet."""
    lines = Line.objects.filter(
        document__kind=Kind.RETURN_AS_IS, document__state__in=UNDER_WAY
    ).order_by()
    columns = ("document__agent", "source__part", "unit", "source__place")
    found: dict[tuple[int | None, int, int | None], Counter[int]] = defaultdict(Counter)
    for agent, part, unit, at, pieces in lines.values_list(*columns).annotate(Sum("quantity")):
        found[agent, part, unit][at] += pieces
    return found
