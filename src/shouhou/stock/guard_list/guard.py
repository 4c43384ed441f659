"""What a guard is, and the words that guards are put together from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Guard:
    """Refuse `event` on a row of `table` when `refuse_when` holds (empty: always).

    A guard of DELETE also stands against what deletes without asking: TRUNCATE, and on SQLite
    `INSERT OR REPLACE`, which takes away the row with the same id or unique key. `replaced_by`
    are the conditions on `OLD` and `NEW` that say so of keys other than the id.
    """

    name: str
    table: str
    event: str
    sentence: str
    refuse_when: str = ""
    replaced_by: tuple[str, ...] = ()


def changed(*columns: str) -> str:
    """Whether an UPDATE changes any of the columns."""
    return "(" + " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columns) + ")"


def state(document_id: str) -> str:
    """The state of a document; NULL when there is none."""
    return f"(SELECT state FROM stock_document WHERE id = {document_id})"


def append_only(
    table: str, noun: str, *, prefix: str, replaced_by: tuple[str, ...] = ()
) -> tuple[Guard, Guard]:
    """The two guards of a table whose rows are never changed and never deleted."""
    return (
        Guard(f"{prefix}_never_change", table, "UPDATE", f"{noun} are never changed"),
        Guard(
            f"{prefix}_never_go",
            table,
            "DELETE",
            f"{noun} are never deleted",
            replaced_by=replaced_by,
        ),
    )
