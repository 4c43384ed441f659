"""Where each received piece is now, and what keeps it from going back to its agent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import (
    ExchangeLine,
    ExchangeOrder,
    HandoverLine,
    ReturnSettlement,
    Settlement,
)
from shouhou.exchange.whereabouts import RETURNED
from shouhou.repair.models import RepairOrder
from shouhou.shipping.models import ShipmentDocument
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document, Line
from shouhou.stock.places import Code, place

Words = str | Promise


@dataclass(frozen=True)
class Stage:
    """How far a line has come, what it waits for, and the paper to look at (noun and number)."""

    said: Words
    waits_for: Words = ""
    noun: str = ""
    number: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """One exchange line: the place its untreated pieces lie at, its stage, and its exchanges."""

    line: ExchangeLine
    place: str
    stage: Stage
    orders: list[ExchangeOrder]


@dataclass
class Facts:
    """What the rooms know about one line."""

    slip: HandoverLine | None = None
    orders: list[ExchangeOrder] = field(default_factory=list)
    taken: list[ReturnSettlement] = field(default_factory=list)
    returned: int = 0
    """Pieces that went back as they came."""
    papers: list[Document] = field(default_factory=list)
    """Documents that take something to the agent for this line, void ones left out."""


def whereabouts(debts: QuerySet[ExchangeLine]) -> list[Whereabouts]:
    """Every one of these lines, in a fixed number of queries."""
    lines = list(debts.select_related("part", "unit__holding__place", "repair_order"))
    facts = _facts([line.pk for line in lines])
    papers = {paper.pk for fact in facts.values() for paper in fact.papers}
    carried = ShipmentDocument.objects.filter(document__in=papers, freed_at=None)
    travels = {one.document_id: one for one in carried.select_related("shipment")}
    front = str(place(Code.FRONT))
    return [
        Whereabouts(
            line,
            _place(line, facts[line.pk], front),
            _stage(line, facts[line.pk], travels),
            facts[line.pk].orders,
        )
        for line in lines
    ]


def _facts(lines: list[int]) -> dict[int, Facts]:
    facts: dict[int, Facts] = defaultdict(Facts)
    slips = HandoverLine.objects.filter(line__in=lines)
    standing = slips.exclude(handover__state=HandoverState.WITHDRAWN)
    for slip in standing.select_related("handover__target"):
        facts[slip.line_id].slip = slip
    orders = ExchangeOrder.objects.standing().filter(line__in=lines)
    for order in orders.select_related("demand", "judgement").order_by("pk"):
        facts[order.line_id].orders.append(order)
    taken = ReturnSettlement.objects.standing().filter(line__in=lines)
    for old_part in taken.select_related("document").order_by("pk"):
        facts[old_part.line_id].taken.append(old_part)
    issued = Line.objects.filter(reservation__demand__exchange_order__line__in=lines)
    for line in _alive(issued).select_related("reservation__demand__exchange_order"):
        if line.reservation is not None:
            facts[line.reservation.demand.exchange_order.line_id].papers.append(line.document)
    returned = Settlement.objects.filter(RETURNED, line__in=lines)
    for settlement in returned.select_related("line", "document_line__document"):
        if settlement.line is not None and settlement.document_line is not None:
            fact = facts[settlement.line.pk]
            fact.returned += settlement.quantity
            if settlement.quantity > 0:
                fact.papers.append(settlement.document_line.document)
    return facts


def _alive(lines: QuerySet[Line]) -> QuerySet[Line]:
    return lines.exclude(document__state=State.VOID).select_related("document")


def _place(line: ExchangeLine, facts: Facts, front: str) -> str:
    """Where a unit is; of pieces without a number, where those lie that nobody judged yet."""
    if line.unit is not None:
        return str(line.unit.holding.place)
    if sum(order.quantity for order in facts.orders) == line.quantity:
        return ""
    slip = facts.slip
    if slip is not None and slip.handover.state == HandoverState.ACCEPTED:
        return str(slip.handover.target)
    return front


def _stage(line: ExchangeLine, facts: Facts, travels: dict[int, ShipmentDocument]) -> Stage:
    """The stage of the pieces that are furthest behind."""
    if line.owed == 0:
        return _settled(facts, travels)
    judged = sum(order.quantity for order in facts.orders if order.replaces_id is None)
    judged += sum(old_part.quantity for old_part in facts.taken)
    if judged + line.to_return < line.quantity:
        return _not_judged(line, facts)
    if facts.returned < line.to_return:
        return Stage(_("Goes back as it came"), _("A return document, posted"))
    return _promised(facts)


def _settled(facts: Facts, travels: dict[int, ShipmentDocument]) -> Stage:
    """By the ledger it is with the agent; on the road it is once the courier took it."""
    if not facts.papers:
        return _taken(facts.taken[-1]) if facts.taken else Stage(_("Settled by agreement"))
    for paper in facts.papers:
        travel = travels.get(paper.pk)
        if travel is None:
            return Stage(_("Posted, not handed over"), _("Packing"), "document", paper.number)
        shipment = travel.shipment
        if shipment.manifest_id is None:
            waits_for = shipment.get_state_display()
            return Stage(_("Posted, not handed over"), waits_for, "shipment", shipment.number)
    return Stage(_("With the courier"), noun="shipment", number=shipment.number)


def _taken(old_part: ReturnSettlement) -> Stage:
    document = old_part.document
    waits_for = "" if document.state == State.POSTED else _("Posting")
    return Stage(_("Taken as the old part owed"), waits_for, "document", document.number)


def _not_judged(line: ExchangeLine, facts: Facts) -> Stage:
    if line.repair_order is not None:
        return _on_bench(line.repair_order)
    if facts.slip is None:
        return Stage(_("At the front desk"), _("Handing over"))
    slip = facts.slip.handover
    if slip.state == HandoverState.GIVEN:
        return Stage(_("Handed over"), _("The receiver's signature"), "handover", slip.number)
    if slip.state == HandoverState.DISPUTED:
        return Stage(_("Handover in dispute"), slip.dispute, "handover", slip.number)
    return Stage(_("In the turnover warehouse"), _("Test and swap"), "handover", slip.number)


def _on_bench(order: RepairOrder) -> Stage:
    return Stage(_("On the bench"), order.get_state_display(), "repair_order", order.number)


def _promised(facts: Facts) -> Stage:
    """Judged: the new pieces are short, promised, or on a document."""
    for order in facts.orders:
        if order.demand.missing:
            cause = order.demand.get_cause_display()
            return Stage(_("Shortage"), cause, "shortage", order.demand.shortage_no)
    for old_part in facts.taken:
        if old_part.document.state != State.POSTED:
            return _taken(old_part)
    for paper in facts.papers:
        if paper.state != State.POSTED:
            return Stage(_("On an issue document"), _("Posting"), "document", paper.number)
    return Stage(_("Reserved for the agent"), _("Issuing"))
