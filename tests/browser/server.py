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
def serving(
    database_url: str, *, log: Path, settings: str, home: Path | None = None
) -> Iterator[str]:
    """Serve the database on a free port of this machine for the block; gives the address.

    `home` is where the files beside the database are, if not where this process has its own.
    """
    surroundings = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": settings}
    if home is not None:
        surroundings["SHOUHOU_HOME"] = str(home)
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
            env=surroundings,
            pass_fds=[listener.fileno()],
            stdout=output,
            stderr=output,
        )
        try:
            yield "http://{}:{}".format(*listener.getsockname())
        finally:
            server.terminate()
            server.wait()
