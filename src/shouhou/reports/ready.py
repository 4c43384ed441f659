"""What is ready to leave, by agent: promised good pieces, and pieces that go back as they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Min, Sum

from shouhou.catalog.models import Part
from shouhou.catalog.policies import Shipping, in_force
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.models import Document, Reservation


@dataclass(frozen=True)
class AgentRow:
    """One agent for whom something waits: good pieces on the shelf, pieces that go back."""

    agent: Agent
    pieces: int
    returns: int
    since: datetime


@dataclass(frozen=True)
class Promise:
    """One promise as the issuing screen shows it."""

    reservation: Reservation
    needs_serial: bool
    needs_codes: bool
    codes_matched: bool

    @property
    def is_picked(self) -> bool:
        """Whether its serial was scanned, when it has one."""
        return not self.needs_serial or self.reservation.picked_by_id is not None


def agents() -> list[AgentRow]:
    """Everybody with something to get, in the order of their codes."""
    pieces, returns = _promised_by_agent(), _returned_by_agent()
    found = Agent.objects.filter(pk__in={*pieces, *returns}).order_by("code")
    return [_row(one, pieces.get(one.pk), returns.get(one.pk)) for one in found]


def _promised_by_agent() -> dict[int, tuple[int, datetime]]:
    """How many good pieces stand ready for each agent, and since when the oldest waits."""
    promised = dispatch.judged(Reservation.objects.free()).values_list("demand__agent")
    left = Sum(F("quantity") - F("used") - F("released"))
    sums = promised.annotate(pieces=left, oldest=Min("made_at")).order_by()
    return {agent_id: (pieces, oldest) for agent_id, pieces, oldest in sums}


def _returned_by_agent() -> dict[int, tuple[int, datetime]]:
    """The same of the pieces that go back as they came; the oldest line comes first."""
    found: dict[int, tuple[int, datetime]] = {}
    for line, count in to_send_back():
        pieces, since = found.get(line.agent_id, (0, line.since))
        found[line.agent_id] = (pieces + count, since)
    return found


def _row(
    agent: Agent, pieces: tuple[int, datetime] | None, returns: tuple[int, datetime] | None
) -> AgentRow:
    oldest = min(since for _count, since in filter(None, (pieces, returns)))
    return AgentRow(
        agent, pieces=pieces[0] if pieces else 0, returns=returns[0] if returns else 0, since=oldest
    )


def of(agent: Agent) -> dict[str, Any]:
    """The issuing screen of one agent."""
    reservations = dispatch.ready(agent)
    matched = _matched([r.unit_id for r in reservations if r.unit_id])
    promises = [
        Promise(
            reservation,
            needs_serial=reservation.holding.part.tracking == Part.Tracking.SERIAL,
            needs_codes=reservation.holding.part.four_codes,
            codes_matched=reservation.unit_id in matched,
        )
        for reservation in reservations
    ]
    under_way = Document.objects.filter(
        agent=agent,
        kind__in=["outbound", "return_as_is"],
        state__in=["draft", "submitted", "approved"],
    )
    return {
        "agent": agent,
        "promises": promises,
        "pieces": sum(promise.reservation.open for promise in promises),
        "picked": sum(p.is_picked for p in promises if p.needs_serial),
        "to_pick": sum(promise.needs_serial for promise in promises),
        "boards": [p for p in promises if p.needs_codes and p.is_picked and not p.codes_matched],
        "returns": to_send_back(agent),
        "under_way": under_way.order_by("pk"),
    }


def _matched(unit_ids: list[int]) -> set[int]:
    """The units whose latest code check agreed, within the policy's hours."""
    hours = in_force(Shipping, clock.today()).code_match_hours
    since = clock.now() - timedelta(hours=hours)
    latest = {
        check.unit_id: check
        for check in FourCodeCheck.objects.filter(unit__in=unit_ids).order_by("pk")
    }
    return {pk for pk, check in latest.items() if check.matched and check.checked_at >= since}
