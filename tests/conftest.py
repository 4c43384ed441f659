"""Every test's surroundings: a home folder of its own and the database that was asked for.

    pytest                          SQLite, in a file, as in the field
    pytest --database=postgresql    a PostgreSQL that lives as long as the run

Both also work with `-n 2`; `SHOUHOU_TEST_DATABASE` stands in for the option. A run that others
follow in the same database (`--reuse-db`) is lent a home (`SHOUHOU_TEST_HOME`) and, on PostgreSQL,
a cluster (`SHOUHOU_TEST_CLUSTER`, its address).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Sequence

import django
import pytest
from django.conf import settings

from tools.dev import postgres

DATABASES = ("sqlite", "postgresql")
_until_the_end = contextlib.ExitStack()


def _asked_for(arguments: Sequence[str]) -> str:
    """The database that the command line names, or else the environment."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--database", default=os.environ.get("SHOUHOU_TEST_DATABASE", "sqlite"))
    return str(parser.parse_known_args(list(arguments))[0].database)


def _surround(database: str) -> None:
    """Set what the settings read from the environment; the processes of `-n` inherit it."""
    for name in ("SHOUHOU_DEMO", "SHOUHOU_HOSTS", "SHOUHOU_HTTPS"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    lent, cluster = os.environ.get("SHOUHOU_TEST_HOME"), os.environ.get("SHOUHOU_TEST_CLUSTER")
    home = lent or _until_the_end.enter_context(tempfile.TemporaryDirectory(prefix="shouhou-test-"))
    os.environ["SHOUHOU_HOME"] = home
    if database == "postgresql":
        os.environ["DATABASE_URL"] = cluster or _until_the_end.enter_context(postgres.cluster())
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{home}/shouhou.db"


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The earliest of pytest's hooks that a conftest hears: the next conftest imports models."""
    parser.addoption("--database", choices=DATABASES, help="where the tests' rows live")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        if settings.configured:
            raise pytest.UsageError("unset DJANGO_SETTINGS_MODULE: the tests have their own")
        config = pluginmanager.get_plugin("pytestconfig")
        assert isinstance(config, pytest.Config)
        _surround(_asked_for(config.invocation_params.args))
    django.setup()
    pluginmanager.import_plugin("tests.database")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first: at the end no process waits for the other's last test."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure() -> None:
    """Stop the PostgreSQL and remove the home folder."""
    _until_the_end.close()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test proves nothing, so a run that skips one has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = getattr(reporter, "stats", {}).get("skipped", [])
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
