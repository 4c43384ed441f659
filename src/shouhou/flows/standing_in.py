"""Standing in for the supervisor: not for a custodian, who neither posts nor hands over to himself.

The accounts know nothing of warehouses, so what they decide about a delegation is asked here
once more (A7 D3).
"""

from __future__ import annotations

from datetime import date

from shouhou.accounts import commands
from shouhou.accounts.models import Delegation, User
from shouhou.accounts.transactions import command
from shouhou.kernel.refusals import Invalid
from shouhou.stock.custody import keeps_a_warehouse


@command
def delegate_posting(
    delegate_id: int, first_day: date, last_day: date, *, reason: str, by: User
) -> Delegation:
    """Ask that another person may approve and post between two days; management must agree."""
    asked = commands.delegate_posting(delegate_id, first_day, last_day, reason=reason, by=by)
    _refuse_a_custodian(asked)
    return asked


@command
def approve_delegation(delegation_id: int, *, by: User) -> Delegation:
    """Management agrees, unless the delegate got a warehouse to keep since it was asked."""
    approved = commands.approve_delegation(delegation_id, by=by)
    _refuse_a_custodian(approved)
    return approved


def _refuse_a_custodian(delegation: Delegation) -> None:
    if keeps_a_warehouse(delegation.delegate):
        raise Invalid(
            "flows.custodian_stands_in_for_nobody",
            where="delegate",
            name=str(delegation.delegate),
        )
