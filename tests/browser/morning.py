"""Run after `shouhou demo` on its database: today's morning, with something waiting for everybody.

The demo ends yesterday evening, when everything that could go has gone. Here the last two hours
are lived too: boxes stand open, documents wait for the supervisor, orders for a verdict.
"""

from __future__ import annotations

import django

if __name__ == "__main__":
    django.setup()

from datetime import timedelta

from shouhou.accounts.models import User
from shouhou.catalog import calendar
from shouhou.catalog.models import FaultCode
from shouhou.demo import build, desk, outgoing, workshop
from shouhou.demo.department import Department
from shouhou.demo.people import Staff
from shouhou.demo.pictures import photo
from shouhou.exchange.commands import counting, finishing, signing
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import InboundConsignment
from shouhou.flows import bench, handing_over, posting
from shouhou.kernel import clock
from shouhou.repair.commands import inspection, orders
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.shipping.commands import packing, shipments
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document

SEED = 5


def live() -> None:
    """The whole morning."""
    dept = _department()
    _boxes(dept)
    _bench(dept)
    _turnover(dept)
    _dispatch(dept)


def _department() -> Department:
    staff = Staff(users={user.username: user for user in User.objects.all()})
    dept = build._department(staff, calendar.load(), build.Plan(seed=SEED))  # noqa: SLF001
    dept.waybills = 900_000
    dept.goods._given.default_factory = lambda: 500_000  # noqa: SLF001 - new serials
    dept.now = clock.now() - timedelta(hours=2)
    return dept


def _boxes(dept: Department) -> None:
    """Two boxes as far as the queue, one differing, one half counted, two unopened, one unowned."""
    for pieces in (9, 14):
        desk.receive(dept, desk.packed(dept, dept.agent(), pieces))
    _short(dept)
    posting.post(desk.receive(dept, desk.packed(dept, dept.agent(), 6)).pk, by=dept.staff["linlan"])
    posted = desk.receive(dept, desk.packed(dept, dept.agent(), 12))
    posting.post(posted.pk, by=dept.staff["linlan"])
    for agent in dept.agents[:3]:
        desk.book_and_hand_over(dept, desk.receive(dept, desk.packed(dept, agent, 12)))
    box = InboundConsignment.objects.get(document=posted)
    dept.do(lambda: handing_over.hand_over(box.pk, by=dept.staff[posted.made_by.username]))
    _half_counted(dept)
    for agent in (dept.agent(), dept.agent(), None):
        carrier = dept.carrier()
        arrived = Arrived(carrier, dept.waybill(carrier), weight_g=2400)
        dept.do(lambda a=agent, x=arrived: signing.sign(x, by=dept.staff["hejing"], agent=a))


def _opened(dept: Department, count: int) -> tuple[InboundConsignment, desk.Box]:
    by = dept.staff["hejing"]
    inside = dept.goods.box(dept.agents[0].code, count)
    box = desk.Box(dept.agents[0], inside, inside)
    consignment = desk._sign(dept, box.agent, by)  # noqa: SLF001
    desk._keep_list(dept, consignment, box, by)  # noqa: SLF001
    return dept.do(lambda: counting.start(consignment.pk, by=by)), box


def _short(dept: Department) -> None:
    consignment, box = _opened(dept, 8)
    counted = desk.Box(box.agent, box.inside[1:], box.declared)
    desk._count(dept, consignment, counted, dept.staff["hejing"])  # noqa: SLF001
    dept.do(lambda: finishing.finish(consignment.pk, by=dept.staff["hejing"]))


def _half_counted(dept: Department) -> None:
    consignment, box = _opened(dept, 15)
    counted = desk.Box(box.agent, box.inside[:9], box.declared)
    desk._count(dept, consignment, counted, dept.staff["hejing"])  # noqa: SLF001


def _bench(dept: Department) -> None:
    """Zhou Qi has one order half answered, one under repair, one verdict waits for approval."""
    engineer = dept.staff["zhouqi"]
    waiting = RepairOrder.objects.filter(state=State.NEW, part__repairable=True)
    first, second, third = waiting.select_related("part").order_by("pk")[:3]
    codes = workshop._codes()  # noqa: SLF001
    for order in (first, second, third):
        dept.do(lambda o=order: orders.start(o.pk, by=engineer))
        _inspected(dept, order, engineer, codes["symptom D01"])
    dept.do(lambda: bench.judge(second.pk, Verdict.REPAIR, by=engineer))
    photos = [photo("摔裂", by=engineer) for _ in range(2)]
    dept.do(lambda: inspection.photograph(third.pk, photos, by=engineer))
    reason = "屏裂, 跌落痕"
    dept.do(lambda: bench.judge(third.pk, Verdict.USER_DAMAGE, by=engineer, reason=reason))


def _inspected(dept: Department, order: RepairOrder, by: User, symptom: FaultCode) -> None:
    items = list(inspection.checklist(order))
    answers = [Answer(item.pk, "ok") for item in items]
    answers[-1] = Answer(items[-1].pk, "ng", symptom=symptom)
    dept.do(lambda: inspection.answer(order.pk, answers, by=by))


def _turnover(dept: Department) -> None:
    """Everything accepted is swapped; of the judgements, the last waits for the supervisor."""
    workshop.swap(dept)
    *judged, _last = Document.objects.waiting().filter(kind=Kind.JUDGEMENT).order_by("pk")
    for document in judged:
        dept.do(lambda d=document: posting.post(d.pk, by=dept.staff["linlan"]))


def _dispatch(dept: Department) -> None:
    """One agent's pieces wait to be posted, another's are half packed, a third's are ready."""
    by, (first, second, _third) = dept.staff["suwen"], dept.agents[:3]
    outgoing._issue(dept, first, "hejing")  # noqa: SLF001
    (document,) = outgoing._issue(dept, second, "suwen")  # noqa: SLF001
    dept.do(lambda: posting.post(document.pk, by=dept.staff["linlan"]))
    consignee = shipments.Consignee.of(second)
    shipment = dept.do(lambda: shipments.make(second, [document.pk], consignee, by=by))
    line = document.lines.select_related("unit", "source__part").first()
    code = line.unit.label if line.unit else line.source.part.part_no
    dept.do(lambda: packing.scan(shipment.pk, code, quantity=1, by=by))


if __name__ == "__main__":
    live()
