"""`shouhou serve`: gunicorn with threads; under SQLite one process, as its locks demand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from shouhou.stock import guards


def run(arguments: Sequence[str]) -> int:  # noqa: RET503 - execv never comes back
    """Refuse to start without the guards; then become gunicorn."""
    parser = argparse.ArgumentParser(prog="shouhou serve")
    parser.add_argument("--bind", default="127.0.0.1:8000")
    parser.add_argument("--workers", type=int, default=1 if _embedded() else 2)
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args(arguments)
    if absent := guards.missing(connection):
        sys.stderr.write(f"guards are missing ({', '.join(absent)}): run `shouhou migrate`\n")
        return 1
    call_command("collectstatic", interactive=False, verbosity=0)
    connection.close()
    os.execv(  # noqa: S606 - this process becomes the server
        sys.executable,
        [
            sys.executable,
            "-m",
            "gunicorn",
            "shouhou.wsgi",
            f"--bind={options.bind}",
            f"--workers={1 if _embedded() else options.workers}",
            f"--threads={options.threads}",
            "--worker-class=gthread",
            "--timeout=60",
            "--no-control-socket",
        ],
    )


def _embedded() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))
