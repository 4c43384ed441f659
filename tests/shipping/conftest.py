"""A dispatch desk for every test of shipping, and the books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.shipping.dispatch import Dispatch
from tests.world import books_are_clean


@pytest.fixture
def desk(db: None) -> Iterator[Dispatch]:
    """The department with what it needs to ship; its books are clean when the test is over."""
    yield Dispatch()
    books_are_clean()
