"""Spots: where a piece stands, in words; and the holdings that are the rows of those words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import connection

from shouhou.stock.models import Condition, Holding, Lot, Place
from shouhou.stock.sets import as_json, rows_from_json


@dataclass(frozen=True, order=True)
class Spot:
    """A place, a part, a condition and a lot, by their ids: the key of one holding."""

    place_id: int
    part_id: int
    condition: str
    lot_id: int


def spot(place: Place, part_id: int, condition: Condition, lot: Lot | None = None) -> Spot:
    """The spot of a part in a place; without a lot, that of the pieces that have none."""
    return Spot(place.pk, part_id, str(condition), lot.pk if lot else no_lot().pk)


def spot_of(holding: Holding) -> Spot:
    """The spot that a holding is the row of."""
    return Spot(holding.place_id, holding.part_id, holding.condition, holding.lot_id)


@cache
def no_lot() -> Lot:
    """The row that stands for "no lot". The migrations plant it first, so it never changes."""
    return Lot.objects.get(code=Lot.NONE)


def holdings_at(spots: Iterable[Spot]) -> dict[Spot, int]:
    """The holding of each spot, by id. Missing ones are made first, empty, in key order."""
    wanted = sorted(set(spots))
    found = _find(wanted)
    absent = [s for s in wanted if s not in found]
    if absent:
        _create(absent)
        found |= _find(absent)
    return found


_COLUMNS = (("place_id", "int"), ("part_id", "int"), ("condition", "text"), ("lot_id", "int"))


def _rows(spots: list[Spot]) -> str:
    return as_json([(s.place_id, s.part_id, s.condition, s.lot_id) for s in spots])


def _find(spots: list[Spot]) -> dict[Spot, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.place_id, h.part_id, h.condition, h.lot_id, h.id"
            f" FROM ({rows_from_json(_COLUMNS)}) AS wanted JOIN stock_holding h"
            " ON h.place_id = wanted.place_id AND h.part_id = wanted.part_id"
            " AND h.condition = wanted.condition AND h.lot_id = wanted.lot_id",
            [_rows(spots)],
        )
        return {Spot(*key): holding_id for *key, holding_id in cursor.fetchall()}


def _create(spots: list[Spot]) -> None:
    places = Place.objects.in_bulk({s.place_id for s in spots})
    Holding.objects.bulk_create(
        [
            Holding(
                place_id=s.place_id,
                warehouse_id=places[s.place_id].warehouse_id or s.place_id,
                part_id=s.part_id,
                condition=s.condition,
                lot_id=s.lot_id,
                outside=places[s.place_id].outside,
            )
            for s in spots
        ],
        ignore_conflicts=True,
    )
