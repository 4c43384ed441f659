"""Notices: what an agent said is on its way, entered by the front desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.models import InboundConsignment, InboundNotice
from shouhou.kernel import clock, waybills
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.partners.models import Agent, Carrier
from shouhou.stock.numbers import next_number


@dataclass(frozen=True)
class Announced:
    """What the agent told us: who sends it, how, and for which dealer."""

    agent: Agent
    dealer: Agent | None = None
    carrier: Carrier | None = None
    waybills: tuple[str, ...] = ()
    boxes: int = 1
    remark: str = ""


@command
def enter(announced: Announced, *, by: User) -> InboundNotice:
    """Write down that a box is coming. A dealer must be one of the agent's."""
    duties.require(by, "exchange.enter_notice")
    if announced.dealer is not None and announced.dealer.parent_id != announced.agent.pk:
        raise Invalid("exchange.dealer_of_another", where="dealer", dealer=str(announced.dealer))
    notice = InboundNotice.objects.create(
        number=next_number("RN"),
        agent=announced.agent,
        dealer=announced.dealer,
        carrier=announced.carrier,
        waybills=" ".join(waybills.normalise(number) for number in announced.waybills),
        boxes=announced.boxes,
        remark=announced.remark,
        entered_by=by,
        entered_at=clock.now(),
    )
    trail.record("exchange.enter_notice", notice, by=by, after={"agent": announced.agent.code})
    return notice


@command
def cancel(notice_id: int, *, by: User) -> InboundNotice:
    """Take back a notice nothing has arrived for."""
    duties.require(by, "exchange.enter_notice")
    notice = InboundNotice.objects.select_for_update().get(pk=notice_id)
    if notice.cancelled_at or notice.consignments.taken().exists():
        raise Conflict("exchange.notice_used", where=notice.number)
    notice.cancelled_at = clock.now()
    notice.save(update_fields=["cancelled_at"])
    trail.record("exchange.cancel_notice", notice, by=by)
    return notice


def chosen(notice: InboundNotice, agent: Agent | None) -> InboundNotice:
    """The notice that somebody chose for a parcel of `agent`, locked until the transaction ends.

    Refuses one of another agent (`exchange.notice_of_another`), and one that was cancelled.
    """
    rows = InboundNotice.objects.select_for_update(of=("self",)).select_related("agent", "dealer")
    found = rows.get(pk=notice.pk)
    if agent is not None and found.agent_id != agent.pk:
        raise Invalid(
            "exchange.notice_of_another",
            where="notice",
            notice=found.number,
            agent=str(found.agent),
        )
    if found.cancelled_at is not None:
        raise Conflict("exchange.notice_cancelled", where=found.number)
    return found


def standing() -> QuerySet[InboundNotice]:
    """The notices that nobody cancelled."""
    return InboundNotice.objects.filter(cancelled_at=None)


def awaited() -> QuerySet[InboundNotice]:
    """Standing ones that fewer boxes came for than they announce."""
    taken = Q(consignments__in=InboundConsignment.objects.taken())
    come = Coalesce(Sum("consignments__parcels__boxes", filter=taken), 0)
    return standing().annotate(come=come).filter(come__lt=F("boxes"))


def expecting(waybill: str) -> InboundNotice | None:
    """The open notice that names this waybill, when there is one."""
    naming = standing().filter(waybills__contains=waybill)
    candidates = naming.select_related("agent", "dealer")
    return next((notice for notice in candidates if waybill in notice.waybills.split()), None)
