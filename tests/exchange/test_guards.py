"""What no console and no script can do to the debts, whatever database they are kept in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from shouhou.exchange.guard_list import GUARDS
from tests.exchange.forbidden import STATEMENTS, Scene
from tests.stock.forbidden import Forbidden
from tests.world import books_are_clean

pytestmark = pytest.mark.django_db
NAMES = {guard.name for guard in GUARDS}


def name_of(statement: Forbidden) -> str:
    return f"{statement.guard}: {statement.statement[:60]}"


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for all statements: none of them may leave a trace."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            scene = Scene()
            yield scene
            books_are_clean()
            transaction.set_rollback(True)
        connection.close()


@pytest.mark.req("INV-4", "INV-5", "R-POST", "R-SOD")
@pytest.mark.parametrize("statement", STATEMENTS, ids=name_of)
def test_the_database_refuses(scene: Scene, statement: Forbidden) -> None:
    refusal = statement.refusal(scene.ids)

    assert refusal, "it passed"
    assert ("guard: " if statement.guard in NAMES else statement.guard) in refusal


def test_every_guard_of_the_debts_refuses_one_of_the_statements() -> None:
    assert NAMES - {one.guard for one in STATEMENTS} == set()
