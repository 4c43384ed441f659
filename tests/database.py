"""The tests' database: emptying it between tests, which an append-only ledger refuses."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from shouhou.stock import guards

if (taken_out := os.environ.get("SHOUHOU_TEST_WITHOUT_GUARD")) is not None:
    every_guard = guards.every_guard
    guards.every_guard = lambda: tuple(g for g in every_guard() if g.name != taken_out)

# The only places Django offers.
_setup = TransactionTestCase.__dict__["_fixture_setup"].__func__
_flush = TransactionTestCase._fixture_teardown  # noqa: SLF001
PLANTED = "_test_serialized_contents"


def _remember_what_is_planted(case: type[TransactionTestCase]) -> None:
    """Before the first test that really commits: what the migrations put into the tables."""
    if not hasattr(connection, PLANTED):
        setattr(connection, PLANTED, connection.creation.serialize_db_to_string())
    _setup(case)


def _flush_without_guards(case: TransactionTestCase) -> None:
    """Django's clean-up after a test that really committed (`transactional_db`).

    What was planted (places, the head of the chain) is planted again. The guards are lifted for
    both, here and nowhere else, and stand again before the next test.
    """
    case.serialized_rollback = True
    guards.remove(connection)
    try:
        _flush(case)
        connection.creation.deserialize_db_from_string(getattr(connection, PLANTED))
    finally:
        guards.install(connection)


@pytest.fixture(autouse=True, scope="session")
def _a_guarded_ledger_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(_remember_what_is_planted))
        patch.setattr(TransactionTestCase, "_fixture_teardown", _flush_without_guards)
        yield
