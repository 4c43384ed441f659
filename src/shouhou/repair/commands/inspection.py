"""Inspection: the checklist answered, the photos taken, the verdict, and who had to agree to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid, Missing
from shouhou.repair import evidence
from shouhou.repair.commands.orders import WORK, mine
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Evidence, Finding, InspectionItem, RepairOrder
from shouhou.repair.recognition import refuse_another_piece
from shouhou.repair.steps import go, in_state, not_now, require_now


@dataclass(frozen=True)
class Answer:
    """The answer to one item of the checklist."""

    item_id: int
    result: str
    measured: str = ""
    symptom: FaultCode | None = None


@command
def scan(order_id: int, serial: str, *, by: User) -> RepairOrder:
    """Hold the piece in hand against the order: another number stops the work (S2.3.1a)."""
    order = mine(order_id, by)
    refuse_another_piece(order, serial)
    return order


@command
def answer(order_id: int, answers: Sequence[Answer], *, by: User) -> list[Finding]:
    """Write down what was found. An item answered before in this round is answered anew."""
    order = mine(order_id, by)
    if order.state != State.INSPECTING:
        raise not_now(order, "answer")
    items = evidence.checklist(order).in_bulk([one.item_id for one in answers])
    found = [_finding(order, one, items, by) for one in answers]
    earlier = order.findings.filter(round=order.round, item__in=items)
    before = {str(finding.item): finding.result for finding in earlier.select_related("item")}
    written = Finding.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["order", "round", "item"],
        update_fields=["result", "measured", "symptom", "found_by", "found_at"],
    )
    after = {str(finding.item): finding.result for finding in found}
    trail.record("repair.answer", order, by=by, before=before, after=after)
    return written


@command
def photograph(
    order_id: int, photos: Sequence[Attachment], *, by: User, finding_id: int | None = None
) -> list[Evidence]:
    """Keep photos of the piece, or of one thing that was found on it."""
    order = mine(order_id, by)
    if finding_id is not None and not order.findings.filter(pk=finding_id).exists():
        raise Missing("repair.no_such_finding", where=str(finding_id))
    kept = Evidence.objects.bulk_create(
        Evidence(order=order, finding_id=finding_id, attachment=photo) for photo in photos
    )
    trail.record("repair.photograph", order, by=by, after={"photos": [str(p) for p in photos]})
    return kept


@command
def judge(order_id: int, verdict: Verdict, *, by: User, reason: str = "") -> RepairOrder:
    """The verdict of the inspection.

    Refuses one that the checklist, the photos or the reason do not bear out (`evidence`).
    """
    order = mine(order_id, by)
    verb = f"judge_{verdict}"
    require_now(order, verb)
    evidence.refuse_unproved(order, verdict, reason)
    order.verdict, order.verdict_reason = verdict, reason[:400]
    order.judged_by, order.judged_at = by, clock.now()
    order.second_by = order.second_at = order.approved_by = order.approved_at = None
    return go(order, verb, by=by, reason=reason)


@command
def second_opinion(order_id: int, *, agrees: bool, reason: str, by: User) -> RepairOrder:
    """Another engineer tests again: agrees that nothing is wrong, or sends it back."""
    duties.require(by, WORK)
    verb = "agree" if agrees else "disagree"
    order = in_state(order_id, verb)
    duties.require_other_than(by, order.judged_by_id, duty="second_opinion")
    if not agrees:
        if not reason.strip():
            raise Invalid("repair.reason_missing", where="reason")
        order.round += 1
        order.verdict = ""
        return go(order, verb, by=by, reason=reason)
    order.second_by, order.second_at = by, clock.now()
    order.finished_at = clock.now()
    return go(order, verb, by=by, reason=reason)


@command
def approve_verdict(order_id: int, *, by: User) -> RepairOrder:
    """The supervisor agrees that a piece goes back as it came, or is scrapped."""
    duties.require(by, "repair.approve_verdict")
    order = in_state(order_id, "refuse")
    duties.require_other_than(by, order.judged_by_id, duty="verdict")
    order.approved_by, order.approved_at = by, clock.now()
    order.finished_at = clock.now()
    return go(order, "approve_scrap" if order.verdict == Verdict.SCRAP else "approve_return", by=by)


@command
def refuse_verdict(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """The supervisor sends a verdict back: the piece is inspected again."""
    duties.require(by, "repair.approve_verdict")
    order = in_state(order_id, "refuse")
    if not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    order.round += 1
    order.verdict = ""
    return go(order, "refuse", by=by, reason=reason)


@command
def take_up_again(order_id: int, *, reason: str, by: User) -> RepairOrder:
    """The supervisor struck the judgement of an exchanged piece: it is inspected again."""
    order = in_state(order_id, "take_up_again")
    order.round += 1
    order.verdict, order.finished_at = "", None
    return go(order, "take_up_again", by=by, reason=reason)


def checklist(order: RepairOrder) -> QuerySet[InspectionItem]:
    """The items to answer for a piece: those of its category, and those of every part."""
    return evidence.checklist(order)


def _finding(
    order: RepairOrder, one: Answer, items: Mapping[int, InspectionItem], by: User
) -> Finding:
    item = items.get(one.item_id)
    if item is None or one.result not in Finding.Result.values:
        raise Invalid("repair.no_such_item", where=str(one.item_id))
    is_fault = one.result == Finding.Result.NG
    if is_fault and one.symptom is None:
        raise Invalid("repair.symptom_missing", where=item.name, item=item.name)
    evidence.refuse_other_kind(one.symptom, FaultCode.Kind.SYMPTOM)
    return Finding(
        order=order,
        round=order.round,
        item=item,
        result=one.result,
        measured=one.measured[:60],
        symptom=one.symptom if is_fault else None,
        found_by=by,
        found_at=clock.now(),
    )
