"""Guards removed one by one: some statement that was refused must pass, or it guarded nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from shouhou.stock import guards
from shouhou.stock.guard_list import GUARDS, Guard
from tests.stock import forbidden_documents, forbidden_ledger
from tests.stock.forbidden import on
from tests.stock.scene import Scene

pytestmark = [pytest.mark.prove, pytest.mark.django_db]

STATEMENTS = (
    *forbidden_ledger.STATEMENTS,
    *forbidden_documents.STATEMENTS,
    *on("sqlite", *forbidden_documents.REPLACED),
    *on("postgresql", *forbidden_documents.EMPTIED),
)


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for all guards."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            scene = Scene()
            connection.check_constraints()
            yield scene
            transaction.set_rollback(True)
        connection.close()


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_missing_guard_is_noticed_by_a_statement_that_passes(scene: Scene, guard: Guard) -> None:
    guards.remove(connection, [guard.name])

    passed = [one for one in STATEMENTS if one.guard == guard.name and not one.refusal(scene.ids)]

    assert passed, f"{guard.name} could go and nobody would notice"
