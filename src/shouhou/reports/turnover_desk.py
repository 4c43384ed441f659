"""What waits in the turnover warehouse: pieces to test and swap, and what should be gone by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import (
    DateTimeField,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
)
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part, PartSubstitute
from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import (
    ExchangeLine,
    ExchangeOrder,
    HandoverLine,
    ReturnObligation,
    ReturnSettlement,
    Settlement,
)
from shouhou.exchange.obligations import fitting
from shouhou.exchange.whereabouts import RETURNED
from shouhou.reports.targets import Target, is_late, limits
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Holding, Line
from shouhou.stock.models.demands import UNDER_WAY
from shouhou.stock.places import Code
from shouhou.stock.queries import free_by_part, total


@dataclass(frozen=True)
class Waiting:
    """One line that lies there untested: how many pieces, how many good ones are free for it."""

    line: ExchangeLine
    pieces: int
    free: int
    since: datetime
    substitutes: tuple[Part, ...]
    owes: int
    """Old parts that its agent owes and these could be."""
    is_late: bool
    """Whether it should have been tested by now."""


class Why(TextChoices):
    """Why pieces that are through their test are still there."""

    JUDGED = "judged", _("Judged; the judgement is not posted")
    GOES_BACK = "goes_back", _("Goes back as it came; not sent yet")


@dataclass(frozen=True)
class Staying:
    """Tested pieces that have not left, what they wait for, and the paper that takes them away."""

    line: ExchangeLine
    pieces: int
    since: datetime
    why: Why
    paper: Document | None
    is_late: bool = False
    """Whether they should have been gone by now."""


@dataclass(frozen=True)
class Unexplained:
    """Bad pieces of a part that neither a debt nor a paper tells anything of."""

    part: Part
    pieces: int


def untested() -> QuerySet[ExchangeLine]:
    """Lines with pieces taken over: neither swapped, nor old parts, nor marked to go back."""
    taken = HandoverLine.objects.filter(
        line=OuterRef("pk"), handover__state=HandoverState.ACCEPTED
    ).values("line")
    standing = ExchangeOrder.objects.standing()
    swapped = standing.filter(line=OuterRef("pk"), replaces=None).values("line")
    old_parts = ReturnSettlement.objects.standing().filter(line=OuterRef("pk")).values("line")
    counted = _owed().annotate(
        untested=total(taken) - total(swapped) - total(old_parts) - F("to_return")
    )
    return counted.filter(untested__gt=0).order_by(F("taken_over_at"), "pk")


def waiting(scanned: str = "") -> list[Waiting]:
    """What is to be tested and swapped, oldest first, with what could go for it.

    `scanned` is a part, a box or a slip in somebody's hand: then only what belongs to it.
    """
    found = untested().select_related("agent", "part", "consignment")
    if scanned:
        slips = HandoverLine.objects.filter(handover__number=scanned).values("line")
        of_part = Q(part__part_no=scanned)
        found = found.filter(of_part | Q(consignment__number=scanned) | Q(pk__in=slips))
    lines = list(found)
    parts = {line.part_id for line in lines}
    substitutes = _substitutes(parts)
    good = Holding.objects.filter(warehouse__code=Code.TURNOVER, condition=Condition.GOOD)
    free = free_by_part(good.filter(part__in=parts))
    owed = _old_parts_owed(lines)
    by_now = limits()
    return [
        Waiting(
            line,
            pieces=_annotated(line, "untested"),
            free=free.get(line.part_id, 0),
            since=_annotated(line, "taken_over_at"),
            substitutes=tuple(substitutes.get(line.part_id, ())),
            owes=owed.get((line.agent_id, line.part_id), 0),
            is_late=is_late(by_now, Target.SWAP, _annotated(line, "taken_over_at")),
        )
        for line in lines
    ]


def _old_parts_owed(lines: list[ExchangeLine]) -> dict[tuple[int, int], int]:
    """Outstanding old parts by agent and part; those that only a substitute answers for too."""
    owed: dict[tuple[int, int], int] = {}
    agents = {line.agent_id for line in lines}
    outstanding = ReturnObligation.objects.outstanding().filter(agent__in=agents)
    if not outstanding.exists():
        return owed
    for line in lines:
        key = line.agent_id, line.part_id
        if key not in owed:
            owed[key] = sum(count for _one, count in fitting(line))
    return owed


def staying() -> list[Staying]:
    """What was tested and is still there, the longest first."""
    found = sorted(_tested(), key=lambda one: one.since)
    by_now = limits()
    return [replace(one, is_late=is_late(by_now, Target.SWAP, one.since)) for one in found]


def unexplained() -> list[Unexplained]:
    """Bad pieces that stand there by the books although no debt says so, in part order.

    Somebody brought them by another way than a slip, or their debt was settled without them.
    """
    there: Counter[int] = Counter(_bad_by_part())
    for line in untested():
        there[line.part_id] -= _annotated(line, "untested")
    for one in _tested():
        there[one.line.part_id] -= one.pieces
    left = {part_id: pieces for part_id, pieces in there.items() if pieces > 0}
    parts = Part.objects.filter(pk__in=left).order_by("part_no")
    return [Unexplained(part, left[part.pk]) for part in parts]


def _owed() -> QuerySet[ExchangeLine]:
    """Debts that went to the turnover warehouse, with when the custodian took them over."""
    slips = HandoverLine.objects.filter(
        line=OuterRef("pk"), handover__state=HandoverState.ACCEPTED
    ).order_by()
    first = slips.values("line").annotate(at=Min("handover__accepted_at")).values("at")
    lines = ExchangeLine.objects.filter(route=ExchangeLine.Route.TURNOVER).owed()
    return lines.annotate(taken_over_at=Subquery(first, output_field=DateTimeField()))


def _tested() -> Iterable[Staying]:
    yield from _judged()
    yield from _going_back()


def _judged() -> Iterable[Staying]:
    at_turnover = {"line__route": ExchangeLine.Route.TURNOVER}
    orders = ExchangeOrder.objects.filter(judgement__state__in=UNDER_WAY, **at_turnover)
    taken = ReturnSettlement.objects.filter(document__state__in=UNDER_WAY, **at_turnover)
    related = ("line__part", "line__agent", "line__consignment")
    for order in orders.filter(replaces=None).select_related("judgement", *related):
        yield Staying(order.line, order.quantity, order.made_at, Why.JUDGED, order.judgement)
    for old_part in taken.select_related("document", *related):
        yield Staying(
            old_part.line, old_part.quantity, old_part.made_at, Why.JUDGED, old_part.document
        )


def _going_back() -> Iterable[Staying]:
    gone = Settlement.objects.filter(RETURNED, line=OuterRef("pk")).values("line")
    marked = _owed().filter(to_return__gt=0).annotate(left=F("to_return") - total(gone))
    taken_over = HandoverLine.objects.filter(handover__state=HandoverState.ACCEPTED)
    lines = marked.filter(left__gt=0, pk__in=taken_over.values("line"))
    papers = {
        (line.document.agent_id, line.source.part_id): line.document
        for line in Line.objects.filter(
            document__kind=Kind.RETURN_AS_IS, document__state__in=UNDER_WAY
        ).select_related("document", "source")
    }
    for line in lines.select_related("part", "agent", "consignment"):
        paper = papers.get((line.agent_id, line.part_id))
        pieces, since = _annotated(line, "left"), _annotated(line, "taken_over_at")
        yield Staying(line, pieces, since, Why.GOES_BACK, paper)


def _annotated(line: ExchangeLine, name: str) -> Any:
    return getattr(line, name)


def _bad_by_part() -> dict[int, int]:
    shelves = Holding.objects.filter(warehouse__code=Code.TURNOVER)
    sums = shelves.exclude(condition=Condition.GOOD).order_by().values_list("part")
    return dict(sums.annotate(Sum("balance")))


def _substitutes(parts: Iterable[int]) -> dict[int, list[Part]]:
    approved = PartSubstitute.objects.filter(part__in=list(parts), approved_by__isnull=False)
    found: dict[int, list[Part]] = {}
    for row in approved.select_related("substitute").order_by("substitute__part_no"):
        found.setdefault(row.part_id, []).append(row.substitute)
    return found
