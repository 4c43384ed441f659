"""The bench and the turnover warehouse of the demo: verdicts by their shares, over days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from shouhou.accounts.models import User
from shouhou.catalog.models import FaultCode
from shouhou.demo.department import Department
from shouhou.demo.pictures import photo
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.flows import bench, posting, releasing, swapping
from shouhou.flows.judging import Test
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.commands.repairing import Done
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.stock.models import Document

REPAIRABLE = {
    Verdict.REPAIR: 79,
    Verdict.EXCHANGE: 4,
    Verdict.NTF: 9,
    Verdict.USER_DAMAGE: 5,
    Verdict.SCRAP: 3,
}
NOT_REPAIRABLE = {Verdict.EXCHANGE: 83, Verdict.NTF: 9, Verdict.USER_DAMAGE: 5, Verdict.SCRAP: 3}
"""Two thirds of what comes to the bench is repairable, so together: 54 repaired, 29 exchanged."""

FIRST_PASS = 0.972
WAITS_FOR_PARTS = 0.04

Codes = Mapping[str, FaultCode]


def work(dept: Department) -> None:
    """A day at the bench: what waited long enough is judged, repaired, checked and released."""
    codes = fault_codes()
    waiting = RepairOrder.objects.filter(state=State.NEW).select_related("part", "unit")
    for order in waiting.order_by("received_at", "pk"):
        age_hours = (dept.now - order.received_at).total_seconds() / 3600
        if age_hours > dept.draw.expovariate(1 / 20):
            _one(dept, order, codes)
    for order in RepairOrder.objects.filter(state=State.PAUSED).select_related("engineer"):
        if dept.draw.random() < 0.2:
            dept.do(lambda o=order: orders.resume(o.pk, by=o.engineer))
            _finish(dept, order, codes)
    _release(dept)


def swap(dept: Department) -> None:
    """The custodian tests and swaps every accessory that came over; the supervisor posts."""
    by = dept.staff["qinyong"]
    lines = ExchangeLine.objects.filter(
        route=ExchangeLine.Route.TURNOVER, handover_lines__handover__state="accepted"
    ).filter(settled=0, exchange_orders=None)
    lines = lines.exclude(consignment__in=dept.left_lying)
    for line in lines.select_related("part").order_by("pk"):
        free = free_to_judge(line)
        if free:
            test = Test(ExchangeOrder.Grounds.DEFECTIVE, measured="实测不合格")
            dept.do(lambda x=line, n=free, t=test: swapping.swap(x.pk, n, t, by=by), 90)


def post_what_waits(dept: Department, *kinds: str) -> None:
    """The supervisor works through the queue."""
    waiting = Document.objects.waiting().filter(kind__in=kinds)
    for document in waiting:
        dept.do(lambda d=document: posting.post(d.pk, by=dept.staff["linlan"]), 8)


def _one(dept: Department, order: RepairOrder, codes: Codes) -> None:
    by = dept.draw.choice(dept.staff.engineers)
    shares = REPAIRABLE if order.part.repairable else NOT_REPAIRABLE
    verdict = dept.draw.choices(list(shares), list(shares.values()))[0]
    judge(dept, order, verdict, codes, by=by)
    _after(dept, order, verdict, codes)


def judge(
    dept: Department, order: RepairOrder, verdict: Verdict, codes: Codes, *, by: User
) -> None:
    """An engineer looks at a piece, answers its checklist and says what becomes of it."""
    dept.do(lambda: orders.start(order.pk, by=by))
    items = dept.checklist(order)
    answers = [Answer(item.pk, "ok") for item in items]
    if verdict != Verdict.NTF:
        symptom = codes[f"symptom {order.reported or 'P01'}"]
        answers[-1] = Answer(items[-1].pk, "ng", symptom=symptom)
    dept.do(lambda: inspection.answer(order.pk, answers, by=by), 900)
    if verdict == Verdict.USER_DAMAGE:
        photos = [photo("摔裂", by=by) for _ in range(2)]
        dept.do(lambda: inspection.photograph(order.pk, photos, by=by))
    reason = {Verdict.USER_DAMAGE: "屏裂, 跌落痕", Verdict.SCRAP: "主板断层"}.get(verdict, "")
    dept.do(lambda: bench.judge(order.pk, verdict, by=by, reason=reason), 60)
    order.engineer, order.verdict = by, verdict


def _after(dept: Department, order: RepairOrder, verdict: Verdict, codes: Codes) -> None:
    engineer = order.engineer
    assert engineer is not None
    if verdict == Verdict.NTF:
        other = next(e for e in dept.staff.engineers if e != engineer)
        dept.do(lambda: inspection.second_opinion(order.pk, agrees=True, reason="", by=other), 1800)
        check(dept, order)
    elif verdict in {Verdict.USER_DAMAGE, Verdict.SCRAP}:
        dept.do(lambda: bench.approve_verdict(order.pk, by=dept.staff["linlan"]), 600)
        if verdict == Verdict.SCRAP:
            dept.do(lambda: bench.write_exchange(order.pk, by=engineer))
    elif verdict == Verdict.REPAIR:
        if dept.draw.random() < WAITS_FOR_PARTS:
            dept.do(lambda: orders.pause(order.pk, "parts", by=engineer))
        else:
            _finish(dept, order, codes)


def _finish(dept: Department, order: RepairOrder, codes: Codes) -> None:
    passes = False
    while not passes:
        repair(dept, order, codes)
        passes = check(dept, order)


def repair(dept: Department, order: RepairOrder, codes: Codes) -> None:
    """The engineer of a piece repairs it and tests it himself."""
    engineer = order.engineer
    assert engineer is not None
    measure = codes["repair R06" if order.part.category == "LCD" else "repair R02"]
    dept.do(lambda: repairing.act(order.pk, Done(measure), by=engineer), 1200)
    dept.do(lambda: repairing.finish(order.pk, self_test_passed=True, by=engineer), 600)


def check(dept: Department, order: RepairOrder) -> bool:
    """Quality checks a repaired piece; whether it passed."""
    passes = dept.draw.random() < FIRST_PASS
    by = dept.staff["zoufan"]
    if order.verdict == Verdict.NTF:
        passes = True
    reason = "" if passes else "复检触摸断触"
    dept.do(lambda: repairing.check(order.pk, passed=passes, reason=reason, by=by), 900)
    return passes


def _release(dept: Department) -> None:
    done = list(RepairOrder.objects.filter(state=State.RELEASED).values_list("pk", flat=True))
    if done:
        by = dept.draw.choice(dept.staff.engineers)
        dept.do(lambda: releasing.release(done, by=by), 300)
    dept.now += timedelta(minutes=5)


def fault_codes() -> Codes:
    """Every fault code of the catalogue, by its kind and code."""
    return {f"{code.kind} {code.code}": code for code in FaultCode.objects.all()}
