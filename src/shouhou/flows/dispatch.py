"""Issuing to agents (S2.2.3): what is ready, the new serials, the document, the write-off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands import debts, obligations
from shouhou.exchange.commands.debts import Closing
from shouhou.exchange.models import ExchangeLine, Settlement
from shouhou.exchange.whereabouts import going_back, place_of, to_send_back
from shouhou.kernel import identifiers
from shouhou.kernel.identifiers import Imei
from shouhou.kernel.refusals import Conflict, Forbidden, Missing
from shouhou.partners.models import Agent
from shouhou.repair.gate import refuse_unmatched_codes, refuse_unreleased
from shouhou.stock.commands import documents, picking
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Document, Line, Reservation, Unit
from shouhou.stock.models.demands import ReservationQuerySet
from shouhou.stock.places import of_agent
from shouhou.stock.scans import unit_on
from shouhou.stock.spots import Spot, no_lot, spot

MAKE = "stock.make_outbound"
IMEI_DIGITS = 15


def ready(agent: Agent) -> list[Reservation]:
    """What stands on the shelf for an agent and is on no document yet; its old piece is judged."""
    promises = Reservation.objects.free().filter(demand__agent=agent)
    return list(
        judged(promises)
        .select_related("demand", "holding__part", "holding__place", "unit")
        .order_by("holding__part__part_no", "pk")
    )


def judged(promises: ReservationQuerySet) -> ReservationQuerySet:
    """Those whose old piece was judged for good: the supervisor posted it, or there is none."""
    pending = Q(demand__exchange_order__judgement__isnull=False) & ~Q(
        demand__exchange_order__judgement__state=State.POSTED
    )
    return promises.exclude(pending)


@command
def pick(agent: Agent, serial: str, *, by: User) -> Reservation:
    """Scan one new serial for an agent: a good piece of a part that is promised to him.

    Says which check failed: no such number can be (`identifier.check_digit`), nobody wears it
    (`dispatch.unknown_serial`), two pieces do (`stock.two_pieces`), or it is not good.
    """
    duties.require(by, MAKE)
    unit = _scanned(serial)
    if unit.holding.condition != Condition.GOOD or unit.holding.outside:
        raise Conflict(
            "dispatch.not_good",
            where=unit.label,
            serial=unit.label,
            place=str(unit.holding.place),
            condition=unit.holding.condition,
        )
    return picking.pick(unit, agent, by=by)


def _scanned(raw: str) -> Unit:
    """The unit behind a scan, whatever the scanner or the keyboard did to its numbers."""
    unit = unit_on(raw)
    if unit is not None:
        return unit
    text = identifiers.normalise(raw)
    if len(text) == IMEI_DIGITS and text.isdigit():
        Imei.parse(raw)
    raise Missing("dispatch.unknown_serial", where=raw, serial=text)


@command
def issue(agent: Agent, quantities: Mapping[int, int], *, by: User) -> Document:
    """Make and submit the outbound document: `{reservation id: pieces}` of one agent.

    Refuses a serial-tracked piece nobody scanned (`dispatch.not_scanned`), a board or phone
    whose codes were not matched, and promises of another agent.
    """
    duties.require(by, MAKE)
    promises = {promise.pk: promise for promise in ready(agent)}
    strange = [pk for pk in quantities if pk not in promises]
    if strange or not quantities:
        raise Conflict("dispatch.not_ready", where=str(agent), agent=str(agent))
    chosen = [promises[pk] for pk in sorted(quantities)]
    for promise in chosen:
        if promise.holding.part.tracking == "serial" and promise.picked_by_id is None:
            raise Conflict(
                "dispatch.not_scanned",
                where=str(promise.holding.part),
                part=str(promise.holding.part),
            )
    refuse_unmatched_codes([promise.unit for promise in chosen if promise.unit is not None])
    place, none = of_agent(agent), no_lot()
    lines = [
        Wanted(
            source=_spot(promise),
            target=spot(place, promise.holding.part_id, Condition.GOOD, none),
            quantity=quantities[promise.pk],
            unit=promise.unit,
            reservation=promise,
        )
        for promise in chosen
    ]
    document = documents.draft(Kind.OUTBOUND, lines, by=by, agent=agent)
    return documents.submit(document.pk, by=by)


@command
def send_back(agent: Agent, line_ids: Iterable[int], *, by: User) -> Document:
    """Make and submit the document for pieces that go back as they came, never as good.

    Refuses (`dispatch.not_ready`) lines of others, and whatever another document takes already.
    """
    duties.require(by, MAKE)
    ids = set(line_ids)
    debts.lock(ids)
    lines = [(line, count) for line, count in to_send_back(agent) if line.pk in ids]
    if not lines or len(lines) != len(ids):
        raise Conflict("dispatch.not_ready", where=str(agent), agent=str(agent))
    target, none = of_agent(agent), no_lot()
    wanted = [
        Wanted(
            source=spot(place_of(line), line.part_id, Condition.PENDING, none),
            target=spot(target, line.part_id, Condition.PENDING, none),
            quantity=count,
            unit=line.unit,
        )
        for line, count in lines
    ]
    document = documents.draft(Kind.RETURN_AS_IS, wanted, by=by, agent=agent)
    return documents.submit(document.pk, by=by)


def may_leave(document: Document, *, by: User) -> None:
    """The hard gate, again at posting: released by the bench, codes matched. No overriding."""
    refuse_unjudged(document)
    units = [line.unit for line in document.lines.select_related("unit__part") if line.unit]
    refuse_unreleased(units)
    refuse_unmatched_codes(units)
    if document.made_by_id == by.pk:
        raise Forbidden("accounts.own_work", where=document.number, duty="posting", name=str(by))


def refuse_unjudged(document: Document) -> None:
    """Refuse pieces that go for old ones whose judgement nobody posted."""
    promised = Reservation.objects.filter(lines__document=document)
    waiting = promised.exclude(pk__in=judged(promised)).select_related(
        "demand__exchange_order__judgement"
    )
    if (promise := waiting.first()) is not None:
        order = promise.demand.exchange_order
        raise Conflict(
            "dispatch.not_judged",
            where=document.number,
            order=order.number,
            judgement=str(order.judgement),
        )


def written_off(document: Document, *, by: User) -> None:
    """After posting: each line settles the debt behind its promise (S2.2.3c).

    A line that was issued in advance becomes a debt of the agent's instead.
    """
    lines = document.lines.filter(reservation__isnull=False).order_by("line_no")
    owed = lines.filter(reservation__demand__exchange_order__isnull=False)
    debts.settle(
        [
            Closing(
                line.reservation.demand.exchange_order.line,  # type: ignore[union-attr]  # filtered
                Settlement.Kind.SHIPPED,
                line.quantity,
                document_line=line,
            )
            for line in owed.select_related("reservation__demand__exchange_order__line")
        ],
        by=by,
    )
    advanced = lines.filter(reservation__demand__advance__isnull=False)
    obligations.oblige(document, advanced)


def returned(document: Document, *, by: User) -> None:
    """After posting: what went back as it came settles its debt, oldest first.

    Refuses (`dispatch.returned_twice`) more pieces than the agent is to get back.
    """
    assert document.agent is not None
    closings = []
    left = {line.pk: (line, count) for line, count in going_back(document.agent)}
    for document_line in document.lines.select_related("source__part", "unit").order_by("line_no"):
        quantity = document_line.quantity
        for pk, (line, count) in list(left.items()):
            if 0 in {quantity, count} or not _same_piece(line, document_line):
                continue
            part = min(quantity, count)
            closings.append(Closing(line, Settlement.Kind.RETURNED, part, document_line))
            quantity -= part
            left[pk] = (line, count - part)
        if quantity:
            raise Conflict(
                "dispatch.returned_twice",
                where=f"{document.number} #{document_line.line_no}",
                piece=str(document_line.unit or document_line.source.part),
                agent=str(document.agent),
            )
    debts.settle(closings, by=by)


def _same_piece(line: ExchangeLine, document_line: Line) -> bool:
    source = document_line.source
    same = line.unit_id == document_line.unit_id and line.part_id == source.part_id
    return same and place_of(line).pk == source.place_id


def _spot(promise: Reservation) -> Spot:
    holding = promise.holding
    return Spot(holding.place_id, holding.part_id, holding.condition, holding.lot_id)
