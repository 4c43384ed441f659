"""`./dev check`: all that can be said of the source without running a test; a good git hook."""

from __future__ import annotations

from collections.abc import Sequence

from tools.dev import serving
from tools.dev.project import PYTHON, SETTINGS, program, succeeds, tell

CHECKS = {
    "format": [program("ruff"), "format", "--check", "--quiet"],
    "lint": [program("ruff"), "check", "--quiet"],
    "types": [program("mypy"), "--no-error-summary"],
    "arrows": [program("lint-imports"), "--no-logo"],
    "migrations": [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", SETTINGS],
    "messages": [PYTHON, "-m", "tools.dev.messages", "--check"],
    "templates": [PYTHON, "-m", "tools.dev.templates"],
}


def check(names: Sequence[str]) -> int:
    """Run the checks named, or all of them; what fails is named at the end."""
    serving.prepare()
    failed = []
    for name in names or CHECKS:
        if not succeeds(CHECKS[name]):
            failed.append(name)
        tell(f"{'FAILED' if name in failed else 'ok':>6}  {name}")
    return 1 if failed else 0
