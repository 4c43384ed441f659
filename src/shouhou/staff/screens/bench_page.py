"""What the page of one repair order shows: the piece, its past, and the forms of what is next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.utils.translation import gettext as _

from shouhou.accounts.models import User
from shouhou.exchange.declared import declared_of
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.repair import queries
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Pause, RepairOrder
from shouhou.staff.forms.bench import (
    ActionForm,
    AssignForm,
    EvidenceForm,
    PriorityForm,
    Question,
    SplitForm,
    questions,
)
from shouhou.staff.screens import workshop_offers
from shouhou.staff.screens.timelines import timeline_of

HOUR = timedelta(hours=1)
TONES = {Verdict.REPAIR: "primary", Verdict.NTF: "success", Verdict.SCRAP: "danger"}
WITH_REASON = {Verdict.USER_DAMAGE, Verdict.UNTESTABLE, Verdict.SCRAP}
FORMS: dict[str, type[Form]] = {
    "act": ActionForm,
    "split": SplitForm,
    "assign": AssignForm,
    "prioritise": PriorityForm,
}


def context(
    order: RepairOrder,
    user: User,
    *,
    asked: list[Question] | None = None,
    typed: dict[str, Form] | None = None,
) -> dict[str, Any]:
    """The page's context; `asked` and `typed` are what was sent and is wrong."""
    offers = workshop_offers.of_order(order, user)
    return {
        "order": order,
        "offers": offers,
        "way": way_of(order),
        "asked": asked or (questions(order) if "answer" in offers else []),
        "forms": _forms(order, offers) | (typed or {}),
        "verdicts": _verdicts(offers),
        "pauses": Pause.Reason.choices if "pause" in offers else (),
        "pool_line": workshop_offers.line_to_pool(order, user),
        **_as_it_came(order),
        **_old_part(order, user),
        "turnaround": hours_of(order),
        "entries": timeline_of(order),
        **_past(order),
    }


def hours_of(order: RepairOrder) -> str:
    """The turnaround in hours, as it is said; nothing while the order is in work."""
    taken = queries.turnaround(order)
    return _("%(hours)s hours") % {"hours": f"{taken / HOUR:.1f}"} if taken else ""


def way_of(order: RepairOrder) -> tuple[State, ...]:
    """The states that an order goes through, as what was found has it."""
    begun = (State.NEW, State.INSPECTING)
    exchanged = (State.EXCHANGING, State.EXCHANGED)
    if order.state in exchanged:
        return (*begun, *exchanged)
    if order.state == State.APPROVAL_PENDING and order.verdict == Verdict.SCRAP:
        return (*begun, State.APPROVAL_PENDING, *exchanged)
    if order.state in {State.APPROVAL_PENDING, State.RETURN_AS_IS}:
        return (*begun, State.APPROVAL_PENDING, State.RETURN_AS_IS)
    found = State.NTF_RECHECK if order.verdict == Verdict.NTF else State.REPAIRING
    if order.state in {State.NTF_RECHECK, State.REPAIRING, State.PAUSED}:
        found = State(order.state)
    return (*begun, found, State.QC_PENDING, State.RELEASED, State.STOCKED)


def _as_it_came(order: RepairOrder) -> dict[str, Any]:
    """The debt behind the order with its first judgement, and what the agent declared of it."""
    debt = ExchangeLine.objects.filter(repair_order=order.split_from_id or order.pk).first()
    return {"debt": debt, "declared": declared_of([debt])[debt.pk] if debt else None}


def _old_part(order: RepairOrder, user: User) -> dict[str, Any]:
    """The debt that may be marked as an old part, and what it could answer for."""
    line = workshop_offers.line_to_mark(order, user)
    return {"mark_line": line, "old_parts": workshop_offers.old_parts_of(line) if line else []}


def _forms(order: RepairOrder, offers: frozenset[str]) -> dict[str, Form]:
    shown = {verb: form() for verb, form in FORMS.items() if verb in offers}
    if "photograph" in offers:
        shown["photograph"] = EvidenceForm(order=order)
    return shown


def _verdicts(offers: frozenset[str]) -> list[dict[str, object]]:
    return [
        {
            "code": verdict.value,
            "label": verdict.label,
            "tone": TONES.get(verdict, ""),
            "needs_reason": verdict in WITH_REASON,
        }
        for verdict in Verdict
        if f"judge_{verdict}" in offers
    ]


def _past(order: RepairOrder) -> dict[str, Any]:
    """What was found, done and checked, in its order."""
    found = order.findings.select_related("item", "symptom", "found_by")
    actions = order.actions.select_related("action", "section", "defect", "done_by")
    return {
        "found": found.order_by("-round", "item__section", "item__position", "pk"),
        "actions": actions.order_by("pk"),
        "checks": order.quality_checks.select_related("checked_by").order_by("pk"),
        "photos": order.evidence.select_related("attachment", "finding__item").order_by("pk"),
        "rests": order.pauses.order_by("pk"),
        "swaps": _swaps(order),
        "splits": RepairOrder.objects.filter(split_from=order).order_by("pk"),
    }


def _swaps(order: RepairOrder) -> list[ExchangeOrder]:
    """The exchange orders that followed from just this order, not from one split off it."""
    line_of = order.split_from_id or order.pk
    swaps = ExchangeOrder.objects.filter(line__repair_order=line_of)
    return list(swaps.filter(measured__startswith=order.number).order_by("pk"))
