"""What is not taken: a parcel turned away at the door, a consignment sent back as it came."""

from __future__ import annotations

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands.signing import SIGN, Arrived, go, locked, require_reason, sign
from shouhou.exchange.models import InboundConsignment, InboundNotice
from shouhou.kernel import clock
from shouhou.partners.models import Agent


@command
def turn_away(
    arrived: Arrived,
    *,
    reason: str,
    by: User,
    agent: Agent | None = None,
    notice: InboundNotice | None = None,
) -> InboundConsignment:
    """Refuse a parcel at the door: it is on record, and the courier takes it back (拒收).

    It joins no other consignment. Refuses what `sign` refuses, and a refusal without a reason.
    """
    require_reason(reason)
    consignment = sign(arrived, by=by, agent=agent, notice=notice, alone=True)
    return go(consignment, "turn_away", by=by, reason=reason)


@command
def take_in(consignment_id: int, *, by: User) -> InboundConsignment:
    """Sign for a parcel that was turned away and has come again under the same waybill.

    From now on it counts as signed for by this person, today.
    """
    duties.require(by, SIGN)
    consignment = locked(consignment_id)
    consignment.signed_by, consignment.signed_at = by, clock.now()
    consignment.parcels.update(signed_by=by, signed_at=consignment.signed_at)
    return go(consignment, "take_in", by=by)


@command
def refuse(consignment_id: int, *, reason: str, by: User) -> InboundConsignment:
    """The supervisor sends a consignment back as it came, before it is booked."""
    duties.require(by, "exchange.refuse_consignment")
    require_reason(reason)
    return go(locked(consignment_id), "refuse", by=by, reason=reason)
