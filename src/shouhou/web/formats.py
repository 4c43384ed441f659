"""How figures are written: money, days and times, the same on screens, in messages and on paper."""

from __future__ import annotations

from datetime import date, datetime

from shouhou.kernel.clock import SHANGHAI


def money(fen: int | None) -> str:
    """Fen as yuan: 123450 → ¥1,234.50; -5 → -¥0.05; nothing → —."""
    if fen is None:
        return "—"
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{cents:02d}"


def when(instant: datetime | None) -> str:
    """An aware instant in Shanghai to the minute: 2026-11-23 20:55."""
    if instant is None:
        return "—"
    return instant.astimezone(SHANGHAI).isoformat(" ", "minutes")[:16]


def day(the_day: date | None) -> str:
    """A calendar day: 2026-11-23."""
    return "—" if the_day is None else the_day.isoformat()


def number(count: int | None) -> str:
    """A count with thousands separated: 12,345."""
    return "—" if count is None else f"{count:,}"
