"""`shouhou migrate`: Django's migrate, which also puts the ledger's guards back."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection

from shouhou.stock import guards


def run(_arguments: Sequence[str]) -> int:
    """Migrate, then make sure that every guard stands."""
    call_command("migrate", interactive=False, verbosity=1)
    absent = guards.missing(connection)
    for name in absent:
        sys.stderr.write(f"guard missing: {name}\n")
    return 1 if absent else 0
