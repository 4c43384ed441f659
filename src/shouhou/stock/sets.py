"""Rows that travel to the database as one JSON parameter, in either dialect.

`bulk_create` splits at 999 parameters on SQLite and costs three times the floor on both; one
parameter carries any number of rows in one statement.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from shouhou.kernel import clock

_TYPES = {"int": ("INTEGER", "bigint"), "text": ("TEXT", "text"), "at": ("TEXT", "timestamptz")}


def rows_from_json(columns: Sequence[tuple[str, str]]) -> str:
    """A SELECT of typed rows from one `%s` parameter made by `as_json`.

    `columns` are `(name, type)` with type `int`, `text` or `at` (an instant). The rows carry
    their position in `nth`, from 0.
    """
    if connection.vendor == "sqlite":
        picked = ", ".join(
            f"CAST(json_extract(value, '$[{i}]') AS {_TYPES[kind][0]}) AS {name}"
            for i, (name, kind) in enumerate(columns)
        )
        return f"SELECT {picked}, key AS nth FROM json_each(%s)"
    picked = ", ".join(
        f"(value ->> {i})::{_TYPES[kind][1]} AS {name}" for i, (name, kind) in enumerate(columns)
    )
    return (
        f"SELECT {picked}, nth - 1 AS nth"
        " FROM jsonb_array_elements(%s::jsonb) WITH ORDINALITY AS row(value, nth)"
    )


def is_among(column: str) -> str:
    """A condition: `column` is one of the texts in one `%s` parameter, a JSON list.

    Unlike a join with `rows_from_json`, PostgreSQL looks each text up in the column's index
    whatever it thinks of the size of the table.
    """
    if connection.vendor == "sqlite":
        return f"{column} IN (SELECT value FROM json_each(%s))"
    return f"{column} = ANY (ARRAY(SELECT jsonb_array_elements_text(%s::jsonb)))"


def now() -> Any:
    """The present instant as a parameter of SQL of our own."""
    return connection.ops.adapt_datetimefield_value(clock.now())


def as_json(rows: Iterable[Sequence[Any]]) -> str:
    """The parameter for `rows_from_json`."""
    return json.dumps([list(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def for_update(of: str = "") -> str:
    """The locking clause; SQLite has locked the whole database at BEGIN already.

    No lock of ours changes a key, so none may hold up a foreign key: a plain FOR UPDATE would
    make posting and drafting over the same shelves wait for each other in a circle.
    """
    if connection.vendor == "sqlite":
        return ""
    return f"FOR NO KEY UPDATE OF {of}" if of else "FOR NO KEY UPDATE"
