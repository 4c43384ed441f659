"""The probe: public, and bad news the moment a guard is gone."""

from __future__ import annotations

from unittest.mock import patch

from django.db import DatabaseError, connection
from django.test import Client

from shouhou.stock import guards
from tests.world import World


def test_a_sound_system_says_so_to_anybody(w: World) -> None:
    w.good_stock(w.part("CHG-S5-01B"), 3)

    answer = Client().get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"database": True, "guards_missing": [], "chain_head": 1}


def test_a_missing_guard_is_named_with_503(w: World) -> None:
    guards.remove(connection, ["moves_never_change"])

    answer = Client().get("/healthz")
    guards.install(connection)

    assert answer.status_code == 503
    assert answer.json()["guards_missing"] == ["moves_never_change"]


def test_a_silent_database_is_503_too() -> None:
    with patch.object(guards, "missing", side_effect=DatabaseError):
        answer = Client().get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["database"] is False
