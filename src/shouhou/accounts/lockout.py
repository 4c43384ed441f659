"""The lock-out: too many failed logins close an account name or an address for a while.

Counted in the trail itself, so a restart forgets nothing and all workers agree. The account
`nobody` carries attempts at names that do not exist: known and unknown names answer alike.
"""

from __future__ import annotations

from datetime import timedelta

from shouhou.accounts import trail
from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Forbidden

WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 50
FAILED = "accounts.login_failed"
NOBODY = "nobody"


def is_closed(username: str, address: str) -> bool:
    """Whether this name or this address has used up its tries of the last 15 minutes."""
    since = clock.now() - WINDOW
    failures = TrailEntry.objects.filter(
        outcome=TrailEntry.Outcome.REFUSED, verb=FAILED, at__gte=since
    )
    by_name = failures.filter(subject_label=username[:80]).count()
    by_address = failures.filter(address=address).count() if address else 0
    return by_name >= TRIES_PER_NAME or by_address >= TRIES_PER_ADDRESS


def note_failure(username: str, path: str) -> None:
    """Write down one failed login."""
    actor = User.objects.filter(username=username).first() or nobody()
    trail.record_refusal(actor, Forbidden(FAILED, where=username[:80]), path)


def nobody() -> User:
    """The disabled account that stands in the trail for persons we do not know."""
    person, _made = User.objects.get_or_create(
        username=NOBODY, defaults={"name": "—", "is_active": False, "password": "!"}
    )
    return person
