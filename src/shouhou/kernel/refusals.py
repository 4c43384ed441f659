"""Refusals: the one way a rule says no, with a code and facts instead of a sentence.

A command either succeeds or raises a `Refused`. The doors hold the texts, in both languages,
keyed by `code`; `tests/architecture` demands a text for every code used in the source.
"""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A rule said no. `code` names the rule (`room.what`), `where` the field or line at fault.

    `facts` fill the door's text and are plain values: strings, integers, dates. A list of
    row-level refusals travels in `rows`, so that a caller can show all of them at once.
    """

    status = 422

    def __init__(
        self, code: str, *, where: str = "", rows: tuple[Refused, ...] = (), **facts: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.rows = rows
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})" + (f" at {self.where}" if self.where else "")


class Invalid(Refused):
    """What was entered cannot be right (422)."""


class Conflict(Refused):
    """The world has moved on: somebody was faster, or the state forbids it now (409)."""

    status = 409


class Forbidden(Refused):
    """The person may not: role, duty or gate (403). Such a refusal stands in the trail."""

    status = 403


class Missing(Refused):
    """There is no such thing, or it is not yours to see: the two answer alike (404)."""

    status = 404
