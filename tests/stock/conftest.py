"""A department for every test of the ledger, and its books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department; its books are clean when the test is over.

    Its people are there from the start: whoever first acts in a refused block would go with it.
    """
    world = World()
    for name in ("linlan", "hejing", "luomin", "zhouqi", "qinyong", "hejun", "tangxiao", "qa1"):
        getattr(world, name)
    yield world
    books_are_clean()
