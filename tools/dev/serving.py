"""`./dev run`: from a fresh clone to a served demo department, and in seconds the next time."""

from __future__ import annotations

import json
import os
import socket
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
DEMO = [PYTHON, "-m", "shouhou.cli", "demo"]
LOGINS = HOME / "demo-logins.json"
STAMPS = HOME / "stamps"


def prepare() -> None:
    """Everything that does not touch a database: packages, assets, words."""
    environment.prepare()
    assets.prepare()
    catalogue = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    once(
        "compile the messages",
        lambda: run([PYTHON, "-m", "tools.dev.messages", "--compile"]),
        stamp=STAMPS / "messages",
        of=digest([catalogue]),
        makes=[catalogue.with_suffix(".mo")],
    )


def serve(arguments: Sequence[str]) -> None:
    """Serve the development database; `arguments` go to gunicorn and win over ours."""
    prepare()
    _refuse_a_taken_address(arguments)
    (HOME / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is not there
    _prepare_database()
    tell(f"Shouhou is at http://{address_of(arguments)}/ (Ctrl-C ends it)")
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
    run([*DEMO, *arguments])


def _prepare_database() -> None:
    """The demo department in a new database of ours; in any, what the source calls for.

    Tells who may log in, as the making of the demo does.
    """
    url = os.environ.get("DATABASE_URL", "")
    database = HOME / "shouhou.db"
    if not url and not once(
        "make the demo department",
        lambda: run(DEMO),
        stamp=STAMPS / "demo",
        of="",
        makes=[database],
    ):
        _tell_who_may_log_in()
    # Guards are put in place by a migrate too, so any change of the source calls for one.
    once(
        "migrate the database",
        lambda: run([PYTHON, "-m", "django", "migrate", "--verbosity=0", SETTINGS]),
        stamp=STAMPS / "migrated",
        of=f"{digest(SOURCE.rglob('*.py'))} {url or database.stat().st_ino}",
        makes=[],
    )


def _tell_who_may_log_in() -> None:
    """The demo's people and their first passwords."""
    if LOGINS.exists():
        tell("You can log in as:")
        for one in json.loads(LOGINS.read_text(encoding="utf-8")):
            tell(f"  {one['username']:<10} {one['password']:<18} {one['name']} ({one['role']})")


def address_of(arguments: Sequence[str]) -> str:
    """Where gunicorn will listen: the last `--bind` wins."""
    address = ADDRESS
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if word in {"--bind", "-b"}:
            address = following
        elif word.startswith("--bind="):
            address = word.removeprefix("--bind=")
    return address


def _refuse_a_taken_address(arguments: Sequence[str]) -> None:
    host, _, port = address_of(arguments).rpartition(":")
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
