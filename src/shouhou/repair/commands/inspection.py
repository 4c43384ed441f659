"""Inspection: the checklist answered, the photos taken, the verdict, and who had to agree to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock, identifiers
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.repair.commands.orders import WORK, mine
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Evidence, Finding, InspectionItem, RepairOrder
from shouhou.repair.steps import go, in_state

PHOTOS_FOR_USER_DAMAGE = 2
NEEDS_REASON = {Verdict.USER_DAMAGE, Verdict.UNTESTABLE, Verdict.SCRAP}


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
    duties.require(by, WORK)
    order = mine(order_id, by)
    if order.unit is None:
        return order
    number = identifiers.normalise(serial)
    if not order.unit.serials.filter(value=number, live=True).exists():
        raise Conflict(
            "repair.other_unit", where=order.number, serial=number, expected=order.unit.label
        )
    return order


@command
def answer(order_id: int, answers: Sequence[Answer], *, by: User) -> list[Finding]:
    """Write down what was found. An item answered before in this round is answered anew."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    if order.state != State.INSPECTING:
        raise Conflict("repair.not_now", where=order.number, state=order.state, verb="answer")
    items = checklist(order).in_bulk([one.item_id for one in answers])
    made = []
    for one in answers:
        item = items.get(one.item_id)
        if item is None or one.result not in Finding.Result.values:
            raise Invalid("repair.no_such_item", where=str(one.item_id))
        if one.result == Finding.Result.NG and one.symptom is None:
            raise Invalid("repair.symptom_missing", where=item.name, item=item.name)
        made.append(
            Finding(
                order=order,
                round=order.round,
                item=item,
                result=one.result,
                measured=one.measured[:60],
                symptom=one.symptom if one.result == Finding.Result.NG else None,
                found_by=by,
                found_at=clock.now(),
            )
        )
    earlier = order.findings.filter(round=order.round, item__in=items)
    before = {str(finding.item): finding.result for finding in earlier.select_related("item")}
    earlier.delete()
    Finding.objects.bulk_create(made)
    after = {str(finding.item): finding.result for finding in made}
    trail.record("repair.answer", order, by=by, before=before, after=after)
    return made


@command
def photograph(order_id: int, photos: Sequence[Attachment], *, by: User) -> None:
    """Keep photos of the piece."""
    duties.require(by, WORK)
    order = mine(order_id, by)
    Evidence.objects.bulk_create(Evidence(order=order, attachment=photo) for photo in photos)
    trail.record("repair.photograph", order, by=by, after={"photos": len(photos)})


@command
def judge(order_id: int, verdict: Verdict, *, by: User, reason: str = "") -> RepairOrder:
    """The verdict of the inspection.

    Refuses open mandatory items, a fault without a verdict to match, user damage without two
    photos and a reason, and anything that needs a reason without one.
    """
    duties.require(by, WORK)
    order = mine(order_id, by)
    verb = f"judge_{verdict}"
    in_state(order_id, verb)
    _require_answers(order)
    if verdict in NEEDS_REASON and not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    if verdict == Verdict.USER_DAMAGE and order.evidence.count() < PHOTOS_FOR_USER_DAMAGE:
        raise Invalid("repair.photos_missing", where=order.number, least=PHOTOS_FOR_USER_DAMAGE)
    if verdict == Verdict.NTF and _faults(order).exists():
        raise Invalid("repair.fault_found", where=order.number)
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
    duties.require_other_than(by, order.judged_by, duty="second_opinion")
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
    duties.require_other_than(by, order.judged_by, duty="verdict")
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


def checklist(order: RepairOrder) -> QuerySet[InspectionItem]:
    """The items to answer for a piece: those of its category, and those of every part."""
    mine_or_all = Q(category=order.part.category) | Q(category="")
    return InspectionItem.objects.filter(mine_or_all, active=True)


def _require_answers(order: RepairOrder) -> None:
    answered = order.findings.filter(round=order.round).values("item_id")
    left = checklist(order).filter(mandatory=True).exclude(pk__in=answered)
    if (first := left.first()) is not None:
        raise Conflict("repair.items_open", where=order.number, item=first.name, count=left.count())


def _faults(order: RepairOrder) -> QuerySet[Finding]:
    return order.findings.filter(round=order.round, result=Finding.Result.NG)
