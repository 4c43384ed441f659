"""Return obligations: born with a posted issue in advance; due when the policy says (B13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from shouhou.accounts.transactions import command
from shouhou.catalog.policies import Returns, in_force
from shouhou.exchange.models import ReturnObligation
from shouhou.kernel import clock
from shouhou.stock.models import Document, Line


@command
def oblige(document: Document, lines: Sequence[Line]) -> None:
    """For every piece that left in advance its agent owes the old one, from now on."""
    if not lines or document.agent is None:
        return
    today = clock.today()
    due_on = today + timedelta(days=in_force(Returns, today).due_days)
    ReturnObligation.objects.bulk_create(
        ReturnObligation(
            agent=document.agent,
            part_id=line.target.part_id,
            issued_by_line=line,
            quantity=line.quantity,
            issued_at=clock.now(),
            due_on=due_on,
        )
        for line in lines
    )
