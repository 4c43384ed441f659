"""What a scanned number is, seen from one box on the counting table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from shouhou.catalog.models import Part, Tac
from shouhou.exchange.models import InboundConsignment, Scan, ScannedNumber
from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Conflict, Invalid, Refused
from shouhou.shipping.queries import posted_not_handed_over
from shouhou.stock.commands.units import live_bearers
from shouhou.stock.labels import beside, is_serial, kinds_of
from shouhou.stock.models import Place, Serial, Unit

IMEI_DIGITS = 15


@dataclass(frozen=True)
class Piece:
    """A recognised piece. `foreign` says why it should not be in this agent's box.

    `further` are the other numbers it is known by, with their kinds: those of the label that was
    scanned, and those its unit wears.
    """

    part: Part
    serial: str = ""
    foreign: str = ""
    first_time_seen: bool = False
    further: tuple[tuple[str, str], ...] = ()


def recognise(
    raw: str, consignment: InboundConsignment, part: Part | None, *, confirmed: bool
) -> Piece:
    """The piece behind a scan, or the refusal that says what is wrong with it."""
    number = identifiers.normalise(raw)
    if not number:
        raise Invalid("count.malformed", where=raw, raw=raw)
    if (named := _part_numbered(raw)) is not None:
        return _one_of(named)
    numbers = _numbers(raw, part)
    unit = _bearer(numbers, raw)
    worn = dict(unit.serials.filter(live=True).values_list("value", "kind")) if unit else {}
    kinds = kinds_of(numbers) | worn
    _refuse_counted(numbers, kinds, consignment)
    if unit is None:
        piece = _never_seen(numbers[0], part)
        _refuse_foreign_sn(piece.part, kinds)
        return replace(piece, further=beside(numbers[0], kinds))
    _refuse_in_house(unit)
    place = unit.holding.place
    at_other = place.agent_id is not None and place.agent_id != consignment.agent_id
    serial = next(number for number in numbers if number in worn)
    if at_other and not confirmed:
        raise Conflict("count.of_another_agent", where=serial, serial=serial, agent=str(place))
    foreign = str(place) if at_other else ""
    return Piece(unit.part, serial, foreign=foreign, further=beside(serial, kinds))


def _bearer(numbers: Sequence[str], raw: str) -> Unit | None:
    """The unit that wears any of a label's numbers; refuses a label of two units."""
    bearers = {unit.pk: unit for unit in live_bearers(numbers).values()}
    if len(bearers) > 1:
        raise Conflict("count.two_pieces", where=raw, pieces=[*map(str, bearers.values())])
    return next(iter(bearers.values()), None)


def _part_numbered(raw: str) -> Part | None:
    return Part.objects.approved().numbered(waybills.normalise(raw)).first()


def _one_of(part: Part) -> Piece:
    if part.tracking == Part.Tracking.SERIAL:
        raise Invalid("count.scan_each_piece", where=part.part_no, part=str(part))
    return Piece(part)


def _numbers(raw: str, part: Part | None) -> tuple[str, ...]:
    """The numbers the piece may be known by: all of a label, the first IMEI at their head.

    The first must be a serial number; what else a label says and is none is left out.
    """
    try:
        first, *further = identifiers.parse_scan(raw).numbers
        if part is not None and part.wears == Part.Wears.IMEI and first.isdigit():
            first = str(identifiers.Imei.parse(first))
    except Refused as malformed:
        raise Invalid(
            "count.malformed", where=raw, raw=raw, normalised=identifiers.normalise(raw)
        ) from malformed
    if not is_serial(first):
        raise Invalid("count.malformed", where=raw, raw=raw, normalised=first)
    return tuple(dict.fromkeys((first, *filter(is_serial, further))))


def _refuse_counted(
    numbers: Sequence[str], kinds: Mapping[str, str], consignment: InboundConsignment
) -> None:
    """Already in this box, or in another one that is being counted, by any of its numbers."""
    known_by = {*numbers, *kinds}
    beside = ScannedNumber.objects.filter(value__in=known_by).values("scan")
    counted = Scan.objects.filter(Q(serial__in=known_by) | Q(pk__in=beside), undone_at=None)
    scans = counted.exclude(consignment__state__in=["booked", "returned"])
    for other in scans.select_related("consignment"):
        if other.round != other.consignment.round:
            continue
        if other.consignment_id == consignment.pk:
            raise Conflict("count.duplicate", where=numbers[0], serial=numbers[0])
        raise Conflict(
            "count.in_another_box",
            where=numbers[0],
            serial=numbers[0],
            box=other.consignment.number,
        )


def _refuse_in_house(unit: Unit) -> None:
    if not unit.holding.outside or posted_not_handed_over([unit.pk]):
        raise Conflict(
            "count.in_house",
            where=unit.label,
            serial=unit.label,
            place=str(unit.holding.place),
        )
    if unit.holding.place.kind == Place.Kind.SCRAP:
        raise Conflict("count.scrapped", where=unit.label, serial=unit.label)


def _never_seen(serial: str, part: Part | None) -> Piece:
    model = _model_of(serial)
    if part is None:
        part = _board_of(model)
    if part is None:
        raise Invalid("count.unknown", where=serial, serial=serial)
    if part.tracking != Part.Tracking.SERIAL:
        raise Invalid("count.unknown", where=serial, serial=serial)
    if part.wears == Part.Wears.IMEI and model and part.model_id and part.model_id != model:
        raise Invalid("count.wrong_model", where=serial, serial=serial, part=str(part))
    return Piece(part, serial, first_time_seen=True)


def _refuse_foreign_sn(part: Part, kinds: Mapping[str, str]) -> None:
    """A phone whose SN is not made as its model's are is another model, or has a strange label."""
    pattern = part.model.marks.sn_pattern if part.model else ""
    if part.category != Part.Category.PHONE or not pattern:
        return
    for number, kind in kinds.items():
        if kind == Serial.Kind.SN and not re.fullmatch(pattern, number):
            raise Invalid("count.wrong_model", where=number, serial=number, part=str(part))


def _model_of(serial: str) -> int | None:
    """The phone model whose type allocation code the number bears, when it is an IMEI."""
    if len(serial) != IMEI_DIGITS or not serial.isdigit():
        return None
    return Tac.objects.speaking(serial[:8]).values_list("model_id", flat=True).first()


def _board_of(model_id: int | None) -> Part | None:
    """The main board of a model: what an agent sends in when he sends an IMEI."""
    if model_id is None:
        return None
    boards = Part.objects.approved().filter(model_id=model_id, category=Part.Category.MB)
    return boards.first()
