"""Which old parts an agent still owes, and which of them nothing received answers for yet."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Sum

from shouhou.catalog.models import PartSubstitute
from shouhou.exchange.models import ExchangeLine, ReturnObligation, ReturnSettlement
from shouhou.stock.lifecycle import State


def unanswered(obligation: ReturnObligation) -> int:
    """Outstanding old parts less those that are in the house and will settle when posted."""
    taken = obligation.return_settlements.exclude(document__state__in=[State.POSTED, State.VOID])
    lines = ExchangeLine.objects.filter(answers=obligation)
    marked = _sum(lines, F("quantity") - F("to_return"))
    arrived = _sum(ReturnSettlement.objects.standing().filter(line__in=lines), F("quantity"))
    return obligation.outstanding - _sum(taken, F("quantity")) - (marked - arrived)


def fitting(line: ExchangeLine) -> list[tuple[ReturnObligation, int]]:
    """What the pieces of a line may answer for, due first, with how many each still lacks.

    The same part, or one that may stand in for it.
    """
    stands_in = PartSubstitute.objects.filter(substitute=line.part, approved_by__isnull=False)
    owed = ReturnObligation.objects.outstanding().filter(
        Q(part=line.part) | Q(part__in=stands_in.values("part")), agent=line.agent
    )
    lacking = [(one, unanswered(one)) for one in owed.select_related("part")]
    return [(one, count) for one, count in lacking if count > 0]


def _sum(rows: QuerySet, quantity: object) -> int:  # type: ignore[type-arg]  # of any rows
    return rows.aggregate(total=Sum(quantity))["total"] or 0
