"""Sorting and handing over (S2.2.2b): to the bench or the turnover warehouse, both sides signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands.signing import locked
from shouhou.exchange.lifecycle import HANDOVER, ConsignmentState
from shouhou.exchange.models import (
    ExchangeLine,
    Handover,
    HandoverLine,
    InboundConsignment,
)
from shouhou.flows.receiving_orders import open_orders
from shouhou.kernel import clock, waybills
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid, Missing
from shouhou.stock.commands import documents
from shouhou.stock.custody import custodian_of
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Place
from shouhou.stock.numbers import next_number
from shouhou.stock.places import Code, place
from shouhou.stock.scans import units_on
from shouhou.stock.spots import no_lot, spot

TARGETS = {ExchangeLine.Route.BENCH: Code.BENCH, ExchangeLine.Route.TURNOVER: Code.TURNOVER}


@dataclass(frozen=True)
class Override:
    """Lines that go another way than their class says, and why."""

    route: ExchangeLine.Route
    line_ids: frozenset[int]
    reason: str


@command
def hand_over(consignment_id: int, *, by: User, override: Override | None = None) -> list[Handover]:
    """Make the slips for everything of a booked consignment that still stands at the front desk."""
    duties.require(by, "exchange.hand_over")
    consignment = locked(consignment_id)
    if consignment.state != ConsignmentState.BOOKED:
        raise Conflict("exchange.not_booked", where=consignment.number)
    waiting = at_front_desk(consignment)
    if not waiting:
        raise Conflict("exchange.all_handed_over", where=consignment.number)
    _reroute(waiting, override)
    made = []
    for route, code in TARGETS.items():
        pieces = {line: line.quantity for line in waiting if line.route == route}
        if pieces:
            reason = override.reason if override and override.route == route else ""
            made.append(_slip(consignment, pieces, place(code), reason, by))
    return made


def at_front_desk(consignment: InboundConsignment) -> list[ExchangeLine]:
    """The lines of a consignment that stand on no slip that is still good."""
    on_slips = HandoverLine.objects.exclude(handover__state="withdrawn").values("line_id")
    lines = consignment.lines.exclude(pk__in=on_slips).filter(to_return=0)
    return list(lines.select_related("part", "unit").order_by("pk"))


@command
def scan(handover_id: int, scanned: str, *, by: User) -> HandoverLine:
    """The receiver holds a piece of the slip in his hand: its serial, or its part number.

    His count begins at none, and every scan of a part number counts one piece more.
    """
    handover = _locked(handover_id)
    _require_receiver(handover, by)
    if not HANDOVER.allows(handover.state, "accept"):
        raise Conflict("exchange.handover_over", where=handover.number, state=handover.state)
    line = _numbered(handover, scanned) or _of_part(handover, scanned)
    if line is None:
        raise Missing("exchange.not_on_slip", where=handover.number, serial=scanned.strip())
    line.confirmed = (line.confirmed or 0) + 1
    line.save(update_fields=["confirmed"])
    piece = line.line.unit or line.line.part
    trail.record("exchange.scan_handover", handover, by=by, after={"serial": str(piece)})
    return line


@command
def accept(handover_id: int, confirmed: Mapping[int, int], *, by: User) -> Handover:
    """The receiver confirms what he counted, line by line (`{handover line id: pieces}`).

    When all is there, the slip's document is posted and the bench gets its orders; when a piece
    is missing, the slip is disputed and nothing moves.
    """
    handover = _locked(handover_id)
    _require_receiver(handover, by)
    lines = list(handover.lines.select_related("line__part"))
    if set(confirmed) != {line.pk for line in lines}:
        raise Invalid("exchange.count_every_line", where=handover.number)
    for line in lines:
        line.confirmed = confirmed[line.pk]
        if not 0 <= line.confirmed <= line.quantity:
            raise Invalid(
                "exchange.more_than_handed_over", where=str(line.line), most=line.quantity
            )
    HandoverLine.objects.bulk_update(lines, ["confirmed"])
    missing = [line for line in lines if line.confirmed != line.quantity]
    if missing:
        return _go(handover, "dispute", by=by, dispute=_said(missing))
    documents.post(handover.document_id, by=by)
    handover.accepted_by, handover.accepted_at = by, clock.now()
    _go(handover, "accept", by=by)
    if handover.target.kind == Place.Kind.BENCH:
        open_orders(handover, by=by)
    return handover


@command
def withdraw(handover_id: int, *, reason: str, by: User) -> Handover:
    """The giver takes a slip back that was not accepted; the pieces stand at the desk again."""
    duties.require(by, "exchange.hand_over")
    handover = _locked(handover_id)
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    documents.void(handover.document_id, reason=reason, by=by)
    return _go(handover, "withdraw", by=by, reason=reason)


@command
def part(handover_id: int, *, by: User) -> tuple[Handover, Handover]:
    """Part a disputed slip: one of what its receiver counted, and one, disputed, of the rest.

    Refuses (`exchange.nothing_on_slip`) when he found nothing. The bench opens one order a line,
    so a line for it that was counted short stays whole with the rest.
    """
    duties.require(by, "exchange.hand_over")
    handover = _locked(handover_id)
    HANDOVER.after(handover.state, "part", where=handover.number)
    rows = list(handover.lines.select_related("line__part", "line__unit").order_by("pk"))
    counted = {row.line: _can_go_on(row, handover) for row in rows}
    if not any(counted.values()):
        raise Conflict("exchange.nothing_on_slip", where=handover.number)
    missing = {row.line: row.quantity - counted[row.line] for row in rows}
    documents.void(handover.document_id, reason=handover.dispute, by=by)
    _go(handover, "part", by=by, reason=handover.dispute)
    found, rest = (
        _slip(
            handover.consignment,
            {line: quantity for line, quantity in pieces.items() if quantity},
            handover.target,
            handover.override_reason,
            by,
        )
        for pieces in (counted, missing)
    )
    rest.lines.update(confirmed=0)
    said = _said(list(rest.lines.select_related("line__part").order_by("pk")))
    return found, _go(rest, "dispute", by=by, dispute=said)


def _can_go_on(row: HandoverLine, handover: Handover) -> int:
    """The pieces of a line that were counted and can be taken over without the others."""
    confirmed = row.confirmed or 0
    whole = confirmed == row.quantity
    return confirmed if whole or handover.target.kind != Place.Kind.BENCH else 0


def _reroute(lines: list[ExchangeLine], override: Override | None) -> None:
    if override is None:
        return
    if not override.reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")
    for line in lines:
        if line.pk in override.line_ids and line.route != override.route:
            if override.route == ExchangeLine.Route.TURNOVER and line.unit_id is not None:
                raise Invalid("exchange.bench_only", where=str(line.part), part=str(line.part))
            line.route = override.route
            line.save(update_fields=["route"])


def _slip(
    consignment: InboundConsignment,
    pieces: Mapping[ExchangeLine, int],
    target: Place,
    reason: str,
    by: User,
) -> Handover:
    assert consignment.agent is not None
    front, none = place(Code.FRONT), no_lot()
    document = documents.draft(
        Kind.HANDOVER,
        [
            Wanted(
                source=spot(front, line.part_id, Condition.PENDING, none),
                target=spot(target, line.part_id, Condition.PENDING, none),
                quantity=quantity,
                unit=line.unit,
            )
            for line, quantity in pieces.items()
        ],
        by=by,
        agent=consignment.agent,
    )
    documents.submit(document.pk, by=by)
    handover = Handover.objects.create(
        number=next_number("HO"),
        consignment=consignment,
        agent=consignment.agent,
        target=target,
        document=document,
        override_reason=reason,
        given_by=by,
        given_at=clock.now(),
    )
    HandoverLine.objects.bulk_create(
        HandoverLine(handover=handover, line=line, quantity=quantity)
        for line, quantity in pieces.items()
    )
    trail.record("exchange.hand_over", handover, by=by, after={"to": target.code}, reason=reason)
    return handover


def _numbered(handover: Handover, scanned: str) -> HandoverLine | None:
    """The line of the piece that bears this number; refuses one that was scanned before."""
    lines = handover.lines.filter(line__unit__in=units_on(scanned))
    line = lines.select_related("line__unit", "line__part").first()
    if line is not None and line.confirmed:
        raise Conflict(
            "exchange.scanned_on_slip", where=handover.number, serial=str(line.line.unit)
        )
    return line


def _of_part(handover: Handover, scanned: str) -> HandoverLine | None:
    """The first line of this part that is not counted full; refuses one piece too many."""
    same = {"line__unit": None, "line__part__part_no": waybills.normalise(scanned)}
    lines = list(handover.lines.filter(**same).select_related("line__unit", "line__part"))
    line = next((one for one in lines if (one.confirmed or 0) < one.quantity), None)
    if lines and line is None:
        most = sum(one.quantity for one in lines)
        raise Conflict("exchange.more_than_handed_over", where=str(lines[0].line.part), most=most)
    return line


def _locked(handover_id: int) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("target", "given_by")
    found = rows.filter(pk=handover_id).first()
    if found is None:
        raise Missing("exchange.no_such_handover", where=str(handover_id))
    return found


def _require_receiver(handover: Handover, by: User) -> None:
    """Who stands on the other side: an engineer for the bench, the custodian for a warehouse."""
    duties.require(by, "exchange.accept_handover")
    duties.require_other_than(by, handover.given_by_id, duty="handover")
    permission = (
        "repair.inspect_unit" if handover.target.kind == Place.Kind.BENCH else "exchange.swap_piece"
    )
    duties.require(by, permission)
    custodian = custodian_of(handover.target)
    if custodian is not None and custodian.pk != by.pk:
        raise Forbidden("exchange.custodian_only", where=handover.number, name=str(custodian))


def _said(missing: Sequence[HandoverLine]) -> str:
    return "; ".join(f"{row.line.part}: {row.confirmed}/{row.quantity}" for row in missing)[:400]


def _go(
    handover: Handover, verb: str, *, by: User, reason: str = "", dispute: str = ""
) -> Handover:
    before = handover.state
    handover.state = HANDOVER.after(before, verb, where=handover.number)
    handover.dispute = dispute
    handover.save()
    trail.record(
        f"exchange.{verb}_handover",
        handover,
        by=by,
        before={"state": before},
        after={"state": handover.state, "dispute": dispute},
        reason=reason,
    )
    return handover
