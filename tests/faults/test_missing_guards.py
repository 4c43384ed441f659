"""Guards taken out one by one: something that was refused must pass, or it guarded nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from shouhou.stock import guards
from tests.exchange import forbidden as of_debts
from tests.stock import forbidden_chain, forbidden_documents, forbidden_ledger, scene
from tests.stock.forbidden import on

pytestmark = [pytest.mark.prove, pytest.mark.django_db]

STATEMENTS = {
    "exchange": of_debts.STATEMENTS,
    "stock": (
        *forbidden_ledger.STATEMENTS,
        *forbidden_documents.STATEMENTS,
        *forbidden_chain.STATEMENTS,
        *on("sqlite", *forbidden_documents.REPLACED),
        *on("postgresql", *forbidden_documents.EMPTIED),
    ),
}
SCENES = {"exchange": of_debts.Scene, "stock": scene.Scene}
GUARDS = [
    (config.label, guard.name)
    for config in apps.get_app_configs()
    for guard in getattr(config, "guards", ())
]
BY_STATEMENTS = [(room, guard) for room, guard in GUARDS if room in STATEMENTS]
BY_TESTS = [(room, guard) for room, guard in GUARDS if room not in STATEMENTS]


@pytest.fixture(scope="module", params=SCENES)
def ids(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, dict[str, int]]]:
    """A room, and what its statements may name: one scene for all its guards."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield request.param, SCENES[request.param]().ids
            transaction.set_rollback(True)
        connection.close()


def test_a_missing_guard_lets_a_forbidden_statement_pass(ids: tuple[str, dict[str, int]]) -> None:
    room, named = ids
    unnoticed = []
    for guard in (guard for of_room, guard in BY_STATEMENTS if of_room == room):
        with transaction.atomic():
            guards.remove(connection, [guard])
            tried = [one for one in STATEMENTS[room] if one.guard == guard]
            if all(one.refusal(named) for one in tried):
                unnoticed.append(guard)
            transaction.set_rollback(True)

    assert unnoticed == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the rooms' own tests have their database: made once, guarded anew for each run.

    What a run left behind would fail the last one, in which every guard stands.
    """
    return tmp_path_factory.mktemp("guards")


@pytest.mark.parametrize(("room", "guard"), BY_TESTS, ids=lambda name: name)
def test_a_missing_guard_fails_a_test_of_its_room(room: str, guard: str, home: Path) -> None:
    told = _tests_of(room, home, without=guard)

    assert told.returncode == pytest.ExitCode.TESTS_FAILED, told.stdout[-2000:]


@pytest.mark.parametrize("room", sorted({room for room, _guard in BY_TESTS}))
def test_where_every_guard_stands_no_test_fails(room: str, home: Path) -> None:
    told = _tests_of(room, home, without="")

    assert told.returncode == pytest.ExitCode.OK, told.stdout[-2000:]


def _tests_of(room: str, home: Path, *, without: str) -> subprocess.CompletedProcess[str]:
    """What the room's own tests of its guards say when one of them is not installed."""
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_", "SHOUHOU_HOME")
    surroundings = {name: os.environ[name] for name in os.environ if not name.startswith(ours)}
    surroundings |= {"SHOUHOU_TEST_HOME": str(home), "SHOUHOU_TEST_WITHOUT_GUARD": without}
    if connection.vendor == "postgresql":
        url = urlsplit(os.environ["DATABASE_URL"])
        own = url._replace(path=f"/guards_{os.environ.get('PYTEST_XDIST_WORKER', '')}")
        surroundings["SHOUHOU_TEST_CLUSTER"] = own.geturl()
    command = [sys.executable, "-m", "pytest", "-q", "-x", f"tests/{room}/test_guards.py"]
    return subprocess.run(
        [*command, "--reuse-db", f"--database={connection.vendor}"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
