"""A department with its facts for every test of a report, and its books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()
