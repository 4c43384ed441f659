"""Units by their serials: found where they are known, made known where they first appear."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.models import Condition, Lot, Place, Serial, Unit
from shouhou.stock.sets import as_json, is_among, now, rows_from_json
from shouhou.stock.spots import Spot, holdings_at, no_lot

_OTHER_IMEI: dict[str, str] = {
    Serial.Kind.IMEI1: Serial.Kind.IMEI2,
    Serial.Kind.IMEI2: Serial.Kind.IMEI1,
}


@dataclass(frozen=True)
class Piece:
    """A serial-tracked piece as somebody holds it: its part and the number it was scanned by.

    `further` are the other numbers of its label, each with its kind.
    """

    part: Part
    serial: str
    kind: str = Serial.Kind.SN
    lot: Lot | None = None
    further: tuple[tuple[str, str], ...] = ()

    @property
    def lot_id(self) -> int:
        """Its lot, or the row that stands for none."""
        return self.lot.pk if self.lot else no_lot().pk


@command
def make_known(pieces: Sequence[Piece], *, outside: Place) -> list[Unit]:
    """The units of `pieces`, in their order; new ones are first known at the place `outside`.

    A unit that was announced but never moved is corrected: to the part, the lot and the place it
    really came with. Refuses a live number that a unit of another part wears and has moved with
    (`stock.serial_of_another_part`), one that was retired (`stock.serial_retired`), one named
    twice (`stock.serial_twice`), and one that somebody makes known at this moment. Each unit wears
    the further numbers of its piece from now on; one of another unit is refused
    (`stock.serial_worn`), a retired one stays retired.
    """
    _refuse_repeated(pieces)
    bearers = live_bearers([piece.serial for piece in pieces])
    fresh = [piece for piece in pieces if piece.serial not in bearers]
    for piece in pieces:
        bearer = bearers.get(piece.serial)
        if bearer is not None and _is_misplaced(bearer, piece, outside):
            _correct(bearer, piece, outside)
    if fresh:
        _refuse_retired([piece.serial for piece in fresh])
        bearers |= _create(fresh, outside)
    units = [bearers[piece.serial] for piece in pieces]
    _wear_further([(unit.pk, p) for unit, p in zip(units, pieces, strict=True) if p.further])
    return units


def live_bearers(serials: Sequence[str]) -> dict[str, Unit]:
    """The unit that wears each of the numbers today, by number. One query for any number."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT value, unit_id FROM stock_serial WHERE {is_among('value')} AND live",
            [json.dumps(list(serials))],
        )
        found = dict(cursor.fetchall())
    units = Unit.objects.select_related("holding__place").in_bulk(set(found.values()))
    return {serial: units[unit_id] for serial, unit_id in found.items()}


@command
def wear(unit: Unit, kind: str, value: str, *, by: User) -> Serial:
    """Give a unit one more number, or a new one of a kind it already wears (the old retires).

    Refuses a number that another unit wears, and one that was retired: it never comes back.
    """
    unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    bearer = live_bearers([value]).get(value)
    if bearer is not None and bearer.pk == unit.pk:
        return Serial.objects.get(unit=unit, value=value, live=True)
    if bearer is not None:
        raise _worn(value, bearer)
    _refuse_retired([value])
    old = Serial.objects.filter(unit=unit, kind=kind, live=True).first()
    if old is not None:
        old.live, old.retired_at = False, clock.now()
        old.save(update_fields=["live", "retired_at"])
    _put_on([(unit.pk, kind, value)])
    if old is not None and unit.label == old.value:
        Unit.objects.filter(pk=unit.pk).update(label=value)
    trail.record(
        "stock.wear",
        unit,
        by=by,
        before={kind: old.value if old else ""},
        after={kind: value},
    )
    return Serial.objects.get(unit=unit, value=value, live=True)


def _refuse_repeated(pieces: Sequence[Piece]) -> None:
    named: set[str] = set()
    for piece in pieces:
        if piece.serial in named:
            raise Invalid("stock.serial_twice", where=piece.serial, serial=piece.serial)
        named.add(piece.serial)


def _refuse_retired(serials: Sequence[str]) -> None:
    """Nobody wears these today; refuse the first that somebody once wore."""
    retired = _retired(serials)
    if (serial := next(filter(retired.__contains__, serials), None)) is not None:
        raise Conflict("stock.serial_retired", where=serial, serial=serial, unit=retired[serial])


def _retired(serials: Sequence[str]) -> dict[str, str]:
    """The numbers among these that were given up, each with the label of who wore it once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.value, u.label FROM stock_serial s JOIN stock_unit u ON u.id = s.unit_id"
            f" WHERE {is_among('s.value')} AND NOT s.live",
            [json.dumps(list(serials))],
        )
        return dict(cursor.fetchall())


def _worn(serial: str, bearer: Unit) -> Conflict:
    return Conflict("stock.serial_worn", where=serial, serial=serial, part=str(bearer.part))


def _is_misplaced(unit: Unit, piece: Piece, outside: Place) -> bool:
    if unit.last_document_id is None:
        said = (piece.part.pk, piece.lot_id, outside.pk)
        return (unit.part_id, unit.lot_id, unit.holding.place_id) != said
    return unit.part_id != piece.part.pk


def _correct(unit: Unit, piece: Piece, outside: Place) -> None:
    """A unit that never moved was announced wrongly: it is this part, and comes from here."""
    spot = Spot(outside.pk, piece.part.pk, Condition.PENDING, no_lot().pk)
    holding_id = holdings_at([spot])[spot]
    never_moved = Unit.objects.filter(pk=unit.pk, last_document=None)
    if not never_moved.update(part=piece.part, lot_id=piece.lot_id, holding_id=holding_id):
        raise Conflict(
            "stock.serial_of_another_part", where=unit.label, serial=unit.label, part=str(unit.part)
        )
    unit.part, unit.lot_id, unit.holding_id = piece.part, piece.lot_id, holding_id


def _create(pieces: Sequence[Piece], outside: Place) -> dict[str, Unit]:
    none = no_lot().pk
    spots = {p.part.pk: Spot(outside.pk, p.part.pk, Condition.PENDING, none) for p in pieces}
    holdings = holdings_at(spots.values())
    columns = (("part_id", "int"), ("lot_id", "int"), ("label", "text"), ("holding_id", "int"))
    rows = [(p.part.pk, p.lot_id, p.serial, holdings[spots[p.part.pk]]) for p in pieces]
    names = ", ".join(name for name, _kind in columns)
    inserted = Unit.objects.raw(
        f"INSERT INTO stock_unit ({names}, known_since)"
        f" SELECT {names}, %s FROM ({rows_from_json(columns)}) AS fresh RETURNING *",
        [now(), as_json(rows)],
    )
    made = {unit.label: unit for unit in inserted}
    _put_on([(made[p.serial].pk, p.kind, p.serial) for p in pieces])
    return made


def _wear_further(labelled: Sequence[tuple[int, Piece]]) -> None:
    """Put on what a label says beside the serial, of every kind that its unit does not wear yet.

    A phone that was known by its second IMEI alone wears that as its first: the other place is
    free then.
    """
    said = [(unit_id, kind, value) for unit_id, p in labelled for value, kind in p.further]
    if not said:
        return
    ids = sorted({unit_id for unit_id, _kind, _value in said})
    list(Unit.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    taken = set(Serial.objects.filter(unit__in=ids, live=True).values_list("unit", "kind"))
    values = [value for _unit_id, _kind, value in said]
    bearers, retired, fresh = live_bearers(values), _retired(values), []
    for unit_id, kind, value in said:
        bearer = bearers.get(value)
        if bearer is not None and bearer.pk != unit_id:
            raise _worn(value, bearer)
        kinds = (kind, _OTHER_IMEI.get(kind, kind))
        free = next((one for one in kinds if (unit_id, one) not in taken), None)
        if bearer is None and value not in retired and free is not None:
            taken.add((unit_id, free))
            fresh.append((unit_id, free, value))
    if fresh:
        _put_on(fresh)


def _put_on(worn: Sequence[tuple[int, str, str]]) -> None:
    """Live serials `(unit, kind, value)`. Somebody may be putting on the same at this moment."""
    columns = (("unit_id", "int"), ("kind", "text"), ("value", "text"))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO stock_serial (unit_id, kind, value, live, worn_since)"
            f" SELECT unit_id, kind, value, true, %s FROM ({rows_from_json(columns)}) AS worn"
            " WHERE true ON CONFLICT DO NOTHING",
            [now(), as_json(worn)],
        )
        if cursor.rowcount == len(worn):
            return
    units = {value: unit_id for unit_id, _kind, value in worn}
    bearers = live_bearers(list(units))
    taken = next(value for value in units if bearers[value].pk != units[value])
    raise _worn(taken, bearers[taken])
