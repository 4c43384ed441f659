"""What a draft is made of: the lines a command wants, resolved to holdings and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from shouhou.kernel.refusals import Invalid
from shouhou.stock.kinds import POLICIES, Kind, Policy
from shouhou.stock.models import Document, Reservation, Unit
from shouhou.stock.sets import as_json, rows_from_json
from shouhou.stock.spots import Spot, holdings_at

MOST_LINES = 20_000
MOST_PIECES = 1_000_000


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
    """Insert the lines of a draft in one statement.

    Refuses the first line that its kind does not allow, that turns one part into another, moves
    a tracked part without its serial (or an untracked one with), goes to another agent or
    nowhere, names a unit twice, or so many pieces as nobody has.
    """
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
    _refuse_impossible(document, rows)
    columns = ("line_no", "source_id", "target_id", "unit_id", "quantity", "reservation_id")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO stock_line (document_id, {', '.join(columns)})"
            f" SELECT %s, {', '.join(columns)}"
            f" FROM ({rows_from_json([(c, 'int') for c in columns])}) AS drafted",
            [document.pk, as_json(rows)],
        )
    _refuse_unfit(document)


def _refuse_impossible(document: Document, rows: Sequence[tuple[int | None, ...]]) -> None:
    seen = set()
    for number, source, target, unit, quantity, _reservation in rows:
        where = f"{document.number} #{number}"
        most = MOST_PIECES if unit is None else 1
        if not 0 < (quantity or 0) <= most:
            raise Invalid("stock.impossible_quantity", where=where, most=most)
        if source == target:
            raise Invalid("stock.goes_nowhere", where=where)
        if unit is not None and unit in seen:
            raise Invalid("stock.unit_twice", where=where)
        seen.add(unit)


def _standing(wanted: Wanted, number: int) -> int:
    if wanted.unit is None:
        raise Invalid("stock.line_has_no_source", where=f"#{number}")
    return wanted.unit.holding_id


# The lines of a draft by what the rules ask about them, each kind of line once, by its first.
_SHAPES = """
    SELECT MIN(l.line_no), sp.kind, tp.kind, s.condition, t.condition, tp.agent_id,
        s.part_id = t.part_id, (p.tracking = 'serial') = (l.unit_id IS NOT NULL)
    FROM stock_line l
    JOIN stock_holding s ON s.id = l.source_id JOIN stock_place sp ON sp.id = s.place_id
    JOIN stock_holding t ON t.id = l.target_id JOIN stock_place tp ON tp.id = t.place_id
    JOIN catalog_part p ON p.id = t.part_id
    WHERE l.document_id = %s GROUP BY 2, 3, 4, 5, 6, 7, 8 ORDER BY 1"""


@dataclass(frozen=True)
class _Shape:
    line_no: int
    source: str
    target: str
    left_as: str
    arrives_as: str
    agent_id: int | None
    one_part: bool
    named_as_tracked: bool


def _refuse_unfit(document: Document) -> None:
    policy = POLICIES[Kind(document.kind)]
    with connection.cursor() as cursor:
        cursor.execute(_SHAPES, [document.pk])
        shapes = [_Shape(*row) for row in cursor.fetchall()]
    for shape in shapes:
        where = f"{document.number} #{shape.line_no}"
        if not shape.one_part:
            raise Invalid("stock.parts_differ", where=where)
        if not shape.named_as_tracked:
            raise Invalid("stock.not_as_tracked", where=where)
        if shape.agent_id is not None and shape.agent_id != document.agent_id:
            raise Invalid("stock.place_of_another_agent", where=where)
        if not _allowed(policy, shape):
            raise Invalid(
                "stock.not_for_this_kind",
                where=where,
                kind=document.kind,
                source=shape.source,
                target=shape.target,
                condition=shape.arrives_as,
            )


def _allowed(policy: Policy, shape: _Shape) -> bool:
    return (
        shape.source in policy.sources
        and shape.target in policy.targets
        and shape.arrives_as in policy.conditions
        and (shape.left_as == shape.arrives_as or not policy.as_they_are)
    )
