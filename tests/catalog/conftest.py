"""The people that the tests of the catalog are about."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import User
from shouhou.catalog.commands import parts, policies
from shouhou.partners import commands as partners
from tests.people import person


@pytest.fixture
def clerk(db: None) -> User:
    """Who maintains parts and partners."""
    return person("clerk", parts.MAINTAIN, partners.MAINTAIN)


@pytest.fixture
def supervisor(db: None) -> User:
    """Who approves parts and partners and drafts policies."""
    return person("supervisor", parts.APPROVE, partners.APPROVE, policies.DRAFT)


@pytest.fixture
def management(db: None) -> User:
    """Who approves policies."""
    return person("management", policies.APPROVE)
