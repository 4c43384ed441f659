"""This morning in the demo department: work that stands half done, so that every desk has some."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.demo import desk, shelves, workplaces
from shouhou.demo.department import Department
from shouhou.demo.desk import Box
from shouhou.demo.goods import Piece
from shouhou.exchange.commands import counting, finishing, packing, signing
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import ExchangeLine, InboundConsignment
from shouhou.flows import booking, dispatch, handing_over, judging, posting, swapping
from shouhou.stock.models import Reservation
from shouhou.stock.replenishment import low

PIECES = 8


def leave_open(dept: Department) -> None:
    """Boxes at every stage of receiving, slips to accept, tests to make, documents to post."""
    by = dept.staff["hejing"]
    _unmatched(dept, by)
    _signed(dept, by)
    _half_counted(dept, by)
    _short(dept, by)
    dept.do(lambda: booking.submit(_counted(dept, by).pk, by=by))
    _waiting_slip(dept, by)
    workplaces.leave_open(dept)
    _accessories(dept, by)
    _to_post(dept, by)
    shelves.replenish(dept, low()[::2])


def _unmatched(dept: Department, by: User) -> None:
    carrier = dept.carriers["ZTO"]
    arrived = Arrived(carrier, dept.waybill(carrier), weight_g=1800)
    dept.do(lambda: signing.sign(arrived, by=by))


def _signed(dept: Department, by: User) -> InboundConsignment:
    carrier = dept.carriers["SF"]
    arrived = Arrived(carrier, dept.waybill(carrier), boxes=2, weight_g=4200)
    return dept.do(lambda: signing.sign(arrived, by=by, agent=dept.agent()))


def _listed(dept: Department, by: User, missing: int = 0) -> tuple[InboundConsignment, Box]:
    """A signed box with its list; `missing` pieces of the list are not inside."""
    consignment = _signed(dept, by)
    agent = consignment.agent
    assert agent is not None
    pieces = [piece for piece in dept.goods.box(agent.code, PIECES * 2) if piece.serial]
    box = Box(agent, inside=pieces[missing:], declared=pieces)
    lines = [Declared(piece.part, 1, piece.serial, fault=piece.fault) for piece in pieces]
    source = Source("workbook", f"{agent.code} 装箱清单.xlsx")
    dept.do(lambda: packing.keep(consignment.pk, source, lines, by=by))
    dept.do(lambda: counting.start(consignment.pk, by=by))
    return consignment, box


def _scan(dept: Department, consignment: InboundConsignment, box: Box, by: User) -> None:
    for piece in box.inside:
        dept.do(lambda p=piece: counting.scan(consignment.pk, p.serial, by=by, part=p.part), 4)


def _half_counted(dept: Department, by: User) -> None:
    consignment, box = _listed(dept, by)
    half = Box(box.agent, box.inside[: len(box.inside) // 2], box.declared)
    _scan(dept, consignment, half, by)


def _short(dept: Department, by: User) -> None:
    consignment, box = _listed(dept, by, missing=1)
    _scan(dept, consignment, box, by)
    dept.do(lambda: finishing.finish(consignment.pk, by=by))


def _counted(dept: Department, by: User) -> InboundConsignment:
    consignment, box = _listed(dept, by)
    _scan(dept, consignment, box, by)
    return dept.do(lambda: finishing.finish(consignment.pk, by=by))


def _waiting_slip(dept: Department, by: User) -> None:
    consignment = _counted(dept, by)
    document = dept.do(lambda: booking.submit(consignment.pk, by=by))
    dept.do(lambda: posting.post(document.pk, by=dept.staff["linlan"]))
    dept.do(lambda: handing_over.hand_over(consignment.pk, by=by))


def _accessories(dept: Department, by: User) -> None:
    """One box waits for the custodian's count; of another he has judged one line, not the rest."""
    for_him, his = (
        desk.receive(dept, Box(agent, pieces, pieces))
        for agent in dept.agents[:2]
        if (pieces := [one for one in dept.goods.box(agent.code, PIECES * 6) if _is_his(one)])
    )
    dept.do(lambda: posting.post(for_him.pk, by=dept.staff["linlan"]))
    box = InboundConsignment.objects.get(document=for_him)
    dept.do(lambda: handing_over.hand_over(box.pk, by=by))
    desk.book_and_hand_over(dept, his)
    line = ExchangeLine.objects.filter(inbound_line__document=his).order_by("pk")[0]
    test = judging.Test(judging.Grounds.DEFECTIVE, measured="实测不合格")
    dept.do(lambda: swapping.swap(line.pk, line.quantity, test, by=dept.staff["qinyong"]))


def _is_his(piece: Piece) -> bool:
    return piece.part.material_class == Part.MaterialClass.ACCESSORY


def _to_post(dept: Department, by: User) -> None:
    """An outbound document of whoever has something ready that needs no serial scanned."""
    waiting = dispatch.judged(Reservation.objects.free()).filter(holding__part__tracking="quantity")
    promise = waiting.select_related("demand__agent").order_by("pk").first()
    if promise is not None:
        chosen = {promise.pk: promise.open}
        dept.do(lambda: dispatch.issue(promise.demand.agent, chosen, by=by))
