"""The real thing on loopback: gunicorn with the present database, and clients that log in."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import connection

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
READY_WITHIN_S = 30


@contextmanager
def running(threads: int = 8) -> Iterator[int]:
    """Gunicorn on a free port, ended at the end; yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    workers = 1 if connection.vendor == "sqlite" else 2
    command = [sys.executable, "-m", "gunicorn", "shouhou.wsgi", "--worker-class=gthread"]
    command += [f"--bind=127.0.0.1:{port}", f"--workers={workers}", f"--threads={threads}"]
    command += ["--no-control-socket", "--keep-alive=900", "--log-level=error"]
    with subprocess.Popen(command, env={**os.environ}) as child:  # noqa: S603
        try:
            _await(port)
            yield port
        finally:
            child.terminate()
            child.wait(20)


def _await(port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


class Client:
    """One person at one browser: a kept-alive connection, cookies, and the CSRF token."""

    def __init__(self, port: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: SimpleCookie = SimpleCookie()
        self._token = ""
        self._location = ""

    def log_in(self, username: str, password: str) -> None:
        """Open a session as a person would."""
        self._read_token("/accounts/login/")
        self.post("/accounts/login/", {"login": username, "password": password})
        self._read_token("/accounts/password/change/")

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, bytes]:
        """Status and body of a submitted form, with a fresh request key."""
        form = {**fields, "csrfmiddlewaretoken": self._token, "request_key": str(uuid.uuid4())}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(form).encode(), kind)

    def follow(self, path: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Status of a submitted form, and the last part of where it leads: a number."""
        status, _body = self.post(path, fields)
        return status, self._location.rstrip("/").rpartition("/")[2]

    def _read_token(self, path: str) -> None:
        _status, body = self.get(path)
        found = _TOKEN.search(body.decode())
        if found:
            self._token = found[1]

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        cookie = "; ".join(f"{key}={morsel.value}" for key, morsel in self._cookies.items())
        self._http.request(method, path, body, {**headers, "Cookie": cookie})
        answer = self._http.getresponse()
        content = answer.read()
        self._location = answer.headers.get("Location", "")
        for value in answer.headers.get_all("Set-Cookie") or ():
            self._cookies.load(value)
        return answer.status, content
