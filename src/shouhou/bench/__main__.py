"""`python -m shouhou.bench`: every figure on the present database, beside its floor.

--small     a tenth of the load and a few seconds: to see that the bench itself runs
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouhou.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up first
from django.db import connection  # noqa: E402

from shouhou.bench import crowd, demo, packing_lists, posting, reading  # noqa: E402
from shouhou.bench.figures import HEADING, Figure  # noqa: E402
from shouhou.bench.load import begin, fill, settle  # noqa: E402
from shouhou.bench.server import Client, running  # noqa: E402

GROWTH = 1.2


def main() -> int:
    """Measure everything and print a line a figure; 0 also when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m shouhou.bench")
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    sizes = (14_000, 28_000) if small else (20_000, 200_000)
    seconds, rounds = (3.0, 3) if small else (30.0, 9)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load = begin()
    print(HEADING)
    with running() as port:
        supervisor, desk = Client(port), Client(port)
        supervisor.log_in("linlan", load.passwords["linlan"])
        desk.log_in("hejing", load.passwords["hejing"])
        fill(load, sizes[0])
        settle()
        first = list(_shown(posting.figures(load, supervisor, sizes[0], rounds=rounds)))
        before = reading.pages(load, supervisor)
        fill(load, sizes[1] - sizes[0])
        settle()
        second = list(_shown(posting.figures(load, supervisor, sizes[1], rounds=rounds)))
        _shown_all(_growth(first, second))
        _shown_all(reading.figures(before, reading.pages(load, supervisor)))
        _shown_all([reading.scan(load, desk)])
        _shown_all(crowd.transfers(load, port, seconds))
        _shown_all(crowd.boxes(load, port, seconds))
    for name, ms, target in packing_lists.figures():
        print(Figure(name, None, ms, ms, target))
    if connection.vendor == "sqlite":
        _shown_all(demo.figures(small=small))
    return 0


def _growth(first: list[Figure], second: list[Figure]) -> Iterable[Figure]:
    for before, after in zip(first[:3], second[:3], strict=True):
        ratio = after.ours / before.ours
        yield Figure(f"{after.name} against fewer", before.ours, after.ours, ratio, GROWTH)


def _shown(figures: Iterable[Figure]) -> Iterable[Figure]:
    for figure in figures:
        print(figure, flush=True)
        yield figure


def _shown_all(figures: Iterable[Figure]) -> None:
    for figure in figures:
        print(figure, flush=True)


if __name__ == "__main__":
    sys.exit(main())
