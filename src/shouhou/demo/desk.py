"""The front desk's day: signing, counting, agreeing, booking in, handing over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shouhou.accounts.models import User
from shouhou.demo.department import Department
from shouhou.demo.goods import Piece
from shouhou.demo.pictures import photo
from shouhou.exchange.commands import counting, discrepancies, finishing, notices, packing, signing
from shouhou.exchange.commands.discrepancies import Agreement, Talk
from shouhou.exchange.commands.notices import Announced
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import InboundConsignment
from shouhou.flows import booking, handing_over, posting
from shouhou.partners.models import Agent
from shouhou.stock.models import Document

DISCREPANT = 0.03
ANNOUNCED = 0.6
WITHOUT_LIST = 0.02
KINDS = {"short": 45, "over": 15, "wrong_part": 20, "wrong_serial": 12, "damaged": 8}


@dataclass(frozen=True)
class Box:
    """What is really in a consignment, and what its list says."""

    agent: Agent
    inside: list[Piece]
    declared: list[Piece]
    damaged: bool = False


def packed(dept: Department, agent: Agent, count: int) -> Box:
    """A box as an agent packs it; three in a hundred are not what their list says."""
    inside = dept.goods.box(agent.code, count)
    declared = list(inside)
    if dept.draw.random() >= DISCREPANT:
        return Box(agent, inside, declared)
    kind = dept.draw.choices(list(KINDS), list(KINDS.values()))[0]
    if kind == "short" and len(inside) > 1:
        inside = inside[1:]
    elif kind == "over":
        declared = declared[1:] or declared
    elif kind == "wrong_part":
        inside = [*dept.goods.box(agent.code, 1), *inside[1:]]
    elif kind == "wrong_serial" and inside[0].serial:
        declared = [replace(inside[0], serial=dept.goods.serial(inside[0].part)), *inside[1:]]
    return Box(agent, inside, declared, damaged=kind == "damaged")


def receive(dept: Department, box: Box) -> Document:
    """From the courier's hand to the supervisor's queue."""
    by = dept.draw.choice(dept.staff.desk)
    consignment = _sign(dept, box.agent, by)
    _keep_list(dept, consignment, box, by)
    dept.do(lambda: counting.start(consignment.pk, by=by))
    _count(dept, consignment, box, by)
    consignment = dept.do(lambda: finishing.finish(consignment.pk, by=by))
    _agree(dept, consignment, by)
    return dept.do(lambda: booking.submit(consignment.pk, by=by), 300)


def book_and_hand_over(dept: Department, document: Document) -> None:
    """The supervisor posts; the desk sorts and hands over; the receivers count and sign."""
    dept.do(lambda: posting.post(document.pk, by=dept.staff["linlan"]), 60)
    giver = dept.staff[document.made_by.username]
    consignment = InboundConsignment.objects.get(document=document)
    slips = dept.do(lambda: handing_over.hand_over(consignment.pk, by=giver), 120)
    for slip in slips:
        to_bench = slip.target.code == "BENCH"
        receiver = dept.draw.choice(dept.staff.engineers) if to_bench else dept.staff["qinyong"]
        whole = {row.pk: row.quantity for row in slip.lines.all()}
        dept.do(lambda s=slip, w=whole, r=receiver: handing_over.accept(s.pk, w, by=r), 120)


def _sign(dept: Department, agent: Agent, by: User) -> InboundConsignment:
    carrier = dept.carrier()
    waybill = dept.waybill(carrier)
    if dept.draw.random() < ANNOUNCED:
        announced = Announced(agent, carrier=carrier, waybills=(waybill,))
        dept.do(lambda: notices.enter(announced, by=by))
    arrived = Arrived(carrier, waybill, weight_g=dept.draw.randrange(800, 6000))
    return dept.do(lambda: signing.sign(arrived, by=by, agent=agent), 90)


def _keep_list(dept: Department, consignment: InboundConsignment, box: Box, by: User) -> None:
    if dept.draw.random() < WITHOUT_LIST:
        dept.do(lambda: packing.keep(consignment.pk, Source("none"), [], by=by))
        return
    source = Source("workbook", f"{box.agent.code} 装箱清单 {consignment.number}.xlsx")
    lines = [Declared(p.part, 1, p.serial, fault=p.fault) for p in box.declared if p.serial]
    rest = [piece for piece in box.declared if not piece.serial]
    for part in {piece.part for piece in rest}:
        same = [piece for piece in rest if piece.part == part]
        lines.append(Declared(part, len(same), fault=same[0].fault))
    dept.do(lambda: packing.keep(consignment.pk, source, lines, by=by))


def _count(dept: Department, consignment: InboundConsignment, box: Box, by: User) -> None:
    last = None
    for piece in box.inside:
        if piece.serial:
            last = dept.do(
                lambda p=piece: counting.scan(consignment.pk, p.serial, by=by, part=p.part), 4
            )
    rest = [piece for piece in box.inside if not piece.serial]
    for part in sorted({piece.part for piece in rest}, key=lambda part: part.part_no):
        count = sum(piece.part == part for piece in rest)
        last = dept.do(lambda p=part, n=count: counting.tally(consignment.pk, p, n, by=by), 10)
    if box.damaged and last is not None:
        picture = photo("运输破损", by=by)
        dept.do(
            lambda: counting.remark(
                last.scan.pk,
                damaged="运输压裂",
                eligibility="unchecked",
                photos=(picture,),
                by=by,
            )
        )


def _agree(dept: Department, consignment: InboundConsignment, by: User) -> None:
    assert consignment.agent is not None
    for difference in consignment.discrepancies.filter(state="open"):
        talk = Talk("phone", f"{consignment.agent.contact}", "核对差异, 代理确认")
        dept.do(lambda d=difference, t=talk: discrepancies.note_contact(d.pk, t, by=by), 600)
        handling = "resend" if difference.kind == "short" else "as_counted"
        agreement = Agreement(handling, consignment.agent.contact, "微信截图与通话记录")
        dept.do(lambda d=difference, a=agreement: discrepancies.agree(d.pk, a, by=by), 600)
