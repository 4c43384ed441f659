"""The demo's good stock: what stood there on the first day, and what suppliers bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shouhou.catalog.models import Part
from shouhou.demo.department import Department
from shouhou.flows import posting
from shouhou.stock import custody
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Holding, Serial
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot

USED = {"big_three", "electronic", "accessory"}


def open_books(dept: Department) -> None:
    """Opening stock on the turnover shelf, and the custodian of that shelf."""
    turnover = place(Code.TURNOVER)
    dept.do(lambda: custody.assign(turnover, dept.staff["qinyong"], by=dept.staff["linlan"]))
    wanted = [(part, _first(part, dept)) for part in _parts()]
    _bring(dept, Kind.OPENING, Code.OPENING, wanted)


def restock(dept: Department) -> None:
    """What is below its minimum is received, inspected and put on the shelf again."""
    good = {
        holding.part_id: holding.balance - holding.reserved
        for holding in Holding.objects.filter(place__code=Code.TURNOVER, condition=Condition.GOOD)
    }
    wanted = [
        (part, _first(part, dept))
        for part in _parts()
        if good.get(part.pk, 0) < max(1, part.turnover_min * dept.scale / 3)
    ]
    if wanted:
        _bring(dept, Kind.RECEIPT, Code.SUPPLIER, wanted)


def _number_of(part: Part) -> str:
    return Serial.Kind.IMEI1 if part.wears == Part.Wears.IMEI else Serial.Kind.SN


def _parts() -> Iterable[Part]:
    return Part.objects.filter(material_class__in=USED).exclude(category="PHONE").order_by("pk")


def _first(part: Part, dept: Department) -> int:
    return max(2, round(part.turnover_max * dept.scale * 0.8))


def _bring(dept: Department, kind: Kind, source: Code, wanted: Sequence[tuple[Part, int]]) -> None:
    by, shelf, outside = dept.staff["tangxiao"], place(Code.TURNOVER), place(source)
    pieces = [
        Piece(part, dept.goods.serial(part), kind=_number_of(part))
        for part, count in wanted
        if part.tracking == Part.Tracking.SERIAL
        for _ in range(count)
    ]
    with dept.moment():
        units = make_known(pieces, outside=outside)
        lines = [
            Wanted(target=spot(shelf, unit.part_id, Condition.GOOD), unit=unit) for unit in units
        ]
        lines += [
            Wanted(
                source=spot(outside, part.pk, Condition.PENDING),
                target=spot(shelf, part.pk, Condition.GOOD),
                quantity=count,
            )
            for part, count in wanted
            if part.tracking == Part.Tracking.QUANTITY
        ]
        document = documents.draft(kind, lines, by=by)
    dept.do(lambda: documents.inspect(document.pk, by=dept.staff["qa1"]))
    dept.do(lambda: documents.submit(document.pk, by=by))
    dept.do(lambda: posting.post(document.pk, by=dept.staff["linlan"]))
