"""What waits on the agents' accounts: requests to decide, old parts that are late."""

from __future__ import annotations

from datetime import datetime, time

from shouhou.accounts.models import User
from shouhou.exchange.models import AccountRequest, ReturnObligation
from shouhou.flows.account_requests import DECIDE, DECIDERS
from shouhou.kernel import clock
from shouhou.reports.todo.queue import Queue, queue


def requests(user: User) -> Queue:
    kinds = [kind for kind, permission in DECIDERS.items() if permission == DECIDE]
    return _asked("account_requests", kinds, user)


def charges(user: User) -> Queue:
    return _asked("charges", [AccountRequest.Kind.CHARGE], user)


def _asked(key: str, kinds: list[AccountRequest.Kind], user: User) -> Queue:
    asked = AccountRequest.objects.filter(state="asked", kind__in=kinds).exclude(asked_by=user)
    return queue(
        key,
        "account_request",
        asked.select_related("agent").order_by("asked_at"),
        lambda row: (row.number, f"{row.get_kind_display()} {row.agent}", row.asked_at),
    )


def overdue(_user: User) -> Queue:
    late = ReturnObligation.objects.overdue().select_related("agent", "part")
    return queue(
        "old_parts",
        "obligation",
        late,
        lambda row: (
            f"{row.part} ×{row.outstanding}",
            str(row.agent),
            datetime.combine(row.due_on, time.max, clock.SHANGHAI),
        ),
    )
