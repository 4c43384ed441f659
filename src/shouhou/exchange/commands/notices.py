"""Notices: what an agent said is on its way, entered by the front desk."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.models import InboundNotice
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
    if notice.cancelled_at or notice.consignments.exists():
        raise Conflict("exchange.notice_used", where=notice.number)
    notice.cancelled_at = clock.now()
    notice.save(update_fields=["cancelled_at"])
    trail.record("exchange.cancel_notice", notice, by=by)
    return notice


def expecting(waybill: str) -> InboundNotice | None:
    """The open notice that names this waybill, when there is one."""
    candidates = InboundNotice.objects.filter(
        cancelled_at=None, waybills__contains=waybill
    ).select_related("agent", "dealer")
    return next((notice for notice in candidates if waybill in notice.waybills.split()), None)
