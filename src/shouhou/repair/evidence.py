"""What bears a verdict out: the checklist answered, the photos taken, the reason given."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q, QuerySet

from shouhou.catalog.models import FaultCode
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import Evidence, Finding, InspectionItem, RepairOrder

PHOTOS_FOR_USER_DAMAGE = 2
NEEDS_REASON = {Verdict.USER_DAMAGE, Verdict.UNTESTABLE, Verdict.SCRAP}
NEEDS_FAULT = {Verdict.REPAIR, Verdict.EXCHANGE, Verdict.USER_DAMAGE, Verdict.SCRAP}


def checklist(order: RepairOrder) -> QuerySet[InspectionItem]:
    """The items to answer for a piece: those of its category, and those of every part."""
    its_own_or_every = Q(category=order.part.category) | Q(category="")
    return InspectionItem.objects.filter(its_own_or_every, active=True)


def faults(order: RepairOrder) -> QuerySet[Finding]:
    """What was found wrong in this round."""
    return _findings(order).filter(result=Finding.Result.NG)


def _findings(order: RepairOrder) -> QuerySet[Finding]:
    """What was found in this round, good or bad, in the order of the checklist."""
    found = order.findings.filter(round=order.round).select_related("item")
    return found.order_by("item__section", "item__position", "pk")


def refuse_unproved(order: RepairOrder, verdict: Verdict, reason: str) -> None:
    """Refuse a verdict on a piece that was not inspected whole, or that its findings deny.

    User damage takes two photos; it, scrap and "cannot be tested" take a reason.
    """
    findings = list(_findings(order))
    wrong = [found for found in findings if found.result == Finding.Result.NG]
    _refuse_unfinished(order, {found.item_id for found in findings})
    _refuse_unphotographed(order, wrong)
    if verdict in NEEDS_REASON and not reason.strip():
        raise Invalid("repair.reason_missing", where="reason")
    if verdict == Verdict.REPAIR and not order.part.repairable:
        raise Invalid("repair.not_repairable", where="verdict", part=str(order.part))
    fault = wrong[0] if wrong else None
    if verdict == Verdict.NTF and fault is not None:
        raise Conflict("repair.fault_found", where=order.number, item=str(fault.item))
    if verdict in NEEDS_FAULT and fault is None:
        raise Conflict("repair.no_fault_found", where=order.number)
    if verdict == Verdict.USER_DAMAGE:
        _refuse_unseen(order)


def _refuse_unseen(order: RepairOrder) -> None:
    photos = order.evidence.count()
    if photos < PHOTOS_FOR_USER_DAMAGE:
        raise Invalid(
            "repair.photos_missing", where="photos", least=PHOTOS_FOR_USER_DAMAGE, photos=photos
        )


def refuse_other_kind(fault: FaultCode | None, kind: FaultCode.Kind) -> None:
    """Refuse (`repair.wrong_code`) a fault code of another kind, or one that was retired."""
    if fault is not None and (fault.kind != kind or not fault.active):
        raise Invalid("repair.wrong_code", where=fault.code, fault=str(fault), kind=kind)


def _refuse_unfinished(order: RepairOrder, answered: Collection[int]) -> None:
    """Refuse an order without a checklist, or with mandatory items that nobody answered."""
    items = list(checklist(order))
    if not items:
        raise Conflict("repair.no_checklist", where=order.number, part=str(order.part))
    left = [item for item in items if item.mandatory and item.pk not in answered]
    if left:
        raise Conflict("repair.items_open", where=order.number, item=str(left[0]), count=len(left))


def _refuse_unphotographed(order: RepairOrder, wrong: Sequence[Finding]) -> None:
    """Refuse a fault that takes a photo and has none."""
    to_show = [found for found in wrong if found.item.photo_required]
    seen = set(Evidence.objects.filter(finding__in=to_show).values_list("finding", flat=True))
    for found in to_show:
        if found.pk not in seen:
            raise Invalid("repair.photo_missing", where=order.number, item=str(found.item))
