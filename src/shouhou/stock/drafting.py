"""What a draft is made of: the lines a command wants, resolved to holdings and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from shouhou.kernel.refusals import Invalid
from shouhou.stock import chain
from shouhou.stock.kinds import POLICIES, Kind
from shouhou.stock.models import Document, Holding, Reservation, Unit
from shouhou.stock.sets import as_json, rows_from_json
from shouhou.stock.spots import Spot, holdings_at

MOST_LINES = 20_000


@dataclass(frozen=True)
class Wanted:
    """One line as a command asks for it: pieces of a part, or one unit, from spot to spot.

    A unit leaves from wherever it stands now, so its `source` may be left out.
    """

    target: Spot
    source: Spot | None = None
    quantity: int = 1
    unit: Unit | None = None
    reservation: Reservation | None = None


def write_lines(document: Document, wanted: Sequence[Wanted]) -> None:
    """Insert the lines of a draft in one statement. Refuses lines that its kind does not allow."""
    if not wanted:
        raise Invalid("stock.no_lines", where=document.number)
    if len(wanted) > MOST_LINES:
        raise Invalid("stock.too_many_lines", where=document.number, most=MOST_LINES)
    spots = [w.target for w in wanted] + [w.source for w in wanted if w.source is not None]
    holdings = holdings_at(spots)
    rows = [
        (
            number,
            holdings[w.source] if w.source is not None else _standing(w, number),
            holdings[w.target],
            w.unit.pk if w.unit else None,
            w.quantity,
            w.reservation.pk if w.reservation else None,
        )
        for number, w in enumerate(wanted, start=1)
    ]
    columns = ("line_no", "source_id", "target_id", "unit_id", "quantity", "reservation_id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO stock_line (document_id, {', '.join(columns)})"
            f" SELECT %s, {', '.join(columns)}"
            f" FROM ({rows_from_json([(c, 'int') for c in columns])}) AS drafted",
            [document.pk, as_json(rows)],
        )
    _check_policy(document)


def _standing(wanted: Wanted, number: int) -> int:
    if wanted.unit is None:
        raise Invalid("stock.line_has_no_source", where=f"#{number}")
    return wanted.unit.holding_id


def _check_policy(document: Document) -> None:
    policy = POLICIES[Kind(document.kind)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT sp.kind, tp.kind, t.condition FROM stock_line l"
            " JOIN stock_holding s ON s.id = l.source_id JOIN stock_place sp ON sp.id = s.place_id"
            " JOIN stock_holding t ON t.id = l.target_id JOIN stock_place tp ON tp.id = t.place_id"
            " WHERE l.document_id = %s",
            [document.pk],
        )
        for source, target, condition in cursor.fetchall():
            if not (
                source in policy.sources
                and target in policy.targets
                and condition in policy.conditions
            ):
                raise Invalid(
                    "stock.not_for_this_kind",
                    where=document.number,
                    kind=document.kind,
                    source=source,
                    target=target,
                    condition=condition,
                )


def digest_of_lines(document: Document) -> str:
    """The digest that approval and posting are held to."""
    rows = document.lines.order_by("line_no").values_list(
        "line_no", "source_id", "target_id", "unit_id", "quantity"
    )
    return chain.digest_of(rows)


def standing_of(units: Sequence[Unit]) -> dict[int, Spot]:
    """Where each unit stands now, by unit id."""
    holdings = Holding.objects.in_bulk({unit.holding_id for unit in units})
    return {
        unit.pk: Spot(h.place_id, h.part_id, h.condition, h.lot_id)
        for unit in units
        for h in [holdings[unit.holding_id]]
    }
