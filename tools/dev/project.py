"""Where things lie, how a program is run, and how a step is not done twice."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".dev"
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
SOURCE = ROOT / "src" / "shouhou"
SETTINGS = "--settings=shouhou.settings"


class Stopped(Exception):
    """A verb cannot go on; the message says in one line what is missing and how to get it."""


def say(line: str) -> None:
    """One line to whoever waits, at once."""
    print(line, flush=True)


def tell(line: str) -> None:
    """One line beside the output of programs, so that a pipe carries only theirs."""
    print(line, file=sys.stderr, flush=True)


def program(name: str) -> str:
    """A program of the environment, as the first word of a command."""
    return str(VENV / "bin" / name)


def surroundings() -> dict[str, str]:
    """The environment of what we start: its rows and keys live in `.dev`."""
    return {
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "SHOUHOU_DEMO": "1",
        "SHOUHOU_HOME": str(HOME),
        **os.environ,
    }


def run(command: Sequence[str], *, hint: str = "") -> None:
    """Run a program in the project's folder; when it fails, stop and say so."""
    if not succeeds(command):
        beginning = " ".join(Path(word).name for word in command[:4])
        raise Stopped(f"`{beginning} …` failed" + (f": {hint}" if hint else ""))


def succeeds(command: Sequence[str]) -> bool:
    """Run a program in the project's folder with its output on the terminal."""
    return subprocess.run(command, cwd=ROOT, env=surroundings(), check=False).returncode == 0


def digest(paths: Iterable[Path]) -> str:
    """One fingerprint of the names and contents of files."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def once(
    title: str, act: Callable[[], None], *, stamp: Path, of: str, makes: Iterable[Path]
) -> bool:
    """Do `act` unless `stamp` says it was done for just this input and all it makes is there.

    Answers whether it was done now.
    """
    if stamp.exists() and stamp.read_text() == of and all(path.exists() for path in makes):
        return False
    tell(f"• {title} …")
    began = time.monotonic()
    act()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(of)
    tell(f"  done in {time.monotonic() - began:.1f} s")
    return True
