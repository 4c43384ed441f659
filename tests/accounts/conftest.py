"""People for the tests about people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department; its people are there from the start, its books clean at the end."""
    world = World()
    for name in ("admin", "linlan", "mgmt1", "hejing", "hejun", "qinyong", "tangxiao", "qa1"):
        getattr(world, name)
    yield world
    books_are_clean()
