"""The main job, step by step through the real commands: what several tests tell a part of."""

from __future__ import annotations

from shouhou.accounts.models import Attachment, User
from shouhou.exchange.commands import counting, debts, discrepancies, finishing, packing, signing
from shouhou.exchange.commands.debts import Closing
from shouhou.exchange.commands.discrepancies import Agreement
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import (
    ExchangeLine,
    ExchangeOrder,
    Handover,
    InboundConsignment,
    ReturnObligation,
    Settlement,
)
from shouhou.flows import (
    account_requests,
    bench,
    booking,
    dispatch,
    handing_over,
    posting,
    releasing,
    swapping,
)
from shouhou.flows.account_requests import Wanted
from shouhou.flows.judging import Test
from shouhou.partners.models import Agent
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import RepairOrder
from shouhou.stock.models import Document, Unit
from tests.world import World

_numbers = iter(range(1, 10_000))


def waybill() -> str:
    """The next waybill of SF."""
    return f"SF1{next(_numbers):012d}"


def signed(w: World, agent: Agent) -> InboundConsignment:
    """A parcel of an agent, signed for."""
    return signing.sign(Arrived(w.carrier(), waybill()), by=w.hejing, agent=agent)


def counted(
    w: World, agent: Agent, declared: list[Declared], serials: list[tuple[str, str]]
) -> InboundConsignment:
    """A consignment counted: `serials` are `(part number, serial)`, or a quantity for the rest."""
    consignment = signed(w, agent)
    packing.keep(consignment.pk, Source("hand"), declared, by=w.hejing)
    counting.start(consignment.pk, by=w.hejing)
    for part_no, what in serials:
        part = w.part(part_no)
        if part.tracking == "serial":
            counting.scan(consignment.pk, what, by=w.hejing, part=part)
        else:
            counting.tally(consignment.pk, part, int(what), by=w.hejing)
    return finishing.finish(consignment.pk, by=w.hejing)


def agreed(w: World, consignment: InboundConsignment) -> None:
    """Every difference agreed with the agent, as counted."""
    for difference in consignment.discrepancies.filter(state="open"):
        discrepancies.agree(
            difference.pk, Agreement("as_counted", "王经理", "微信截图"), by=w.hejing
        )


def booked(w: World, consignment: InboundConsignment) -> Document:
    """The consignment booked in and posted by the supervisor."""
    return posting.post(booking.submit(consignment.pk, by=w.hejing).pk, by=w.linlan)


def taken_over(w: World, consignment: InboundConsignment) -> list[Handover]:
    """Everything handed over and accepted, by an engineer and the custodian."""
    slips = handing_over.hand_over(consignment.pk, by=w.hejing)
    for slip in slips:
        receiver = w.zhouqi if slip.target.code == "BENCH" else w.qinyong
        handing_over.accept(
            slip.pk, {row.pk: row.quantity for row in slip.lines.all()}, by=receiver
        )
    return slips


def received(w: World, quantity: int = 3, part_no: str = "CHG-S5-01B") -> ExchangeLine:
    """Bad pieces of an agent, taken over by whoever they are for."""
    declared, counts = [Declared(w.part(part_no), quantity)], [(part_no, str(quantity))]
    box = counted(w, w.agent(), declared, counts)
    booked(w, box)
    taken_over(w, box)
    return box.lines.get()


def inspected(order: RepairOrder, *, by: User, symptom: object = None) -> None:
    """An order started, its checklist answered: all well, or one fault with `symptom`."""
    orders.start(order.pk, by=by)
    items = list(inspection.checklist(order))
    answers = [Answer(item.pk, "ok") for item in items]
    if symptom is not None:
        answers[-1] = Answer(items[-1].pk, "ng", symptom=symptom)
    inspection.answer(order.pk, answers, by=by)


def answered_again(order: RepairOrder, *, by: User, symptom: object) -> None:
    """The checklist of an order answered once more, with one fault."""
    items = list(inspection.checklist(order))
    answers = [Answer(item.pk, "ok") for item in items[:-1]]
    inspection.answer(order.pk, [*answers, Answer(items[-1].pk, "ng", symptom=symptom)], by=by)


def repaired(w: World, order: RepairOrder) -> Document:
    """An order repaired by one engineer, checked by another, released and posted."""
    symptom, measure = w.fault("symptom", "D01"), w.fault("repair", "R06")
    inspected(order, by=w.zhouqi, symptom=symptom)
    bench.judge(order.pk, Verdict.REPAIR, by=w.zhouqi)
    repairing.act(order.pk, repairing.Done(measure), by=w.zhouqi)
    repairing.finish(order.pk, self_test_passed=True, by=w.zhouqi)
    repairing.check(order.pk, passed=True, reason="", by=w.chenzhou)
    return posting.post(releasing.release([order.pk], by=w.zhouqi).pk, by=w.linlan)


def user_damaged(w: World, order: RepairOrder, photos: list[Attachment]) -> None:
    """An order judged user damage with its evidence, approved by the supervisor."""
    inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D04"))
    inspection.photograph(order.pk, photos, by=w.zhouqi)
    bench.judge(order.pk, Verdict.USER_DAMAGE, by=w.zhouqi, reason="屏碎, 跌落痕")
    bench.approve_verdict(order.pk, by=w.linlan)


def swapped(w: World, line_id: int, quantity: int) -> ExchangeOrder:
    """Accessories swapped by the custodian, the judgement posted by the supervisor."""
    test = Test(ExchangeOrder.Grounds.DEFECTIVE, measured="0 V")
    made = swapping.swap(line_id, quantity, test, by=w.qinyong)
    posting.post(made.judgement_id, by=w.linlan)
    return made


def issued_in_advance(w: World, part_no: str, quantity: int = 1) -> ReturnObligation:
    """Good pieces the agent got before he sent anything: what he owes for them."""
    wanted = Wanted(quantity, "机主等用")
    asked = account_requests.ask_advance(w.agent(), w.part(part_no), wanted, by=w.hejing)
    account_requests.grant(asked.pk, by=w.linlan)
    shipped(w)
    return ReturnObligation.objects.latest("pk")


def shipped(w: World) -> Document:
    """Whatever is ready for the agent, issued and posted; tracked pieces are scanned first."""
    for promise in dispatch.ready(w.agent()):
        if promise.holding.part.tracking == "serial" and promise.picked_by_id is None:
            unit = Unit.objects.filter(holding=promise.holding).earliest("pk")
            dispatch.pick(w.agent(), unit.label, by=w.hejing)
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    return posting.post(dispatch.issue(w.agent(), ready, by=w.hejing).pk, by=w.linlan)


def came(w: World, part_no: str, what: str, agent: Agent | None = None) -> ExchangeLine:
    """Pieces that came in a box and lie where they are judged."""
    part = w.part(part_no)
    declared = [Declared(part, 1, what) if part.tracking == "serial" else Declared(part, int(what))]
    box = counted(w, agent or w.agent(), declared, [(part_no, what)])
    booked(w, box)
    taken_over(w, box)
    return box.lines.get()


def given_up(w: World, line: ExchangeLine, quantity: int) -> None:
    """Pieces of a debt that the agent gave up, settled by an approval."""
    closing = Closing(line, Settlement.Kind.WAIVED, quantity, reason="代理放弃")
    debts.settle([closing], by=w.linlan)


def sent_back(w: World, line_id: int, quantity: int) -> ExchangeLine:
    """Counterfeit accessories that the custodian photographed: they go back as they came."""
    photos = w.photos(by=w.qinyong, count=1)
    return swapping.send_back(line_id, quantity, reason="假件", by=w.qinyong, photos=photos)
