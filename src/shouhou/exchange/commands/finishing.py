"""The end of a count: compared with the list, with every difference written down."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog import calendar
from shouhou.catalog.models import Part
from shouhou.catalog.policies import Contact, in_force
from shouhou.exchange import comparison
from shouhou.exchange.commands.counting import COUNT
from shouhou.exchange.commands.signing import go, locked
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import (
    Discrepancy,
    InboundConsignment,
    PackingList,
    PackingListLine,
    Scan,
)
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.stock.numbers import next_number


@command
def finish(consignment_id: int, *, by: User) -> InboundConsignment:
    """Compare count and list. Without a difference the consignment goes on, else it waits.

    Refuses a consignment whose list nobody entered (also "there is none" is an entry), and an
    empty count unless the list was there.
    """
    duties.require(by, COUNT)
    consignment = locked(consignment_id)
    if consignment.state != ConsignmentState.COUNTING:
        raise Conflict("exchange.not_counting", where=consignment.number, state=consignment.state)
    packing_list = PackingList.objects.filter(consignment=consignment).first()
    if packing_list is None:
        raise Conflict("exchange.list_missing", where=consignment.number)
    scans = list(
        consignment.scans.filter(round=consignment.round, undone_at=None)
        .select_related("part")
        .prefetch_related("further")
    )
    if not scans and packing_list.origin == PackingList.Origin.NONE:
        raise Conflict("exchange.nothing_counted", where=consignment.number)
    found = [*_against(packing_list, scans), *_seen(scans)]
    _write_down(consignment, found, by=by)
    consignment.counted_at = clock.now()
    return go(consignment, "find_differences" if found else "finish_count", by=by)


def _against(packing_list: PackingList, scans: list[Scan]) -> list[Discrepancy]:
    if packing_list.origin == PackingList.Origin.NONE:
        pieces = sum(scan.quantity for scan in scans)
        return [Discrepancy(kind=Discrepancy.Kind.NO_LIST, quantity=pieces)]
    lines = list(packing_list.lines.select_related("part"))
    listed, seen = [line.part for line in lines], [scan.part for scan in scans]
    parts = {part.part_no: part for part in (*listed, *seen)}
    named = _named_as_counted(lines, scans)
    declared = [
        _piece(line.part, line.quantity, named.get(line.serial, line.serial)) for line in lines
    ]
    counted = [_piece(scan.part, scan.quantity, scan.serial) for scan in scans]
    return [
        Discrepancy(
            kind=difference.kind,
            part=parts[difference.part],
            quantity=difference.quantity,
            declared_serial=difference.declared_serial,
            counted_serial=difference.counted_serial,
            note=difference.instead_of,
        )
        for difference in comparison.differences(declared, counted)
    ]


def _named_as_counted(lines: list[PackingListLine], scans: list[Scan]) -> dict[str, str]:
    """Declared serials by what the counter scanned for them: another number of the same phone.

    Either side may know more numbers than one: the label that was scanned, or the list's row.
    """
    serial_of = {also.value: scan.serial for scan in scans for also in scan.further.all()}
    serial_of |= {scan.serial: scan.serial for scan in scans if scan.serial}
    declared = {line.serial for line in lines}
    named: dict[str, str] = {}
    for line in lines:
        known = [serial_of[one] for one in line.numbers if one in serial_of]
        # What is one row's serial is no other row's piece, whatever the list says beside it.
        own = [one for one in known if one == line.serial or one not in declared]
        if own:
            named[line.serial] = own[0]
    return named


def _piece(part: Part, quantity: int, serial: str) -> comparison.Piece:
    return comparison.Piece(part.part_no, quantity, serial, family=part.category)


def _seen(scans: list[Scan]) -> list[Discrepancy]:
    """What the eye found: damaged pieces, and pieces that belong to somebody else."""
    damaged = [
        Discrepancy(
            kind=Discrepancy.Kind.DAMAGED,
            part=scan.part,
            quantity=scan.quantity,
            counted_serial=scan.serial,
            note=scan.damaged,
        )
        for scan in scans
        if scan.damaged
    ]
    foreign = [
        Discrepancy(
            kind=Discrepancy.Kind.WRONG_SERIAL,
            part=scan.part,
            quantity=scan.quantity,
            counted_serial=scan.serial,
            note=scan.foreign,
        )
        for scan in scans
        if scan.foreign
    ]
    return damaged + foreign


def _write_down(consignment: InboundConsignment, found: list[Discrepancy], *, by: User) -> None:
    if not found or consignment.agent is None:
        return
    now = clock.now()
    policy = in_force(Contact, clock.today())
    working = calendar.load(opening_hours=policy.opening_hours)
    due = working.add_working_hours(now, policy.first_contact_hours).value
    for discrepancy in found:
        discrepancy.number = next_number("DF")
        discrepancy.consignment, discrepancy.agent = consignment, consignment.agent
        discrepancy.found_at, discrepancy.contact_due_at = now, due
    Discrepancy.objects.bulk_create(found)
    trail.record_each("exchange.find_difference", found, by=by)
