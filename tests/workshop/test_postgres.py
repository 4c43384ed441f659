"""The throw-away PostgreSQL comes up from any binaries and leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tools.dev import postgres

ROOT = Path(__file__).parents[2]


def folder_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def gone_within(folder: Path, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return not folder.exists()


@pytest.fixture(params=["newest", "packaged"])
def server(request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tools.dev.postgres"]
    options = ["--packaged"] if request.param == "packaged" else []
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([*command, *options], cwd=ROOT, text=True, **pipes) as child:
        yield child
        child.kill()


def test_it_takes_connections_and_goes_when_its_input_closes(
    server: subprocess.Popen[str],
) -> None:
    url = server.stdout.readline().strip()
    with psycopg.connect(url) as connection:
        version = connection.info.server_version

    server.stdin.close()

    assert version // 10000 >= postgres.OLDEST
    assert server.wait() == 0
    assert not folder_of(url).exists()


def test_a_signal_ends_it_just_as_cleanly(server: subprocess.Popen[str]) -> None:
    url = server.stdout.readline().strip()

    server.send_signal(signal.SIGTERM)

    assert server.wait() == 0
    assert not folder_of(url).exists()


def test_nothing_stays_when_the_caller_is_killed() -> None:
    caller = (
        "import os, signal; from tools.dev import postgres\n"
        "with postgres.cluster() as url:\n"
        "    print(url, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )

    done = subprocess.run(
        [sys.executable, "-c", caller], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == -signal.SIGKILL
    assert gone_within(folder_of(done.stdout.strip()), seconds=5)


def test_without_any_binaries_it_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(postgres, "SYSTEM_FOLDERS", ())
    monkeypatch.setattr(postgres, "packaged_binaries", lambda: None)

    status = postgres.main([])

    assert status == 1
    assert capsys.readouterr().err == postgres.MISSING + "\n"
