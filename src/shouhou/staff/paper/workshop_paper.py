"""The paper of the workshop: handover slips, bench tags and repair orders, from their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from django.utils.translation import override

from shouhou.accounts.models import User
from shouhou.exchange.declared import Declaration, declared_of
from shouhou.exchange.models import ExchangeLine, Handover, HandoverLine
from shouhou.exchange.models.counts import Eligibility
from shouhou.kernel import clock
from shouhou.paper.forms.bench_tag import BenchTag
from shouhou.paper.forms.handover_slip import HandoverRow, HandoverSlip
from shouhou.paper.forms.repair_order import (
    Check,
    Findings,
    Product,
    Release,
    Source,
    Work,
)
from shouhou.paper.forms.repair_order import RepairOrder as Sheet
from shouhou.paper.forms.stationery import PartRow
from shouhou.repair import evidence, queries
from shouhou.repair.dossiers import last_check
from shouhou.repair.models import Finding, InspectionItem, RepairOrder
from shouhou.staff.paper.pdf import letterhead
from shouhou.staff.templatetags.warranty import claim_word, judgement_word
from shouhou.stock.places import Code, place

RESULTS: dict[str, Literal["OK", "NG", "NA"]] = {"ok": "OK", "ng": "NG", "na": "NA"}


def handover_slip(handover: Handover, *, by: User) -> HandoverSlip:
    """What one hands over, and what the other counted once he has."""
    lines = handover.lines.select_related("line__part__model", "line__unit").order_by("pk")
    with override("zh-hans"):
        rows = tuple(_handed_over(lines, is_confirmed=handover.accepted_at is not None))
    return HandoverSlip(
        letterhead=letterhead(),
        number=handover.number,
        printed_by=str(by),
        from_place=place(Code.FRONT).name,
        to_place=handover.target.name,
        giver=str(handover.given_by),
        receiver=str(handover.accepted_by or ""),
        handed_at=handover.given_at,
        rows=rows,
        source=handover.consignment.number,
        confirmed_at=handover.accepted_at,
    )


def _handed_over(lines: Iterable[HandoverLine], *, is_confirmed: bool) -> Iterable[HandoverRow]:
    by_part: dict[str, list[HandoverLine]] = {}
    for row in lines:
        by_part.setdefault(row.line.part.part_no, []).append(row)
    for part_no, group in sorted(by_part.items()):
        part = group[0].line.part
        yield HandoverRow(
            part=PartRow(
                part_no=part_no,
                name=part.name,
                quantity=sum(row.quantity for row in group),
                model=part.model.code if part.model else "",
                condition="pending",
                serials=tuple(row.line.unit.label for row in group if row.line.unit),
                remark=_judged(group),
            ),
            received=sum(row.confirmed or 0 for row in group) if is_confirmed else None,
        )


def _judged(group: Iterable[HandoverLine]) -> str:
    """What was said of these pieces at receipt: each first judgement with its pieces."""
    pieces: Counter[str] = Counter()
    for row in group:
        if word := judgement_word(row.line.eligibility):
            pieces[word] += row.quantity
    return "; ".join(f"{word} ×{count}" for word, count in pieces.items())


def bench_tag(order: RepairOrder) -> BenchTag:
    """The in-house tag that travels with a piece."""
    return BenchTag(
        number=order.number,
        part_no=order.part.part_no,
        part_name=order.part.name,
        agent=order.agent.name,
        quantity=order.quantity,
        day=clock.day_of(order.received_at),
        serial=order.unit.label if order.unit else "",
    )


def repair_order(order: RepairOrder, *, by: User) -> Sheet:
    """The whole order on paper, in Chinese whoever prints it; what is open stays for the pen."""
    with override("zh-hans"):
        return Sheet(
            letterhead=letterhead(),
            number=order.number,
            printed_by=str(by),
            engineer=str(order.engineer or ""),
            source=_source(order),
            product=_product(order),
            findings=_findings(order),
            work=_work(order),
            release=_release(order),
        )


def _source(order: RepairOrder) -> Source:
    line = _debt(order)
    slips = Handover.objects.filter(lines__line=line, state="accepted")
    slip = slips.select_related("given_by", "accepted_by").first() if line else None
    return Source(
        source=order.consignment_no,
        inbound_line=order.part.part_no,
        agent=order.agent.name,
        received_at=order.received_at,
        handed_by=str(slip.given_by) if slip else "",
        accepted_by=str(slip.accepted_by) if slip else "",
        priority=str(order.priority or ""),
        previous_repair=order.previous.number if order.previous else "",
    )


def _product(order: RepairOrder) -> Product:
    worn = order.unit.serials.filter(live=True) if order.unit else ()
    numbers = {serial.kind: serial.value for serial in worn}
    part, debt = order.part, _debt(order)
    declared = declared_of([debt])[debt.pk] if debt else Declaration()
    return Product(
        item_kind=str(part.get_category_display()),
        model=part.model.code if part.model else "",
        part_no=part.part_no,
        imei1=numbers.get("imei1", ""),
        imei2=numbers.get("imei2", ""),
        meid=numbers.get("meid", ""),
        sn=numbers.get("sn", ""),
        sold_on=declared.sold_on[0] if len(declared.sold_on) == 1 else None,
        warranty_basis="; ".join(_warranty(debt, declared)),
    )


def _debt(order: RepairOrder) -> ExchangeLine | None:
    return getattr(order.split_from or order, "exchange_line", None)


def _warranty(debt: ExchangeLine | None, declared: Declaration) -> Iterable[str]:
    """What the agent claims and what was seen at receipt: the verdict itself is for the pen."""
    if declared.claims:
        yield f"代理商申报 {' '.join(map(claim_word, declared.claims))}"
    if debt is not None and debt.eligibility != Eligibility.UNCHECKED:
        yield f"收货初判 {debt.get_eligibility_display()}"


def _findings(order: RepairOrder) -> Findings:
    answers = order.findings.filter(round=order.round).select_related("item", "symptom")
    found = {finding.item_id: finding for finding in answers}
    faults = [finding for finding in found.values() if finding.result == Finding.Result.NG]
    last = order.actions.select_related("section", "defect").order_by("pk").last()
    return Findings(
        reported_symptom=order.reported or str(order.reported_code or ""),
        appearance="; ".join(str(f.item) for f in faults if f.item.section == "appearance"),
        checks=tuple(_check(item, found.get(item.pk)) for item in evidence.checklist(order)),
        symptom="; ".join(sorted({str(finding.symptom) for finding in faults})),
        section=str(last.section or "") if last else "",
        defect=str(last.defect or "") if last else "",
        liability=str(order.get_verdict_display()),
    )


def _check(item: InspectionItem, found: Finding | None) -> Check:
    return Check(
        item=item.name,
        method=item.method,
        limit=item.standard,
        value=found.measured if found else "",
        result=RESULTS[found.result] if found else "",
    )


def _work(order: RepairOrder) -> Work:
    actions = order.actions.select_related("action").order_by("pk")
    pauses = order.pauses.order_by("pk")
    return Work(
        actions="; ".join(f"{one.action} {one.note}".strip() for one in actions),
        pauses="; ".join(str(pause.get_reason_display()) for pause in pauses),
    )


def _release(order: RepairOrder) -> Release:
    checked = last_check(order)
    result = "" if checked is None else "合格" if checked.passed else f"不合格 {checked.reason}"
    return Release(
        self_test="合格" if order.finished_at and order.actions.exists() else "",
        qc_result=result,
        qc_by=str(checked.checked_by) if checked else "",
        first_pass="" if checked is None else "否" if order.loop_count else "是",
        final_result=str(order.get_state_display()),
        finished_at=order.finished_at,
        turnaround=_hours(queries.turnaround(order)),
        remark=order.verdict_reason,
    )


def _hours(span: timedelta | None) -> str:
    return f"{span / timedelta(hours=1):.1f} 小时" if span else ""
