"""`./dev run`: from a fresh clone to a served demo department, and in seconds the next time."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Sequence

from tools.dev import assets, environment
from tools.dev.project import (
    HOME,
    PYTHON,
    ROOT,
    SETTINGS,
    SOURCE,
    Stopped,
    digest,
    once,
    program,
    run,
    surroundings,
    tell,
)

ADDRESS = "127.0.0.1:8000"
PEOPLE = HOME / "people.txt"


def prepare() -> None:
    """Everything that does not touch a database: packages, assets, words."""
    environment.prepare()
    assets.prepare()
    catalogue = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    once(
        "compile the messages",
        lambda: run([PYTHON, "-m", "tools.dev.messages", "--compile"]),
        stamp=HOME / "stamps" / "messages",
        of=digest([catalogue]),
        makes=[catalogue.with_suffix(".mo")],
    )


def serve(arguments: Sequence[str]) -> None:
    """Serve the development database; `arguments` go to gunicorn and win over ours."""
    prepare()
    _refuse_a_taken_address(arguments)
    (HOME / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is not there
    _prepare_database()
    if PEOPLE.exists():
        tell(PEOPLE.read_text(encoding="utf-8").rstrip())
    tell(f"Shouhou is at http://{_address(arguments)}/ (Ctrl-C ends it)")
    os.chdir(ROOT)
    gunicorn = [
        *(program("gunicorn"), "shouhou.wsgi:application", f"--bind={ADDRESS}"),
        *("--worker-class=gthread", "--workers=1", "--threads=8", "--log-level=warning"),
        *("--no-control-socket", *arguments),
    ]
    os.execve(gunicorn[0], gunicorn, surroundings())  # noqa: S606 - no shell, on purpose


def demo(arguments: Sequence[str]) -> None:
    """Make the demo department in the development database; `arguments` go to `shouhou demo`."""
    prepare()
    _migrate()
    _make_demo(arguments)


def _prepare_database() -> None:
    _migrate()
    if "DATABASE_URL" not in os.environ:
        once(
            "make the demo department",
            lambda: _make_demo([]),
            stamp=HOME / "stamps" / "demo",
            of=_identity_of_database(),
            makes=[],
        )


def _migrate() -> None:
    """Guards are put in place by a migrate too, so any change of the source calls for one."""
    url = os.environ.get("DATABASE_URL", "")
    once(
        "migrate the database",
        lambda: run([PYTHON, "-m", "django", "migrate", "--verbosity=0", SETTINGS]),
        stamp=HOME / "stamps" / "migrated",
        of=f"{digest(SOURCE.rglob('*.py'))} {url or _identity_of_database()}",
        makes=[],
    )


def _identity_of_database() -> str:
    """Tells the development database from a new one of the same name."""
    database = HOME / "shouhou.db"
    return str(database.stat().st_ino) if database.exists() else "none"


def _make_demo(arguments: Sequence[str]) -> None:
    """Make the demo department and keep what it says of its people for the next start."""
    done = subprocess.run(
        [PYTHON, "-m", "shouhou.cli", "demo", *arguments],
        cwd=ROOT,
        env=surroundings(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise Stopped("the demo department could not be made; the lines above say why")
    PEOPLE.write_text(done.stdout, encoding="utf-8")


def _address(arguments: Sequence[str]) -> str:
    """Where gunicorn will listen: the last `--bind` wins."""
    address = ADDRESS
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word in {"--bind", "-b"}:
            address = following
        elif word.startswith("--bind="):
            address = word.removeprefix("--bind=")
    return address


def _refuse_a_taken_address(arguments: Sequence[str]) -> None:
    host, _, port = _address(arguments).rpartition(":")
    if not port.isdigit():
        return
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise Stopped(
                f"{host}:{port} cannot be listened on ({error.strerror}):"
                " end the other program, or choose another: ./dev run --bind 127.0.0.1:8001"
            ) from error
