"""The guards in the database: what no code of ours, no script and no console can do to the books.

Each guard is one sentence with one condition, written once and rendered for both databases: a
trigger that refuses the statement when the condition holds. `OLD` and `NEW` are the row. They
are installed after every migrate (SQLite drops the triggers of a table that is rebuilt), and
`missing()` is asked at start and by `/healthz`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from shouhou.stock.guard_list import Guard

PREFIX = "guard_"


@dataclass(frozen=True)
class Rendered:
    """One guard as the statements of one database."""

    create: str
    drop: str


def every_guard() -> tuple[Guard, ...]:
    """The guards of all rooms, as their apps declare them."""
    return tuple(g for config in apps.get_app_configs() for g in getattr(config, "guards", ()))


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, replacing whatever stood under its name."""
    with connection.cursor() as cursor:
        for guard in every_guard():
            rendered = render(guard, connection.vendor)
            cursor.execute(rendered.drop)
            cursor.execute(rendered.create)


def remove(connection: BaseDatabaseWrapper, names: Iterable[str] | None = None) -> None:
    """Take guards away: for tests that empty tables or plant faults, never in production."""
    wanted = None if names is None else set(names)
    with connection.cursor() as cursor:
        for guard in every_guard():
            if wanted is None or guard.name in wanted:
                cursor.execute(render(guard, connection.vendor).drop)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of guards that are not in the database, or not enabled there."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [guard.name for guard in every_guard() if PREFIX + guard.name not in present]


def after_migrate(using: str, **_kwargs: Any) -> None:
    """`post_migrate`: the tables may be new or rebuilt, so the guards go in again."""
    connection = connections[using]
    if {guard.table for guard in every_guard()} <= set(connection.introspection.table_names()):
        install(connection)


def render(guard: Guard, vendor: str) -> Rendered:
    """The guard's statements for `sqlite` or `postgresql`."""
    name = PREFIX + guard.name
    if vendor == "sqlite":
        when = f"WHEN {guard.refuse_when}" if guard.refuse_when else ""
        return Rendered(
            create=(
                f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW {when} "
                f"BEGIN SELECT RAISE(ABORT, 'guard: {guard.sentence}'); END"
            ),
            drop=f"DROP TRIGGER IF EXISTS {name}",
        )
    row = "OLD" if guard.event == "DELETE" else "NEW"
    refuse = (
        f"RAISE EXCEPTION 'guard: {guard.sentence}'"
        " USING ERRCODE = 'integrity_constraint_violation';"
    )
    body = f"IF {guard.refuse_when} THEN {refuse} END IF;" if guard.refuse_when else refuse
    truncate = (
        f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {guard.table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}();"
        if guard.event == "DELETE"
        else ""
    )
    return Rendered(
        create=(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ "
            f"BEGIN {body} RETURN {row}; END $guard$; "
            f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}(); {truncate}"
        ),
        drop=f"DROP FUNCTION IF EXISTS {name}() CASCADE",
    )
