"""`./dev prove`, `bench`, `shots`: what is measured and looked at, kept under `docs/`."""

from __future__ import annotations

import os
import platform
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tools.dev import postgres, serving, testing
from tools.dev.project import PYTHON, ROOT, say, succeeds, surroundings

PROOF = ROOT / "docs" / "proof"


def prove(arguments: Sequence[str]) -> int:
    """The tests marked `prove`, at full size, on both databases; kept when asked for whole.

    Every screen in every appearance is looked at once: it is the same above either database.
    """
    serving.prepare()
    testing.need_browser()
    tests = [*testing.ONE_BY_ONE, "-rap", "--durations=15", *arguments]
    return _keep(
        "" if arguments else "prove.txt",
        {
            "SQLite": ([*tests, "--database=sqlite", "-m", "prove"], {}),
            "PostgreSQL": ([*tests, "--database=postgresql", "-m", "prove and not browser"], {}),
        },
    )


def bench(arguments: Sequence[str]) -> int:
    """The product against its floor, on both databases; kept when asked for whole."""
    serving.prepare()
    command = [PYTHON, "-m", "shouhou.bench", *arguments]
    with _new_home() as home, postgres.cluster() as url:
        shared = {"SHOUHOU_HOME": home, "SHOUHOU_DEMO": "0"}
        return _keep(
            "" if arguments else "bench.txt",
            {
                "SQLite": (command, {**shared, "DATABASE_URL": f"sqlite:///{home}/bench.db"}),
                "PostgreSQL": (command, {**shared, "DATABASE_URL": url}),
            },
        )


def shots(arguments: Sequence[str]) -> int:
    """Pictures of every main screen, in both languages, light and dark."""
    serving.prepare()
    testing.need_browser()
    return 0 if succeeds([PYTHON, "-m", "tests.browser.shots", *arguments]) else 1


@contextmanager
def _new_home() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="shouhou-bench-") as home:
        (Path(home) / "static").mkdir()  # WhiteNoise warns when it is not there
        yield home


def _keep(name: str, runs: Mapping[str, tuple[list[str], Mapping[str, str]]]) -> int:
    """Show what the commands print; fail if one does.

    What was asked for whole is kept under `name`, with where it was measured.
    """
    lines, failed = [_circumstances()], False
    for title, (command, environment) in runs.items():
        say(f"=== {title}")
        lines.append(f"\n=== {title}\n")
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env={**surroundings(), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as child:
            for line in child.stdout or ():
                say(line.rstrip("\n"))
                lines.append(line)
        failed = failed or child.returncode != 0
    if name:
        PROOF.mkdir(parents=True, exist_ok=True)
        text = "".join(lines).replace(f"{ROOT}/", "").replace(str(ROOT), ".")
        (PROOF / name).write_text(text, encoding="utf-8")
    return 1 if failed else 0


def _circumstances() -> str:
    git = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    commit = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=False)
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit.stdout.strip()}, "
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores\n"
    )
