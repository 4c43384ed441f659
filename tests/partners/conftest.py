"""The people that the tests of partners are about."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import User
from shouhou.partners import commands
from tests.people import person


@pytest.fixture
def clerk(db: None) -> User:
    """Who maintains partners."""
    return person("clerk", commands.MAINTAIN)


@pytest.fixture
def supervisor(db: None) -> User:
    """Who approves partners."""
    return person("supervisor", commands.APPROVE)


@pytest.fixture
def administrator(db: None) -> User:
    """Who ties users to agents."""
    return person("administrator", commands.MANAGE_USERS)
