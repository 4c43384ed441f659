"""Where the pieces of a debt are by now, from lower facts: no second state is stored."""

from __future__ import annotations

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import ExchangeLine, Settlement
from shouhou.partners.models import Agent
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Place
from shouhou.stock.places import Code, place

_RETURNED = Q(settlements__kind=Settlement.Kind.RETURNED) | Q(
    settlements__kind=Settlement.Kind.REVERSED,
    settlements__document_line__document__reverses__kind=Kind.RETURN_AS_IS,
)


def accepted(line: ExchangeLine) -> int:
    """Pieces of the line that the bench or the turnover warehouse has taken over."""
    rows = line.handover_lines.filter(handover__state=HandoverState.ACCEPTED)
    return rows.aggregate(total=Sum("quantity"))["total"] or 0


def free_to_judge(line: ExchangeLine) -> int:
    """Pieces taken over that are neither swapped nor marked to go back."""
    swapped = line.exchange_orders.aggregate(total=Sum("quantity"))["total"] or 0
    return accepted(line) - swapped - line.to_return


def place_of(line: ExchangeLine) -> Place:
    """Where the line's untreated pieces lie: at the front desk until somebody took them over."""
    if not accepted(line):
        return place(Code.FRONT)
    return place(Code.BENCH if line.route == ExchangeLine.Route.BENCH else Code.TURNOVER)


def to_send_back(agent: Agent) -> list[tuple[ExchangeLine, int]]:
    """The agent's lines that go back as they came, with how many pieces are still to go."""
    lines = (
        ExchangeLine.objects.filter(agent=agent, to_return__gt=0)
        .select_related("part", "unit", "consignment")
        .annotate(
            gone=Coalesce(Sum("settlements__quantity", filter=_RETURNED), 0),
        )
        .order_by("since", "pk")
    )
    return [(line, line.to_return - line.gone) for line in lines if line.to_return > line.gone]
