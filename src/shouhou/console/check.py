"""`shouhou check`: settings, guards and every fact that holds at rest; exit code 1 on a fault."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from django.core.management import call_command
from django.db import connection

from shouhou.stock import guards
from shouhou.stock.checks import every_check, faults


def run(_arguments: Sequence[str]) -> int:
    """Say what is wrong, one line a fault, or that nothing is."""
    call_command("check", "--fail-level", "ERROR", databases=["default"], verbosity=0)
    told = [f"guard missing: {name}" for name in guards.missing(connection)]
    told += [f"not true: {fault.fact} ({fault.row})" for fault in faults()]
    for line in told:
        sys.stderr.write(f"{line}\n")
    if not told:
        sys.stdout.write(f"{len(guards.every_guard())} guards stand, ")
        sys.stdout.write(f"{len(every_check())} facts hold\n")
    return 1 if told else 0
