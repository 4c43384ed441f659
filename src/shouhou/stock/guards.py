"""The guards in the database: what no code of ours, no script and no console can do to the books.

Each guard is one sentence with one condition, written once and rendered for both databases: a
trigger that refuses the statement when the condition holds. `OLD` and `NEW` are the row. They
are installed after every migrate: SQLite alters a table by rebuilding it, which drops its
triggers, and cannot while those of other tables mention it. `missing()` is asked at start and
by `/healthz`: a migrate that was killed half way leaves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from shouhou.stock.guard_list import Guard

PREFIX = "guard_"


@dataclass(frozen=True)
class Trigger:
    """One trigger as the database keeps it; `body` is that of its function, on PostgreSQL."""

    name: str
    statement: str
    body: str = ""


def every_guard() -> tuple[Guard, ...]:
    """The guards of all rooms, as their apps declare them."""
    return tuple(g for config in apps.get_app_configs() for g in getattr(config, "guards", ()))


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, and take away whatever else stands under such a name."""
    with connection.cursor() as cursor:
        for name in _names(connection):
            cursor.execute(_drop(name, connection.vendor))
        for guard in every_guard():
            for statement in _create(guard, connection.vendor):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, names: Iterable[str] | None = None) -> None:
    """Take guards away: for tests that empty tables or plant faults, never in production."""
    wanted = None if names is None else set(names)
    with connection.cursor() as cursor:
        for guard in every_guard():
            if wanted is None or guard.name in wanted:
                for trigger in triggers(guard, connection.vendor):
                    cursor.execute(_drop(trigger.name, connection.vendor))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of guards that are not in the database as they are written, or not enabled."""
    present = _present(connection)
    vendor = connection.vendor
    return [g.name for g in every_guard() if not present.issuperset(triggers(g, vendor))]


def before_migrate(using: str, plan: Sequence[Any], **_kwargs: Any) -> None:
    """`pre_migrate`: SQLite rebuilds no table that a trigger elsewhere mentions.

    Steps back unmake what the guards guard, so there they go on both databases.
    """
    connection = connections[using]
    if any(backwards for _step, backwards in plan) or (plan and connection.vendor == "sqlite"):
        with connection.cursor() as cursor:
            for name in _names(connection):
                cursor.execute(_drop(name, connection.vendor))


def after_migrate(using: str, **_kwargs: Any) -> None:
    """`post_migrate`: the tables may be new or rebuilt, so the guards go in again."""
    connection = connections[using]
    if {guard.table for guard in every_guard()} <= set(connection.introspection.table_names()):
        install(connection)


def triggers(guard: Guard, vendor: str) -> tuple[Trigger, ...]:
    """The guard as triggers of `sqlite` or `postgresql`."""
    return _on_sqlite(guard) if vendor == "sqlite" else _on_postgresql(guard)


def _on_sqlite(guard: Guard) -> tuple[Trigger, ...]:
    def refusing(name: str, event: str, condition: str) -> Trigger:
        when = f"WHEN {condition} " if condition else ""
        return Trigger(
            name,
            f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, 'guard: {guard.sentence}'); END",
        )

    name = PREFIX + guard.name
    itself = refusing(name, guard.event, guard.refuse_when)
    if guard.event != "DELETE":
        return (itself,)
    # INSERT OR REPLACE deletes without firing DELETE triggers, unless `recursive_triggers` is on.
    keys = " OR ".join(f"({key})" for key in ("OLD.id = NEW.id", *guard.replaced_by))
    refused = f" AND ({guard.refuse_when})" if guard.refuse_when else ""
    replaced = f"EXISTS (SELECT 1 FROM {guard.table} AS OLD WHERE ({keys}){refused})"
    return itself, refusing(f"{name}_replace", "INSERT", replaced)


def _on_postgresql(guard: Guard) -> tuple[Trigger, ...]:
    name = PREFIX + guard.name
    row = "OLD" if guard.event == "DELETE" else "NEW"
    refuse = (
        f"RAISE EXCEPTION 'guard: {guard.sentence}'"
        " USING ERRCODE = 'integrity_constraint_violation';"
    )
    tested = f"IF {guard.refuse_when} THEN {refuse} END IF;" if guard.refuse_when else refuse
    body = f"BEGIN {tested} RETURN {row}; END"
    execute = f"EXECUTE FUNCTION {name}()"
    itself = Trigger(
        name,
        f"CREATE TRIGGER {name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW {execute}",
        body,
    )
    if guard.event != "DELETE":
        return (itself,)
    emptied = f"{name}_truncate"
    return itself, Trigger(
        emptied,
        f"CREATE TRIGGER {emptied} BEFORE TRUNCATE ON {guard.table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {emptied}()",
        f"BEGIN {refuse} RETURN NULL; END",
    )


def _create(guard: Guard, vendor: str) -> Iterable[str]:
    for trigger in triggers(guard, vendor):
        if trigger.body:
            yield (
                f"CREATE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql"
                f" AS $guard${trigger.body}$guard$"
            )
        yield trigger.statement


def _drop(name: str, vendor: str) -> str:
    if vendor == "sqlite":
        return f"DROP TRIGGER IF EXISTS {name}"
    return f"DROP FUNCTION IF EXISTS {name}() CASCADE"


def _names(connection: BaseDatabaseWrapper) -> list[str]:
    """Whatever stands under our prefix, ours or not, enabled or not."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master"
        " WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
        "postgresql": "SELECT proname FROM pg_proc WHERE left(proname, %s) = %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [len(PREFIX), PREFIX])
        return [name for (name,) in cursor.fetchall()]


def _present(connection: BaseDatabaseWrapper) -> frozenset[Trigger]:
    """Every trigger under our prefix that is enabled, as the database tells it."""
    query = {
        "sqlite": "SELECT name, sql, '' FROM sqlite_master"
        " WHERE type = 'trigger' AND substr(name, 1, %s) = %s",
        "postgresql": "SELECT t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc"
        " FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND left(t.tgname, %s) = %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [len(PREFIX), PREFIX])
        return frozenset(Trigger(*row) for row in cursor.fetchall())
