"""The product as it runs in the field, gunicorn and all, on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.dev.project import ROOT


@contextmanager
def serving(database_url: str, *, log: Path, settings: str) -> Iterator[str]:
    """Serve the database on a free port of this machine for the block; gives the address."""
    with socket.socket() as listener, log.open("wb") as output:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        # The socket is open before the server is: the first request waits, nobody asks again.
        command = [sys.executable, "-m", "gunicorn", "shouhou.wsgi:application"]
        command += [f"--bind=fd://{listener.fileno()}", "--no-control-socket"]
        command += ["--worker-class=gthread", "--workers=1", "--threads=8"]
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": settings},
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=output,
        )
        try:
            yield "http://{}:{}".format(*listener.getsockname())
        finally:
            server.terminate()
            server.wait()
