"""A department for every test of its door, and its books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.world import World, books_are_clean


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    # WhiteNoise warns when there is no such folder, and warnings are errors here.
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    world = World()
    world.facts()
    yield world
    books_are_clean()
