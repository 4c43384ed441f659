"""What arrives outside a form: rows that boxes tick, a quantity beside a scan, a reason."""

from __future__ import annotations

from django.http import QueryDict

from shouhou.kernel.refusals import Invalid

MOST = 2**31 - 1
"""More than any quantity or id of ours, and no more than both databases take."""
LONGEST_REASON = 400


def whole_number(said: QueryDict, name: str, default: int = 0) -> int:
    """The number that was said as `name`; `default` when nothing was. Refuses anything else."""
    raw = said.get(name, "")
    return _read(raw, name) if raw else default


def whole_numbers(said: QueryDict, name: str) -> list[int]:
    """Every number that was said as `name`."""
    return [_read(raw, name) for raw in said.getlist(name)]


def _read(raw: str, name: str) -> int:
    if not (raw.isascii() and raw.isdecimal()) or len(raw) > len(str(MOST)) or int(raw) > MOST:
        raise Invalid("web.not_a_number", where=name, value=raw[:40])
    return int(raw)


def reason_of(said: QueryDict) -> str:
    """The reason a dialog asked for. Refuses one that is longer than any reason is kept."""
    text = said.get("reason", "")
    if len(text) > LONGEST_REASON:
        raise Invalid("web.text_too_long", where="reason", most=LONGEST_REASON, length=len(text))
    return text
