"""Keeping the agent's packing list: whole, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.exchange.commands.signing import locked
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import PackingList, PackingListLine
from shouhou.kernel.refusals import Conflict, Invalid


@dataclass(frozen=True)
class Declared:
    """One line of the list as it will be kept."""

    part: Part
    quantity: int
    serial: str = ""
    fault: str = ""
    sold_on: date | None = None
    warranty_claim: str = ""
    further: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where the list came from: a workbook with its name and digest, a hand, or nothing."""

    origin: str
    file_name: str = ""
    sha256: str = ""


@command
def keep(
    consignment_id: int, source: Source, lines: Sequence[Declared], *, by: User
) -> PackingList:
    """Keep the list of a consignment, instead of any earlier one, until its count is finished."""
    duties.require(by, "exchange.import_packing_list")
    consignment = locked(consignment_id)
    if consignment.state not in {ConsignmentState.SIGNED, ConsignmentState.COUNTING}:
        raise Conflict("exchange.list_is_fixed", where=consignment.number)
    if bool(lines) == (source.origin == PackingList.Origin.NONE):
        raise Invalid("exchange.list_is_empty", where=consignment.number)
    earlier = PackingList.objects.filter(consignment=consignment).first()
    before = earlier.lines.count() if earlier else 0
    if earlier is not None:
        earlier.delete()
    made = PackingList.objects.create(
        consignment=consignment,
        origin=source.origin,
        file_name=source.file_name[:120],
        sha256=source.sha256,
        entered_by=by,
    )
    _write_lines(made, lines)
    trail.record(
        "exchange.keep_packing_list",
        consignment,
        by=by,
        before={"lines": before},
        after={"lines": len(lines), "origin": source.origin, "sha256": source.sha256},
    )
    return made


def _write_lines(packing_list: PackingList, lines: Sequence[Declared]) -> None:
    PackingListLine.objects.bulk_create(
        PackingListLine(
            packing_list=packing_list,
            line_no=number,
            part=line.part,
            quantity=line.quantity,
            serial=line.serial,
            further=list(line.further),
            fault=line.fault[:200],
            sold_on=line.sold_on,
            warranty_claim=line.warranty_claim[:40],
        )
        for number, line in enumerate(lines, start=1)
    )
