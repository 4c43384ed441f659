"""The Python environment: a venv, the locked packages by their hashes, and the package itself."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import venv
from pathlib import Path

from tools.dev.project import PYTHON, ROOT, VENV, Stopped, digest, once, run

LOCK = ROOT / "requirements-dev.txt"
PIP = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def prepare() -> None:
    """Bring the environment up to the lock."""
    once(
        "make the environment .venv",
        _make_venv,
        stamp=VENV / ".python",
        of=f"{sys.base_prefix} {'{}.{}'.format(*sys.version_info)}",
        makes=[Path(PYTHON)],
    )
    once(
        "install the locked Python packages",
        _install_packages,
        stamp=VENV / ".packages",
        of=digest([LOCK]),
        makes=[VENV / "bin" / "pytest"],
    )
    once(
        "install the shouhou command",
        _install_shouhou,
        stamp=VENV / ".shouhou",
        of=digest([ROOT / "pyproject.toml"]),
        makes=[VENV / "bin" / "shouhou"],
    )


def _make_venv() -> None:
    """A venv of this Python; one of another Python is replaced."""
    if importlib.util.find_spec("ensurepip") is None:
        raise Stopped(
            "this Python cannot make environments: install its venv package"
            " (on Debian: apt-get install python3-venv)"
        )
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True, symlinks=True)


def _install_packages() -> None:
    run(
        [*PIP, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)],
        hint="they come from the index that pip is configured for; can it be reached?",
    )


def _install_shouhou() -> None:
    run([*PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
