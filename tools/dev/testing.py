"""`./dev test`: everything CI runs, in one order, with nothing left out."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from functools import partial

from tools.dev import checks, serving
from tools.dev.project import PYTHON, Stopped, run, succeeds, tell

PYTEST = [PYTHON, "-m", "pytest"]
BY_FILE = [*PYTEST, "-n2", "--dist=loadfile", "--no-loadscope-reorder"]
ONE_BY_ONE = [*PYTEST, "-n2", "--dist=load", "--maxschedchunk=1"]
"""Two processes, which take the next file, or the next test, as soon as they have none."""
DEBIAN_PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
"""First the Chromium that has no windows: nobody sees them, and painting them takes time."""
ONCE = ("architecture", "faults", "kernel", "paper", "sheets", "staff/test_matrix.py")
"""Not repeated on PostgreSQL: rooms without tables, who may do what, hostile files.

The races are run on PostgreSQL too by `./dev prove`, at full size.
"""


def test(arguments: Sequence[str]) -> int:
    """Run everything; or, with arguments, pytest with just those."""
    serving.prepare()
    if arguments:
        return 0 if succeeds([*PYTEST, *arguments]) else 1
    need_browser()
    rooms = [*BY_FILE, "-m", "not browser and not prove"]
    phases: dict[str, Callable[[], bool]] = {
        "checks": lambda: checks.check([]) == 0,
        "tests on SQLite": partial(succeeds, [*rooms, "--database=sqlite"]),
        "tests on PostgreSQL": partial(
            succeeds,
            [*rooms, "--database=postgresql", *(f"--ignore=tests/{r}" for r in ONCE)],
        ),
        "browser": partial(succeeds, [*ONE_BY_ONE, "-m", "browser and not prove"]),
    }
    return _all_of(phases)


def _all_of(phases: dict[str, Callable[[], bool]]) -> int:
    """Run every phase, whatever became of the one before, and sum up."""
    lines, failed = [], False
    for name, phase in phases.items():
        tell(f"\n=== {name}")
        began = time.monotonic()
        passed = phase()
        failed = failed or not passed
        lines.append(
            f"{'ok' if passed else 'FAILED':>8}  {time.monotonic() - began:6.0f} s  {name}"
        )
    tell("\n" + "\n".join(lines))
    return 1 if failed else 0


def need_browser() -> str:
    """The path of a Chromium: the system's, or Debian's installed now when we may."""
    browser = os.environ.get("SHOUHOU_CHROMIUM") or find_browser()
    if browser:
        return browser
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stopped(
            f"no Chromium for the browser tests: apt-get install {' '.join(DEBIAN_PACKAGES)}"
            " (or name one in SHOUHOU_CHROMIUM)"
        )
    tell("• install Chromium …")
    run(["apt-get", "update", "-qq"])
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES])
    return find_browser() or ""


def find_browser() -> str | None:
    """The path of the system's Chromium, if it has one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
