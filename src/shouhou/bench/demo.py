"""How long the demo department takes to build: the command itself, into homes of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from shouhou.bench.figures import Figure

LOADED = re.compile(r"100%.* ([0-9.]+) s$")
MONTH, YEAR = 45, 600


def figures(*, small: bool) -> Iterable[Figure]:
    """The last 30 working days and a whole year; the days as the progress line tells them.

    What a small bench builds is only reported: it has no target.
    """
    if small:
        yield from _built("demo of 8 days", None, "--days=8", "--scale=0.03")
        return
    yield from _built("demo of 30 working days", MONTH)
    yield from _built("demo of a year", YEAR, "--year")


def _built(name: str, limit: float | None, *arguments: str) -> Iterable[Figure]:
    with tempfile.TemporaryDirectory(prefix="shouhou-demo-") as home:
        place = {"SHOUHOU_HOME": home, "DATABASE_URL": f"sqlite:///{Path(home) / 'demo.db'}"}
        began = time.perf_counter()
        said = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "shouhou.cli", "demo", *arguments],
            env=os.environ | place,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        ).stdout
        whole = time.perf_counter() - began
    told = LOADED.search(next(line for line in said.splitlines() if "100%" in line))
    assert told is not None, said
    days = float(told[1])
    yield Figure(f"{name}: its days", None, days, days, limit, unit="s")
    yield Figure(f"{name}: the command, tables and all", None, whole, whole, None, unit="s")
