"""An edit tells exactly what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from shouhou.kernel.changes import lay


@dataclass(frozen=True)
class Facts:
    name: str
    since: date | None = None
    owner: object = None


def test_only_what_differs_is_told_and_set() -> None:
    row = SimpleNamespace(name="old", since=None, owner=None, untouched=1)

    before, after = lay(Facts("new", date(2026, 11, 23)), row)

    assert before == {"name": "old", "since": None}
    assert after == {"name": "new", "since": "2026-11-23"}
    assert (row.name, row.since, row.untouched) == ("new", date(2026, 11, 23), 1)


def test_the_same_facts_again_change_nothing() -> None:
    row = SimpleNamespace(name="same", since=None, owner=None)

    assert lay(Facts("same"), row) == ({}, {})


def test_a_row_is_told_by_its_name() -> None:
    row = SimpleNamespace(name="same", since=None, owner=None)

    _, after = lay(Facts("same", owner=ValueError("华屏")), row)

    assert after == {"owner": "华屏"}
