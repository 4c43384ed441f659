"""Filling the turnover warehouse up from the main one (S3.4.1): asked for, sent and confirmed."""

from __future__ import annotations

from collections.abc import Mapping

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.flows import transferring
from shouhou.flows.transferring import MAKE, Load
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.models import Place, Transfer
from shouhou.stock.places import Code, place
from shouhou.stock.replenishment import needs


@command
def replenish(pieces: Mapping[int, int], *, by: User) -> Transfer:
    """Ask for so many pieces of each part (`{part id: pieces}`), by one transfer.

    Refuses more than fills the shelf and the shortages, what is on its way counted: who is second
    orders nothing twice. Pieces with serials are scanned for a transfer of their own.
    """
    duties.require(by, MAKE)
    wanted = {part_id: count for part_id, count in pieces.items() if count}
    if not wanted:
        raise Invalid("replenish.nothing", where="pieces")
    # Whoever asks at the same moment waits here and sees what is on its way then.
    turnover = Place.objects.select_for_update(no_key=True).get(code=Code.TURNOVER)
    found = needs(Part.objects.approved().filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise Conflict("replenish.not_usable", where="pieces")
    for need in found:
        if not 0 < wanted[need.part.pk] <= need.room:
            raise Conflict(
                "replenish.too_many",
                where=need.part.part_no,
                part=str(need.part),
                most=need.room,
                coming=need.coming,
            )
    load = Load(quantities={need.part: wanted[need.part.pk] for need in found})
    made = transferring.send(place(Code.MAIN), turnover, load, by=by)
    asked = {"parts": len(found), "quantity": sum(load.quantities.values())}
    trail.record("stock.replenish", made.sent, by=by, after=asked)
    return made
