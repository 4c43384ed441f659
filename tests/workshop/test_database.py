"""The tests' own database is the one asked for, and as guarded as the field's."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from shouhou.stock import guards
from shouhou.stock.models import ChainHead, Place
from shouhou.stock.places import Code


@pytest.mark.django_db
def test_the_rows_live_where_the_run_says() -> None:
    url = os.environ["DATABASE_URL"]

    assert url.startswith(f"{connection.vendor}:")


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_in_every_test_that_commits(turn: str) -> None:
    assert guards.missing(connection) == []


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_every_test_that_commits_begins_with_what_the_migrations_planted(turn: str) -> None:
    assert Place.objects.filter(agent=None).count() == len(Code)
    assert ChainHead.objects.get().number == 0
