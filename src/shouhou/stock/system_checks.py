"""What must be true of the database server before the ledger may run on it."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connection

OLDEST_SQLITE = (3, 39)
"""`IS DISTINCT FROM`, `UPDATE … FROM` and `RETURNING` are all there from 3.39 on."""


def sqlite_is_new_enough(**_kwargs: Any) -> list[CheckMessage]:
    """The guards and the posting need statements that older SQLite does not know."""
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return [
            Error(f"SQLite {sqlite3.sqlite_version} is too old: 3.39 or later", id="stock.E001")
        ]
    return []
