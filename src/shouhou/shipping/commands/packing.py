"""Packing: every piece is scanned into a box, until the boxes hold what the documents say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from shouhou.accounts import duties
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.shipping import steps
from shouhou.shipping.contents import lines_of
from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.shipping.models import Box, PackScan, Photo, Shipment
from shouhou.shipping.recognition import Found, recognise
from shouhou.stock.models import Line, Unit

PACK = "shipping.pack_shipment"


@dataclass(frozen=True)
class Packed:
    """The answer to one scan: what it was, and how far the part and the shipment have come."""

    part: Part
    unit: Unit | None
    box_no: int
    quantity: int
    packed: int
    wanted: int
    packed_in_all: int
    wanted_in_all: int


@dataclass(frozen=True)
class _Pieces:
    """How many pieces there are: of the unit or part in hand, of its part, and of everything."""

    of_it: int
    of_part: int
    in_all: int


@command
def scan(shipment_id: int, code: str, *, quantity: int = 1, box_no: int = 1, by: User) -> Packed:
    """Put one unit, or so many pieces of a part kept by quantity, into a box.

    Five answers: it lies in the box now, or the code is unknown (`shipping.unknown_code`), the
    unit was scanned already (`shipping.packed_already`), no document here sends the piece
    (`shipping.not_on_documents`), or that many would be too many (`shipping.too_many`).
    """
    duties.require(by, PACK)
    shipment = steps.locked(shipment_id)
    SHIPMENT.after(shipment.state, "scan", where=shipment.number)
    if quantity < 1:
        raise Invalid("shipping.no_quantity", where="quantity")
    found = recognise(code)
    pieces = 1 if found.unit else quantity
    wanted, packed = _wanted(shipment, found), _packed(shipment, found)
    if found.unit and packed.of_it:
        raise _packed_already(shipment, found)
    _refuse_too_many(found, pieces, wanted, packed)
    kept = PackScan.objects.create(
        shipment=shipment,
        box=_box(shipment, box_no),
        part=found.part,
        unit=found.unit,
        quantity=pieces,
        scanned_by=by,
        at=clock.now(),
    )
    return _answer(kept, wanted, packed, more=pieces)


@command
def undo_last(shipment_id: int, *, by: User) -> Packed:
    """Take back the last scan that this packer made and that still stands."""
    duties.require(by, PACK)
    shipment = steps.locked(shipment_id)
    own = PackScan.objects.standing().filter(shipment=shipment, scanned_by=by)
    last = own.order_by("pk").last()
    if last is None:
        raise Conflict("shipping.nothing_to_undo", where=shipment.number)
    return undo(last.pk, by=by)


@command
def undo(scan_id: int, *, by: User) -> Packed:
    """Take one scan back, whoever made it: the piece is out of the box again."""
    duties.require(by, PACK)
    found = PackScan.objects.filter(pk=scan_id).first()
    if found is None:
        raise Missing("shipping.no_such_scan", where=str(scan_id))
    shipment = steps.locked(found.shipment_id)
    SHIPMENT.after(shipment.state, "undo", where=shipment.number)
    taken_back = PackScan.objects.select_related("part", "unit", "box").get(pk=scan_id)
    if taken_back.undone_at is not None:
        raise Conflict("shipping.undone_already", where=str(taken_back))
    taken_back.undone_by, taken_back.undone_at = by, clock.now()
    taken_back.save(update_fields=["undone_by", "undone_at"])
    piece = Found(taken_back.part, taken_back.unit)
    return _answer(taken_back, _wanted(shipment, piece), _packed(shipment, piece))


@command
def take_out(shipment_id: int, code: str, *, box_no: int, by: User) -> Packed:
    """Take a piece out of the box it lies in: the last scan of it into that box, whoever made it.

    Refuses `shipping.not_in_box`, so that a piece is not looked for in the wrong carton.
    """
    duties.require(by, PACK)
    shipment = steps.locked(shipment_id)
    found = recognise(code)
    standing = PackScan.objects.standing().filter(shipment=shipment, box__box_no=box_no)
    last = standing.filter(part=found.part, unit=found.unit).order_by("pk").last()
    if last is None:
        raise Missing("shipping.not_in_box", where=found.name, piece=found.name, box_no=box_no)
    return undo(last.pk, by=by)


@command
def seal(
    shipment_id: int,
    box_no: int,
    *,
    seal_no: str,
    weight_g: int,
    photos: Sequence[Attachment] = (),
    by: User,
) -> Shipment:
    """Note the seal and the gross weight of one box, with pictures of what lies in it."""
    duties.require(by, PACK)
    shipment = steps.locked(shipment_id)
    if weight_g < 1:
        raise Invalid("shipping.weight_missing", where="weight_g")
    box = shipment.boxes.filter(box_no=box_no).first()
    if box is None:
        raise Missing("shipping.no_such_box", where="box_no", box_no=box_no)
    box.seal_no, box.weight_g = seal_no.strip(), weight_g
    box.save(update_fields=["seal_no", "weight_g"])
    Photo.objects.bulk_create(Photo(box=box, attachment=photo) for photo in photos)
    after = {"box": box_no, "seal": seal_no, "weight_g": weight_g, "photos": len(photos)}
    return steps.go(shipment, "seal", by=by, after=after)


@command
def finish(shipment_id: int, *, by: User) -> Shipment:
    """Close the boxes: they hold exactly what the documents send, and none of them is empty."""
    duties.require(by, PACK)
    shipment = steps.locked(shipment_id)
    steps.require_whole([shipment])
    shipment.parcels = _parcels(shipment)
    shipment.packed_by, shipment.packed_at = by, clock.now()
    changed = ("parcels", "packed_by", "packed_at")
    return steps.go(shipment, "pack", by=by, changed=changed, after={"parcels": shipment.parcels})


def _wanted(shipment: Shipment, found: Found) -> _Pieces:
    """What the documents send."""
    return _pieces(lines_of([shipment.pk]), Q(source__part=found.part), found)


def _packed(shipment: Shipment, found: Found) -> _Pieces:
    """What lies in the boxes."""
    standing = PackScan.objects.standing().filter(shipment=shipment)
    return _pieces(standing, Q(part=found.part), found)


def _pieces(rows: QuerySet[Line] | QuerySet[PackScan], of_part: Q, found: Found) -> _Pieces:
    return _Pieces(
        **rows.aggregate(
            of_it=Sum("quantity", filter=of_part & Q(unit=found.unit), default=0),
            of_part=Sum("quantity", filter=of_part, default=0),
            in_all=Sum("quantity", default=0),
        )
    )


def _packed_already(shipment: Shipment, found: Found) -> Conflict:
    standing = PackScan.objects.standing().filter(shipment=shipment, unit=found.unit)
    earlier = standing.select_related("box", "scanned_by")[0]
    return Conflict(
        "shipping.packed_already",
        where=found.name,
        piece=found.name,
        box_no=earlier.box.box_no,
        packer=str(earlier.scanned_by),
    )


def _refuse_too_many(found: Found, pieces: int, wanted: _Pieces, packed: _Pieces) -> None:
    if not wanted.of_it:
        raise Conflict("shipping.not_on_documents", where=found.name, piece=found.name)
    if packed.of_it + pieces > wanted.of_it:
        raise Conflict(
            "shipping.too_many",
            where=found.name,
            piece=found.name,
            wanted=wanted.of_it,
            packed=packed.of_it,
            quantity=pieces,
        )


def _box(shipment: Shipment, box_no: int) -> Box:
    """The box with this number; the next one after the last is begun by the scan into it."""
    boxes = {box.box_no: box for box in shipment.boxes.all()}
    if not 1 <= box_no <= len(boxes) + 1:
        raise Missing("shipping.no_such_box", where="box_no", box_no=box_no)
    return boxes.get(box_no) or Box.objects.create(shipment=shipment, box_no=box_no)


def _parcels(shipment: Shipment) -> int:
    """How many boxes there are; an empty one may be the last, but not stand before a filled one."""
    filled = list(shipment.boxes.filled().order_by("box_no").values_list("box_no", flat=True))
    for expected, box_no in enumerate(filled, start=1):
        if box_no != expected:
            raise Conflict("shipping.box_empty", where="box_no", box_no=expected)
    return len(filled)


def _answer(scan: PackScan, wanted: _Pieces, packed: _Pieces, *, more: int = 0) -> Packed:
    return Packed(
        part=scan.part,
        unit=scan.unit,
        box_no=scan.box.box_no,
        quantity=scan.quantity,
        packed=packed.of_part + more,
        wanted=wanted.of_part,
        packed_in_all=packed.in_all + more,
        wanted_in_all=wanted.in_all,
    )
