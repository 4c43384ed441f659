"""Opening stock and other receipts (S2.5.R2): pieces made known, then brought onto a shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel.identifiers import Imei, parse_scan
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, live_bearers, make_known
from shouhou.stock.drafting import MOST_LINES, Wanted
from shouhou.stock.kinds import POLICIES, Kind
from shouhou.stock.labels import beside, is_serial, kinds_of
from shouhou.stock.models import Condition, Document, Lot, Place, Serial, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import no_lot, spot

ORIGINS = {Kind.OPENING: Code.OPENING, Kind.RECEIPT: Code.SUPPLIER}
SHELVES = (Code.MAIN, Code.TURNOVER)
MOST_PIECES = 1_000_000


@dataclass(frozen=True)
class Delivered:
    """What came in one line: so many pieces of a part, or one by its serial, and their lot.

    `where` is the line or cell that a refusal names. `also` are the other numbers that were given
    for the piece; `further` is what they and its label turned out to be, with their kinds.
    """

    part: Part
    quantity: int = 1
    serial: str = ""
    lot: str = ""
    where: str = ""
    also: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every number the piece is known by; none for pieces kept by quantity."""
        return (self.serial, *(number for number, _kind in self.further)) if self.serial else ()


@command
def receive(
    kind: Kind, shelf: Code, delivered: Sequence[Delivered], *, by: User, reason: str = ""
) -> Document:
    """Draft the receipt of good pieces; a second person inspects it before it is submitted.

    Refuses (`receipt.lines`) all lines at fault at once, and then brings in nothing.
    """
    duties.require(by, POLICIES[kind].maker)
    if shelf not in SHELVES:
        raise Invalid("receipt.not_a_shelf", where="shelf")
    outside = place(ORIGINS[kind])
    checked = _checked(delivered, outside)
    return documents.draft(kind, _lines(checked, outside, place(shelf)), by=by, reason=reason)


def faults_of(delivered: Sequence[Delivered], kind: Kind) -> list[Refused]:
    """What is wrong with the lines, without bringing anything in: for a preview."""
    try:
        _checked(delivered, place(ORIGINS[kind]))
    except Refused as refusal:
        return list(refusal.rows) or [refusal]
    return []


def _checked(delivered: Sequence[Delivered], outside: Place) -> list[Delivered]:
    if not delivered:
        raise Invalid("receipt.nothing", where="lines")
    if len(delivered) > MOST_LINES:
        raise Invalid("stock.too_many_lines", where="lines", most=MOST_LINES)
    checked: list[Delivered] = []
    faults: list[Refused] = []
    for one in delivered:
        try:
            checked.append(_plausible(one))
        except Refused as fault:
            faults.append(fault)
    faults += _repeated(checked) + _known(checked, outside)
    if faults:
        # The twenty pieces of one line have its fault once.
        told = tuple({str(fault): fault for fault in faults}.values())
        raise Invalid("receipt.lines", rows=told, count=len(told))
    return checked


def _plausible(one: Delivered) -> Delivered:
    """One line by itself: it fits its part, and its serial is a number of the right kind."""
    part = one.part
    if not part.approved:
        raise Invalid("catalog.part_not_approved", where=one.where, part_no=part.part_no)
    if part.lot_tracked and not one.lot:
        raise Invalid("receipt.lot_missing", where=one.where, part=str(part))
    if part.tracking == Part.Tracking.QUANTITY:
        if one.serial:
            raise Invalid("receipt.serial_not_worn", where=one.where, part=str(part))
        if not 0 < one.quantity <= MOST_PIECES:
            raise Invalid("receipt.quantity", where=one.where, most=MOST_PIECES)
        return one
    if not one.serial or one.quantity != 1:
        raise Invalid("receipt.serial_missing", where=one.where, part=str(part))
    return _numbered(one)


def _numbered(one: Delivered) -> Delivered:
    """The piece by the first number of its label; a phone is known by the others too."""
    wears_imei = one.part.wears == Part.Wears.IMEI
    try:
        serial, *further = parse_scan(one.serial).numbers
        if wears_imei and serial.isdigit():
            serial = str(Imei.parse(serial))
    except (Refused, ValueError) as malformed:
        raise Invalid("receipt.serial_malformed", where=one.where, raw=one.serial) from malformed
    if not wears_imei:
        return replace(one, serial=serial)
    kinds = kinds_of((serial, *filter(is_serial, (*further, *one.also))))
    return replace(one, serial=serial, further=beside(serial, kinds))


def _repeated(checked: Sequence[Delivered]) -> list[Refused]:
    first: dict[str, Delivered] = {}
    return [
        Invalid(
            "receipt.serial_twice",
            where=one.where,
            serial=number,
            first=first[number].where,
        )
        for one in checked
        for number in one.numbers
        if first.setdefault(number, one) is not one
    ]


def _known(checked: Sequence[Delivered], outside: Place) -> list[Refused]:
    """Serials whose unit is in the books already; one that was announced but never came may."""
    bearers = live_bearers([number for one in checked for number in one.numbers])
    strange = {
        serial: unit
        for serial, unit in bearers.items()
        if unit.last_document_id is not None or unit.holding.place_id != outside.pk
    }
    return [
        Invalid(
            "receipt.serial_known",
            where=one.where,
            serial=number,
            place=str(strange[number].holding.place),
        )
        for one in checked
        for number in one.numbers
        if number in strange
    ]


def _lines(checked: Sequence[Delivered], outside: Place, shelf: Place) -> list[Wanted]:
    lots = _lots(checked)
    pieces = [one for one in checked if one.serial]
    units = _units(pieces, outside, lots)
    unit_of = dict(zip((one.serial for one in pieces), units, strict=True))
    return [
        Wanted(
            source=None if one.serial else spot(outside, one.part.pk, Condition.PENDING),
            target=spot(shelf, one.part.pk, Condition.GOOD, lots[one.lot]),
            quantity=one.quantity,
            unit=unit_of.get(one.serial),
        )
        for one in checked
    ]


def _units(pieces: Sequence[Delivered], outside: Place, lots: Mapping[str, Lot]) -> list[Unit]:
    """The units of the serials, each knowing its lot, where a piece's lot belongs."""
    if not pieces:
        return []
    named = [
        Piece(one.part, one.serial, _kind_of(one), lots[one.lot], one.further) for one in pieces
    ]
    return make_known(named, outside=outside)


def _kind_of(one: Delivered) -> str:
    wears_imei = one.part.wears == Part.Wears.IMEI
    return Serial.Kind.IMEI1 if wears_imei and one.serial.isdigit() else Serial.Kind.SN


def _lots(checked: Sequence[Delivered]) -> dict[str, Lot]:
    codes = {one.lot for one in checked} - {""}
    Lot.objects.bulk_create((Lot(code=code) for code in sorted(codes)), ignore_conflicts=True)
    return {"": no_lot()} | {lot.code: lot for lot in Lot.objects.filter(code__in=codes)}
