"""What comes next for a consignment: the one primary button of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import ConsignmentState, DiscrepancyState
from shouhou.exchange.models import InboundConsignment
from shouhou.flows.handing_over import at_front_desk
from shouhou.reports.documents import own_work
from shouhou.stock.custody import may_post

WAY = (
    ConsignmentState.SIGNED,
    ConsignmentState.COUNTING,
    ConsignmentState.COUNTED,
    ConsignmentState.SUBMITTED,
    ConsignmentState.BOOKED,
)
"""The straight way through the life of a consignment, as the page draws it."""


@dataclass(frozen=True)
class Step:
    """The next thing to do: a page to go to, or, when it `posts`, a button that does it."""

    label: Promise
    url: str
    permission: str
    posts: bool = False


def way_of(consignment: InboundConsignment) -> list[str]:
    """The states to draw, with the detour if the consignment stands on one."""
    if consignment.state == ConsignmentState.DISCREPANT:
        return [*WAY[:2], ConsignmentState.DISCREPANT, *WAY[2:]]
    if consignment.state == ConsignmentState.RETURNED:
        return [ConsignmentState.SIGNED, ConsignmentState.RETURNED]
    if consignment.state == ConsignmentState.REFUSED:
        return [ConsignmentState.REFUSED]
    return list(WAY)


def next_step(consignment: InboundConsignment, user: User) -> Step | None:
    """The step that this person may take now; none when somebody else's turn it is."""
    step = _step(consignment)
    if step is None or not may_post(user, step.permission):
        return None
    waits = consignment.state == ConsignmentState.SUBMITTED and consignment.document
    return None if waits and own_work([waits], user) else step


def _step(consignment: InboundConsignment) -> Step | None:
    steps: dict[str, Callable[[InboundConsignment], Step | None]] = {
        ConsignmentState.SIGNED: _to_count,
        ConsignmentState.COUNTING: _to_finish,
        ConsignmentState.DISCREPANT: _to_agree,
        ConsignmentState.COUNTED: _to_submit,
        ConsignmentState.SUBMITTED: _to_post,
        ConsignmentState.BOOKED: _to_hand_over,
    }
    step = steps.get(consignment.state)
    return step(consignment) if step else None


def _to_count(consignment: InboundConsignment) -> Step | None:
    if consignment.agent_id is None:
        return None
    if not hasattr(consignment, "packing_list"):
        url = reverse("packing_list", args=[consignment.number])
        return Step(_("Enter the packing list"), url, "exchange.import_packing_list")
    url = reverse("count_start", args=[consignment.number])
    return Step(_("Start counting"), url, "exchange.count_consignment", posts=True)


def _to_agree(consignment: InboundConsignment) -> Step | None:
    open_ones = consignment.discrepancies.filter(state=DiscrepancyState.OPEN)
    first = open_ones.order_by("contact_due_at", "pk").first()
    if first is None:
        return None
    url = reverse("discrepancy", args=[first.number])
    return Step(_("Agree the differences"), url, "exchange.resolve_discrepancy")


def _to_finish(consignment: InboundConsignment) -> Step:
    url = reverse("count", args=[consignment.number])
    return Step(_("Go on counting"), url, "exchange.count_consignment")


def _to_submit(consignment: InboundConsignment) -> Step:
    url = reverse("consignment_submit", args=[consignment.number])
    return Step(_("Submit for booking"), url, "exchange.submit_booking", posts=True)


def _to_post(consignment: InboundConsignment) -> Step | None:
    if consignment.document is None:
        return None
    url = reverse("document", args=[consignment.document.number])
    return Step(_("Look at it and post"), url, "stock.post_document")


def _to_hand_over(consignment: InboundConsignment) -> Step | None:
    if not at_front_desk(consignment):
        return None
    url = reverse("consignment_hand_over", args=[consignment.number])
    return Step(_("Hand over"), url, "exchange.hand_over", posts=True)
