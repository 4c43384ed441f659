"""A department for every test of the ledger, and its books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department; its books are clean when the test is over."""
    yield World()
    books_are_clean()
