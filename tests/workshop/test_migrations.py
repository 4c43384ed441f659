"""All migrations go back and forth, and the guards stand again: altering a table drops them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).parents[2]
# Every room hangs on the users, so unmaking those unmakes everything.
THERE_AND_BACK = """
import django; django.setup()
from django.core.management import call_command
from django.db import connection
from shouhou.stock import guards

def tables(): return set(connection.introspection.table_names())
def migrate(*target): call_command("migrate", *target, interactive=False, verbosity=0)

migrate()
whole = tables()
migrate("accounts", "zero")
left = [name for name in tables() if name.startswith(("accounts_", "stock_", "exchange_"))]
migrate()
print([left, sorted(whole ^ tables()), guards.missing(connection)])
"""


@pytest.fixture
def new_database(tmp_path: Path, django_db_setup: None) -> str:
    """The DATABASE_URL of an empty database of the kind that the run is on."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path}/new.db"
    url = os.environ["DATABASE_URL"]
    name = f"new_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


@pytest.mark.slow
def test_there_and_back_and_there_again(new_database: str) -> None:
    walk = subprocess.run(
        [sys.executable, "-c", THERE_AND_BACK],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": new_database},
        capture_output=True,
        text=True,
        check=False,
    )

    assert walk.stdout.strip() == "[[], [], []]", walk.stderr[-2000:]
