"""A bench for every test of it, and the books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.repair.bench import Bench
from tests.world import books_are_clean


@pytest.fixture
def bench(db: None) -> Iterator[Bench]:
    """The department's bench; its books are clean when the test is over."""
    yield Bench()
    books_are_clean()
