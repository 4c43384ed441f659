"""The one source of time: everything asks here, so the demo and the tests may set it.

Instants are aware datetimes in UTC; days are calendar days in Shanghai (UTC+8, no DST).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present instant, UTC; or the instant that `set_to` named."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The present calendar day in Shanghai."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The Shanghai calendar day on which an aware `instant` falls."""
    return instant.astimezone(SHANGHAI).date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Stop the clock at the aware `instant` inside the block. Blocks nest."""
    if instant.tzinfo is None:
        raise ValueError("the clock takes aware instants only")
    token = _set_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)
