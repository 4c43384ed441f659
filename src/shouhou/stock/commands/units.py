"""Units by their serials: found where they are known, made known where they first appear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict
from shouhou.stock.models import Condition, Place, Serial, Unit
from shouhou.stock.sets import as_json, rows_from_json
from shouhou.stock.spots import Spot, holdings_at, no_lot


@dataclass(frozen=True)
class Piece:
    """A serial-tracked piece as somebody holds it: its part and the number it was scanned by."""

    part: Part
    serial: str
    kind: str = Serial.Kind.SN


@command
def make_known(pieces: Sequence[Piece], *, outside: Place) -> list[Unit]:
    """The units of `pieces`, in their order; new ones are first known at the place `outside`.

    Refuses `stock.serial_of_another_part` for a live number that a unit of another part wears,
    unless that unit never moved: then its part was a mistake and is corrected.
    """
    bearers = live_bearers([piece.serial for piece in pieces])
    fresh = [piece for piece in pieces if piece.serial not in bearers]
    for piece in pieces:
        bearer = bearers.get(piece.serial)
        if bearer is not None and bearer.part_id != piece.part.pk:
            _correct_part(bearer, piece.part, outside)
    if fresh:
        bearers |= _create(fresh, outside)
    return [bearers[piece.serial] for piece in pieces]


def live_bearers(serials: Sequence[str]) -> dict[str, Unit]:
    """The unit that wears each of the numbers today, by number. One query for any number."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.value, s.unit_id FROM ({rows_from_json([('value', 'text')])}) AS wanted"
            " JOIN stock_serial s ON s.value = wanted.value AND s.live",
            [as_json([serial] for serial in serials)],
        )
        found = dict(cursor.fetchall())
    units = Unit.objects.select_related("holding__place").in_bulk(set(found.values()))
    return {serial: units[unit_id] for serial, unit_id in found.items()}


@command
def wear(unit: Unit, kind: Serial.Kind, value: str, *, by: User) -> Serial:
    """Give a unit one more number, or a new one of a kind it already wears (the old retires)."""
    bearer = live_bearers([value]).get(value)
    if bearer is not None:
        if bearer.pk == unit.pk:
            return Serial.objects.get(unit=unit, value=value, live=True)
        raise Conflict("stock.serial_worn", where=value, serial=value, part=str(bearer.part))
    old = Serial.objects.filter(unit=unit, kind=kind, live=True).first()
    if old is not None:
        old.live, old.retired_at = False, clock.now()
        old.save(update_fields=["live", "retired_at"])
    new = Serial.objects.create(unit=unit, kind=kind, value=value, worn_since=clock.now())
    if old is not None and unit.label == old.value:
        Unit.objects.filter(pk=unit.pk).update(label=value)
    trail.record(
        "stock.wear",
        unit,
        by=by,
        before={kind: old.value if old else ""},
        after={kind: value},
    )
    return new


def _correct_part(unit: Unit, part: Part, outside: Place) -> None:
    if unit.last_document_id is not None:
        raise Conflict(
            "stock.serial_of_another_part", where=unit.label, serial=unit.label, part=str(unit.part)
        )
    spot = Spot(outside.pk, part.pk, Condition.PENDING, no_lot().pk)
    holding_id = holdings_at([spot])[spot]
    Unit.objects.filter(pk=unit.pk).update(part=part, holding_id=holding_id)
    unit.part, unit.holding_id = part, holding_id


def _create(pieces: Sequence[Piece], outside: Place) -> dict[str, Unit]:
    lot_id = no_lot().pk
    spots = {p.part.pk: Spot(outside.pk, p.part.pk, Condition.PENDING, lot_id) for p in pieces}
    holdings = holdings_at(spots.values())
    now = clock.now()
    rows = [(p.part.pk, lot_id, p.serial, holdings[spots[p.part.pk]], now) for p in pieces]
    columns = (("part_id", "int"), ("lot_id", "int"), ("label", "text"), ("holding_id", "int"))
    names = ", ".join(name for name, _kind in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO stock_unit ({names}, known_since)"
            f" SELECT {names}, %s FROM ({rows_from_json(columns)}) AS fresh RETURNING id, label",
            [_instant(now), as_json(row[:4] for row in rows)],
        )
        ids = {label: unit_id for unit_id, label in cursor.fetchall()}
        cursor.execute(
            "INSERT INTO stock_serial (unit_id, kind, value, live, worn_since)"
            f" SELECT unit_id, kind, value, {'1' if connection.vendor == 'sqlite' else 'true'}, %s"
            f" FROM ({rows_from_json([('unit_id', 'int'), ('kind', 'text'), ('value', 'text')])})"
            " AS worn",
            [_instant(now), as_json((ids[p.serial], p.kind, p.serial) for p in pieces)],
        )
    return {unit.label: unit for unit in Unit.objects.filter(pk__in=ids.values())}


def _instant(at: object) -> object:
    return connection.ops.adapt_datetimefield_value(at)
