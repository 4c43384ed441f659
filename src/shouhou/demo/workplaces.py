"""This morning at the bench and at the packing table: a piece, or a box, at every stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle

from shouhou.catalog.models import Part
from shouhou.demo import desk, outgoing, workshop
from shouhou.demo.department import Department
from shouhou.demo.desk import Box
from shouhou.demo.goods import Piece
from shouhou.flows import account_requests, posting
from shouhou.flows.account_requests import Wanted
from shouhou.flows.receiving_stock import Delivered, receive
from shouhou.partners.models import Agent
from shouhou.repair.commands import orders
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.shipping.commands import shipments
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document
from shouhou.stock.places import Code

DRAWN = 40
FURTHER = (Verdict.NTF, Verdict.USER_DAMAGE, Verdict.REPAIR)
"""What becomes of the pieces that are judged: each waits for another person then."""


def leave_open(dept: Department) -> None:
    """What lies at the bench, what is ready, to be packed, packed, and asked for."""
    _at_the_bench(dept)
    ready, to_pack, half_packed, packed = agents = dept.agents[-4:]
    for agent in agents:
        _swapped(dept, agent)
    _advance_asked_for(dept, ready)
    _delivered(dept)
    _posted(dept, to_pack)
    if begun := _posted(dept, half_packed):
        ids, consignee = [one.pk for one in begun], shipments.Consignee.of(half_packed)
        dept.do(lambda: shipments.make(half_packed, ids, consignee, by=dept.staff["suwen"]))
    if documents := _posted(dept, packed):
        outgoing.pack(dept, packed, documents, "suwen")


def _at_the_bench(dept: Department) -> None:
    """Panels of one box: every engineer has one in hand, others are further, two untouched."""
    codes, engineers, agent = workshop.fault_codes(), dept.staff.engineers, dept.agent()
    drawn = dept.goods.box(agent.code, DRAWN * 2)
    panels = [one for one in drawn if one.serial and one.part.category == "LCD"]
    waiting = iter(_at_hand(dept, agent, panels[: len(engineers) + len(FURTHER) + 2]))
    for by, order in zip(engineers, waiting, strict=False):
        dept.do(lambda o=order, b=by: orders.start(o.pk, by=b))
    for verdict, by, order in zip(FURTHER, cycle(engineers), waiting):
        workshop.judge(dept, order, verdict, codes, by=by)
        if verdict == Verdict.REPAIR:
            workshop.repair(dept, order, codes)


def _at_hand(dept: Department, agent: Agent, pieces: Sequence[Piece]) -> Iterable[RepairOrder]:
    """The orders of a box that came to the bench just now."""
    desk.book_and_hand_over(dept, desk.receive(dept, Box(agent, list(pieces), list(pieces))))
    serials = [piece.serial for piece in pieces]
    mine = RepairOrder.objects.filter(unit__label__in=serials, state=State.NEW)
    return mine.select_related("part", "unit").order_by("pk")


def _swapped(dept: Department, agent: Agent) -> None:
    """The custodian has swapped a small box of accessories: something is ready for its agent."""
    drawn = dept.goods.box(agent.code, DRAWN)
    pieces = [one for one in drawn if one.part.material_class == Part.MaterialClass.ACCESSORY][:5]
    if pieces:
        desk.book_and_hand_over(dept, desk.receive(dept, Box(agent, pieces, pieces)))
        workshop.swap(dept)
        workshop.post_what_waits(dept, "judgement")


def _posted(dept: Department, agent: Agent) -> list[Document]:
    documents = outgoing.issue(dept, agent, "suwen")
    for document in documents:
        dept.do(lambda d=document: posting.post(d.pk, by=dept.staff["linlan"]))
    return documents


def _advance_asked_for(dept: Department, agent: Agent) -> None:
    """An agent wants chargers before his old ones come in; the supervisor has to say yes or no."""
    wanted = Wanted(3, "门店备件用完，旧件月底返回")
    by, part = dept.staff["hejing"], _charger()
    dept.do(lambda: account_requests.ask_advance(agent, part, wanted, by=by))


def _delivered(dept: Department) -> None:
    """A supplier has brought chargers; somebody else than the clerk has to look at them."""
    lines, by = [Delivered(_charger(), 40, lot=f"L{dept.now:%y%m}")], dept.staff["tangxiao"]
    note = "供应商送货单"
    dept.do(lambda: receive(Kind.RECEIPT, Code.MAIN, lines, by=by, reason=note))


def _charger() -> Part:
    return Part.objects.approved().filter(category="CHG").order_by("pk")[0]
