"""The books as they stand, to show that what was refused changed nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from shouhou.kernel.refusals import Refused
from tests.world import refused

Books = dict[str, list[tuple[object, ...]]]


def as_they_stand() -> Books:
    """Every row of the ledger and of the trail."""
    models = [*apps.get_app_config("stock").get_models(), apps.get_model("accounts.TrailEntry")]
    books: Books = {}
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")
            books[table] = cursor.fetchall()
    return books


@contextmanager
def refused_and_unchanged(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block is refused with `code`, and every row is what it was."""
    before = as_they_stand()
    with refused(code) as caught:
        yield caught
    assert as_they_stand() == before
