"""Booking in (S2.2.2a): the inbound document is made from the count; posting it makes us owe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.exchange.agreed_returns import Portion, portions
from shouhou.exchange.commands import counting, debts
from shouhou.exchange.commands.signing import go, locked
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import ExchangeLine, InboundConsignment, Scan
from shouhou.exchange.models.counts import Eligibility
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Serial
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import no_lot, spot


@command
def submit(consignment_id: int, *, by: User) -> Document:
    """Make the inbound document of a counted consignment and hand it to the supervisor.

    Refused while a difference is open. Pieces agreed to go back stand on lines of their own.
    After a rejection the document is made anew from the count, under a number of its own; the
    rejected one is void.
    """
    duties.require(by, "exchange.submit_booking")
    consignment = locked(consignment_id)
    if consignment.state == ConsignmentState.DISCREPANT:
        raise Conflict("exchange.differences_open", where=consignment.number)
    counted = _counted(consignment)
    if not counted:
        raise Conflict("exchange.nothing_counted", where=consignment.number)
    if consignment.document is not None:
        documents.void(consignment.document.pk, reason=consignment.number, by=by)
    draft = documents.draft(
        Kind.INBOUND,
        [*_piece_lines(consignment, counted), *_quantity_lines(consignment, counted)],
        by=by,
        agent=consignment.agent,
    )
    consignment.document = documents.submit(draft.pk, by=by)
    go(consignment, "submit", by=by)
    return consignment.document


def own_counts(documents: Iterable[Document], *, by: User) -> frozenset[int]:
    """The inbound documents among these whose count this person had a hand in, by their ids."""
    inbound = [document.pk for document in documents if document.kind == Kind.INBOUND]
    return counting.counted_by(by, inbound) if inbound else frozenset()


def may_post(document: Document, own_counts: Collection[int], *, by: User) -> None:
    """Refuse everybody who scanned in the count: its makers are all of them."""
    if document.pk in own_counts:
        raise Forbidden("accounts.own_work", where=document.number, duty="count", name=str(by))


def booked(document: Document, *, by: User) -> None:
    """After posting: every line is a debt, and the consignment is booked in.

    What was agreed to be returned is owed too, and marked: it waits at the front desk to go back
    as it came, and is neither handed over nor exchanged.
    """
    consignment = locked(InboundConsignment.objects.get(document=document).pk)
    lines = document.lines.select_related("target__part").order_by("line_no")
    counted = judged(consignment)
    debts.owe(list(lines), {number: first for number, (first, _back) in counted.items()})
    back = {number: difference for number, (_first, difference) in counted.items() if difference}
    _mark_for_return(document, back, by)
    consignment.booked_at = clock.now()
    go(consignment, "post", by=by)


def _mark_for_return(document: Document, back: dict[int, str], by: User) -> None:
    """Mark these lines, by their numbers, as going back whole for the difference each names."""
    if not back:
        return
    going = ExchangeLine.objects.filter(inbound_line__document=document)
    for line in going.filter(inbound_line__line_no__in=back).select_related("inbound_line"):
        reason = back[line.inbound_line.line_no]
        debts.mark_for_return(line, line.quantity, reason=reason, by=by)


def rejected(document: Document, *, reason: str, by: User) -> None:
    """After a rejection the consignment is counted again, ready to be put right."""
    consignment = locked(InboundConsignment.objects.get(document=document).pk)
    go(consignment, "reject", by=by, reason=reason)


def _counted(consignment: InboundConsignment) -> list[Portion]:
    scans = (
        consignment.scans.filter(round=consignment.round, undone_at=None)
        .select_related("part")
        .prefetch_related("further")
        .order_by("pk")
    )
    return portions(consignment, list(scans))


def _piece_lines(consignment: InboundConsignment, counted: list[Portion]) -> list[Wanted]:
    assert consignment.agent is not None
    tracked = [portion.scan for portion in counted if portion.scan.serial]
    pieces = [
        Piece(scan.part, scan.serial, kind=_kind_of(scan), further=_further(scan))
        for scan in tracked
    ]
    units = make_known(pieces, outside=of_agent(consignment.agent)) if pieces else []
    front, none = place(Code.FRONT), no_lot()
    return [
        Wanted(target=spot(front, unit.part_id, Condition.PENDING, none), unit=unit)
        for unit in units
    ]


def _further(scan: Scan) -> tuple[tuple[str, str], ...]:
    """The other numbers of a phone's label; a display bears one, whatever label was scanned."""
    if scan.part.wears != Part.Wears.IMEI:
        return ()
    return tuple((also.value, also.kind) for also in scan.further.all())


def _kind_of(scan: Scan) -> str:
    is_imei = scan.part.wears == Part.Wears.IMEI and scan.serial.isdigit()
    return Serial.Kind.IMEI1 if is_imei and len(scan.serial) == 15 else Serial.Kind.SN


def _quantity_lines(consignment: InboundConsignment, counted: list[Portion]) -> list[Wanted]:
    assert consignment.agent is not None
    agent, front, none = of_agent(consignment.agent), place(Code.FRONT), no_lot()
    return [
        Wanted(
            source=spot(agent, part_id, Condition.PENDING, none),
            target=spot(front, part_id, Condition.PENDING, none),
            quantity=quantity,
        )
        for (part_id, _eligibility, _difference), quantity in _groups(counted).items()
    ]


def _groups(counted: list[Portion]) -> Counter[tuple[int, str, str]]:
    """Untracked pieces by part, first judgement and what they go back for, as they were counted."""
    groups: Counter[tuple[int, str, str]] = Counter()
    for portion in counted:
        scan = portion.scan
        if not scan.serial:
            groups[scan.part_id, scan.eligibility, portion.goes_back_for] += portion.quantity
    return groups


def judged(consignment: InboundConsignment) -> dict[int, tuple[Eligibility, str]]:
    """Of each line of the inbound document its first judgement, and for what it goes back.

    By line number: pieces first, then the groups.
    """
    counted = _counted(consignment)
    pieces = [
        (Eligibility(portion.scan.eligibility), portion.goes_back_for)
        for portion in counted
        if portion.scan.serial
    ]
    groups = [(Eligibility(first), back) for (_part, first, back) in _groups(counted)]
    return dict(enumerate([*pieces, *groups], start=1))
