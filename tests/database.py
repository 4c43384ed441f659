"""The tests' database: emptying it between tests, which an append-only ledger refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from shouhou.stock import guards

_flush = TransactionTestCase._fixture_teardown  # noqa: SLF001 - the only place Django offers


def _flush_without_guards(case: TransactionTestCase) -> None:
    """Django's clean-up after a test that really committed (`transactional_db`).

    The guards are lifted for it, here and nowhere else, and stand again before the next test.
    """
    guards.remove(connection)
    try:
        _flush(case)
    finally:
        guards.install(connection)


@pytest.fixture(autouse=True, scope="session")
def _a_guarded_ledger_can_be_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _flush_without_guards)
        yield
