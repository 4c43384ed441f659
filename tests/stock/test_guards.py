"""What no console and no script can do to the books, whatever database they are kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoDbBlocker

from shouhou.stock import guards
from shouhou.stock.guard_list import GUARDS, Guard
from tests.stock import forbidden_chain, forbidden_documents, forbidden_ledger
from tests.stock.books import as_they_stand
from tests.stock.forbidden import Forbidden, on, posting
from tests.stock.scene import Scene
from tests.world import books_are_clean

pytestmark = pytest.mark.django_db
STATEMENTS = (
    *forbidden_ledger.STATEMENTS,
    *forbidden_documents.STATEMENTS,
    *forbidden_chain.STATEMENTS,
)
NAMES = {guard.name for guard in GUARDS}


def name_of(statement: Forbidden) -> str:
    return f"{statement.guard or 'a constraint'}: {statement.statement[:60]}"


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One scene for all statements: none of them may leave a trace."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            scene = Scene()
            connection.check_constraints()
            yield scene
            books_are_clean()
            transaction.set_rollback(True)
        connection.close()


@pytest.mark.req("R-POST", "R-AUD", "INV-1", "INV-2", "INV-3", "INV-6", "INV-10", "INV-14")
@pytest.mark.parametrize("statement", STATEMENTS, ids=name_of)
def test_the_database_refuses(scene: Scene, statement: Forbidden) -> None:
    before = as_they_stand()

    refusal = statement.refusal(scene.ids)

    assert refusal, "it passed"
    assert ("guard: " if statement.guard in NAMES else statement.guard) in refusal
    assert as_they_stand() == before


def test_every_guard_of_the_ledger_refuses_one_of_the_statements() -> None:
    assert NAMES - {one.guard for one in STATEMENTS} == set()


def test_an_honest_posting_by_hand_would_pass(scene: Scene) -> None:
    *before, last = posting("approved")

    assert Forbidden("", last, after=tuple(before)).refusal(scene.ids) == ""


SAID_SO = (
    *on("sqlite", *forbidden_documents.REPLACED),
    *on("postgresql", *forbidden_documents.EMPTIED),
)
# A program of its own has not our PRAGMA that lets REPLACE ask the guards of DELETE.
SWITCHED = ["as in the field", "by a foreign program"][: 2 if connection.vendor == "sqlite" else 1]


@pytest.mark.req("R-POST", "R-AUD")
@pytest.mark.parametrize("switched", SWITCHED)
@pytest.mark.parametrize("statement", SAID_SO, ids=name_of)
def test_nothing_is_deleted_by_another_name(
    scene: Scene, statement: Forbidden, switched: str
) -> None:
    before = as_they_stand()
    with connection.cursor() as cursor:
        if switched == "by a foreign program":
            cursor.execute("PRAGMA recursive_triggers = OFF")
        refusal = statement.refusal(scene.ids)
        if switched == "by a foreign program":
            cursor.execute("PRAGMA recursive_triggers = ON")

    assert "guard: " in refusal
    assert as_they_stand() == before


def test_the_guards_stand_as_they_are_written(db: None) -> None:
    assert guards.missing(connection) == []


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_a_guard_that_was_taken_away_is_missed(db: None, guard: Guard) -> None:
    guards.remove(connection, [guard.name])

    assert guards.missing(connection) == [guard.name]


def weakened(guard: Guard) -> list[str]:
    """The guard made to refuse nothing, or half of what it refuses, under its own name."""
    name = f"guard_{guard.name}"
    if connection.vendor == "sqlite":
        return [
            f"DROP TRIGGER {name}",
            (
                f"CREATE TRIGGER {name} BEFORE DELETE ON {guard.table} WHEN 1 = 0"
                " BEGIN SELECT RAISE(ABORT, 'guard'); END"
            ),
        ]
    return [
        (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN OLD; END'"
        )
    ]


def half_dropped(guard: Guard) -> list[str]:
    """Without what stands against REPLACE, or against TRUNCATE."""
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER guard_{guard.name}_replace"]
    return [f"DROP TRIGGER guard_{guard.name}_truncate ON {guard.table}"]


def asleep(guard: Guard) -> list[str]:
    """Disabled (SQLite has no such thing: it can only be dropped)."""
    if connection.vendor == "sqlite":
        return [f"DROP TRIGGER guard_{guard.name}"]
    return [f"ALTER TABLE {guard.table} DISABLE TRIGGER guard_{guard.name}"]


@pytest.mark.parametrize("meddled", [weakened, half_dropped, asleep])
def test_a_guard_that_was_meddled_with_is_missed_and_comes_back(
    db: None, meddled: Callable[[Guard], list[str]]
) -> None:
    (guard,) = [one for one in GUARDS if one.name == "moves_never_go"]
    with connection.cursor() as cursor:
        for statement in meddled(guard):
            cursor.execute(statement)

    assert guards.missing(connection) == ["moves_never_go"]
    guards.install(connection)
    assert guards.missing(connection) == []


def test_what_stands_under_an_old_name_is_taken_away(db: None) -> None:
    old = guards.triggers(Guard("of_last_year", "stock_move", "DELETE", "no"), connection.vendor)
    with connection.cursor() as cursor:
        for trigger in old:
            if trigger.body:
                cursor.execute(
                    f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql"
                    f" AS $guard${trigger.body}$guard$"
                )
            cursor.execute(trigger.statement)

    guards.install(connection)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {old[0].name}"
            + (" ON stock_move" if connection.vendor == "postgresql" else "")
        )
