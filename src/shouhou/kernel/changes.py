"""What an edit changed: facts laid onto a row, and the difference as the trail keeps it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Plain = str | int | float | bool | None


def lay(facts: DataclassInstance, row: object) -> tuple[dict[str, Plain], dict[str, Plain]]:
    """Set every field of `facts` on `row`; returns the changed ones before and after."""
    before: dict[str, Plain] = {}
    after: dict[str, Plain] = {}
    for name in (field.name for field in fields(facts)):
        old, new = getattr(row, name), getattr(facts, name)
        if old != new:
            before[name], after[name] = plain(old), plain(new)
            setattr(row, name, new)
    return before, after


def plain(value: object) -> Plain:
    """`value` as something JSON can keep: days as ISO text, anything else as its name."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)
