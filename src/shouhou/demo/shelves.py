"""The demo's good stock: what stood there on the first day, what suppliers bring, what moves on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Sum

from shouhou.catalog.models import Part
from shouhou.demo.department import Department
from shouhou.flows import paperwork, posting, replenishing, transferring
from shouhou.flows.transferring import Load
from shouhou.stock import custody
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Holding, Serial, Transfer, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.replenishment import Need, low
from shouhou.stock.spots import spot

USED = {"big_three", "electronic", "accessory"}


def open_books(dept: Department) -> None:
    """Opening stock on the turnover shelf and in the main warehouse, and the shelf's custodian."""
    turnover = place(Code.TURNOVER)
    dept.do(lambda: custody.assign(turnover, dept.staff["qinyong"], by=dept.staff["linlan"]))
    _bring(dept, Kind.OPENING, [(part, _first(part)) for part in _parts()], to=Code.TURNOVER)
    _bring(dept, Kind.OPENING, [(part, _first(part)) for part in _parts()], to=Code.MAIN)


def restock(dept: Department) -> None:
    """Suppliers fill the main warehouse up, and the main one the turnover shelf."""
    there = Holding.objects.filter(warehouse__code=Code.MAIN, condition=Condition.GOOD)
    main = dict(there.order_by().values_list("part").annotate(Sum("balance")))
    wanted = [(part, _first(part)) for part in _parts() if main.get(part.pk, 0) < _first(part)]
    if wanted:
        _bring(dept, Kind.RECEIPT, wanted, to=Code.MAIN)
    for transfer in replenish(dept, low()):
        dept.do(lambda t=transfer: posting.post(t.received_id, by=dept.staff["qinyong"]), 600)


def replenish(dept: Department, needs: Iterable[Need]) -> list[Transfer]:
    """The clerk asks for what is low, the supervisor posts it; it is on its way now."""
    clerk, asked, units = dept.staff["tangxiao"], {}, []
    for need in needs:
        if need.part.tracking == Part.Tracking.SERIAL:
            units += _at_main(need.part)[: need.suggested]
        elif need.suggested:
            asked[need.part.pk] = need.suggested
    ways = place(Code.MAIN), place(Code.TURNOVER)
    made = [dept.do(lambda: replenishing.replenish(asked, by=clerk))] if asked else []
    if units:
        made.append(dept.do(lambda: transferring.send(*ways, Load(units), by=clerk)))
    for transfer in made:
        dept.do(lambda t=transfer: posting.post(t.sent_id, by=dept.staff["linlan"]))
    return made


def _at_main(part: Part) -> list[Unit]:
    standing = Unit.objects.filter(part=part, holding__warehouse__code=Code.MAIN)
    return list(standing.select_related("part", "holding__place").order_by("pk"))


def _number_of(part: Part) -> str:
    return Serial.Kind.IMEI1 if part.wears == Part.Wears.IMEI else Serial.Kind.SN


def _parts() -> Iterable[Part]:
    return Part.objects.filter(material_class__in=USED).exclude(category="PHONE").order_by("pk")


def _first(part: Part) -> int:
    return max(2, round(part.turnover_max * 0.8))


def _bring(dept: Department, kind: Kind, wanted: Sequence[tuple[Part, int]], *, to: Code) -> None:
    by, shelf = dept.staff["tangxiao"], place(to)
    outside = place(Code.OPENING if kind == Kind.OPENING else Code.SUPPLIER)
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
    dept.do(lambda: paperwork.inspect(document.pk, by=dept.staff["qa1"]))
    dept.do(lambda: posting.post(document.pk, by=dept.staff["linlan"]))
