"""Transfers between warehouses: sent by one document, received by another, in transit between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import (
    Condition,
    Document,
    Holding,
    Place,
    Reservation,
    Transfer,
    Unit,
)
from shouhou.stock.places import Code, place
from shouhou.stock.scans import unit_on
from shouhou.stock.spots import Spot, spot_of

MAKE = "stock.make_transfer"


@dataclass(frozen=True)
class Load:
    """What goes: units one by one, and untracked parts by quantity, all of one condition."""

    units: Sequence[Unit] = ()
    quantities: Mapping[Part, int] = field(default_factory=dict)
    condition: Condition = Condition.GOOD


@dataclass(frozen=True)
class _Picked:
    """So many pieces, or one unit, out of one holding."""

    holding: Holding
    quantity: int = 1
    unit: Unit | None = None

    def at(self, target: Place) -> Spot:
        """Where these pieces stand once they are there; condition and lot travel with them."""
        return replace(spot_of(self.holding), place_id=target.pk)


@command
def send(source: Place, target: Place, load: Load, *, by: User, reason: str = "") -> Transfer:
    """Make both documents of a transfer: the one the supervisor posts, and the receiver's.

    Refuses pieces that do not stand free at the source, and a way that leads nowhere.
    """
    duties.require(by, MAKE)
    if source == target:
        raise Invalid("transfer.same_place", where="target", place=str(target))
    refuse_unfit(load.units, source)
    units = [_Picked(unit.holding, unit=unit) for unit in load.units]
    picked = [*units, *_free_pieces(source, load)]
    transit = place(Code.TRANSIT)
    sent = documents.draft(
        Kind.TRANSFER_OUT,
        [Wanted(one.at(transit), spot_of(one.holding), one.quantity, one.unit) for one in picked],
        by=by,
        reason=reason,
    )
    received = documents.draft(
        Kind.TRANSFER_IN,
        [Wanted(one.at(target), one.at(transit), one.quantity, one.unit) for one in picked],
        by=by,
        reason=reason,
    )
    documents.submit(sent.pk, by=by)
    documents.submit(received.pk, by=by)
    return Transfer.objects.create(sent=sent, received=received)


def recognise(raw: str, source: Place) -> Unit | Part:
    """What a scan names at the source: a unit that stands there free, or one of an untracked part.

    Refuses `transfer.unknown`, `transfer.not_here`, `transfer.scan_each_piece` and a label of
    two pieces (`stock.two_pieces`).
    """
    part = Part.objects.approved().numbered(waybills.normalise(raw)).first()
    if part is not None:
        _refuse_tracked(part)
        return part
    unit = unit_on(raw)
    if unit is None:
        number = identifiers.normalise(raw)
        raise Missing("transfer.unknown", where=number, serial=number)
    refuse_unfit([unit], source)
    return unit


def refuse_unfit(units: Sequence[Unit], source: Place) -> None:
    """Refuse units that do not stand at the source, or are promised to an agent."""
    for unit in units:
        if unit.holding.warehouse_id != source.pk:
            raise Conflict(
                "transfer.not_here",
                where=unit.label,
                serial=unit.label,
                place=str(unit.holding.place),
            )
    promised = Reservation.objects.still_open().filter(unit__in=units).select_related("unit")
    if (one := promised.first()) is not None:
        raise Conflict("stock.promised_elsewhere", where=str(one.unit), serial=str(one.unit))


def may_arrive(document: Document, *, by: User) -> None:
    """At posting: refuse to receive what was never sent, or was taken back."""
    del by
    transfer = Transfer.objects.filter(received=document).select_related("sent").first()
    if transfer is None or transfer.sent.state != State.POSTED:
        number = transfer.sent.number if transfer else ""
        raise Conflict("transfer.not_sent", where=document.number, sent=number)


def _free_pieces(source: Place, load: Load) -> Iterator[_Picked]:
    """Untracked pieces, from the oldest lot on; refuses what is not free there."""
    for part, wanted in load.quantities.items():
        _refuse_tracked(part)
        left = wanted
        for holding in _shelves(source, part, load.condition):
            taken = min(left, holding.balance - holding.reserved)
            if taken > 0:
                yield _Picked(holding, taken)
                left -= taken
        if wanted <= 0 or left:
            raise Conflict(
                "transfer.short",
                where=part.part_no,
                part=str(part),
                place=str(source),
                available=wanted - left,
                wanted=wanted,
            )


def _refuse_tracked(part: Part) -> None:
    if part.tracking == Part.Tracking.SERIAL:
        raise Invalid("transfer.scan_each_piece", where=part.part_no, part=str(part))


def _shelves(source: Place, part: Part, condition: Condition) -> QuerySet[Holding]:
    held = Holding.objects.filter(warehouse=source, part=part, condition=condition, balance__gt=0)
    return held.order_by("lot_id", "pk")
