"""A table that a migration rebuilds, as SQLite does: its guards must neither hinder nor be lost."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_pre_migrate_signal
from django.db import connection, models
from django.db.migrations import Migration

from shouhou.stock import guards
from shouhou.stock.models import Move


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_has_its_guards_again_after_the_migrate() -> None:
    plan = [(Migration("alter_move", "stock"), False)]
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=plan)
    narrow = Move._meta.get_field("quantity")
    wide = models.PositiveBigIntegerField()
    wide.set_attributes_from_name("quantity")
    wide.model = Move
    with connection.constraint_checks_disabled():
        with connection.schema_editor() as editor:
            editor.alter_field(Move, narrow, wide)
        with connection.schema_editor() as editor:
            editor.alter_field(Move, wide, narrow)

    call_command("migrate", verbosity=0)

    assert guards.missing(connection) == []
