"""A real server over the tests' own database, and a browser in front of it.

A test asks for `open_page` and makes its world as any other test does: the server, a process of its
own, sees what the test commits. It fails when the browser complains: a script that breaks the
content security policy, an error in the console, an answer of 500, a request to another host.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.reader import Desk, Reader, chromium
from tests.browser.server import serving

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gunicorn that serves the tests' database."""
    log = tmp_path_factory.mktemp("server") / "log"
    with serving(_address_of_rows(), log=log, settings="tests.browser.settings") as address:
        yield address


def _address_of_rows() -> str:
    """The DATABASE_URL of the database that Django made for the tests."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with pytest.MonkeyPatch.context() as patch, chromium() as started:
        # Playwright keeps an event loop in this thread, which Django takes for an async view.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture
def desk(transactional_db: None, browser: Browser, server: str) -> Iterator[Desk]:
    """Opens pages; the test fails if any of them gave the browser reason to complain."""
    opened = Desk(browser, server)
    yield opened
    opened.close()
    assert opened.complaints == []


@pytest.fixture
def open_page(desk: Desk) -> Callable[..., Page]:
    """Opens a page for a user: `open_page("/", user, Reader(language="en"))`."""

    def open_for(path: str, user: Any = None, reader: Reader | None = None) -> Page:
        reader = reader or Reader()
        if user is not None:
            client = Client()
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookies = {**reader.cookies, settings.SESSION_COOKIE_NAME: session}
            reader = replace(reader, cookies=cookies)
        return desk.open(path, reader)

    return open_for
