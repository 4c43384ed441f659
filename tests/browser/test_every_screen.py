"""Every page that somebody reaches from his home answers, obeys the policy and pleases axe.

Pages of one URL name are one screen: two of each are looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.browser.department import Small, small_department
from tests.browser.reader import PHONE_WIDTH, Desk, Reader, axe, is_wider_than_its_window

PEOPLE = ("linlan", "hejing", "zhouqi", "qinyong", "tangxiao", "dinghang", "mgmt1", "admin")
"""One of each role that has work in the house; the supervisor sees most."""

AS_PEOPLE_LOOK = (
    Reader(),
    *(
        Reader(language=language, theme=theme, width=width)
        for language, theme, width in product(
            ("zh-hans", "en"), ("light", "dark"), (1440, PHONE_WIDTH)
        )
    ),
)
A_SCREEN = 2
"""So many pages of one URL name are opened for each person."""

LEFT_OUT = {"account_logout", "set_language"}
FILES = (".pdf", ".xlsx", ".zpl", ".tspl")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """The small demo department, served for all tests of this module."""
    with small_department(tmp_path_factory.mktemp("small") / "home") as department:
        yield department


@pytest.mark.slow
@pytest.mark.parametrize("username", PEOPLE)
def test_every_screen_of_a_person_answers_and_pleases(
    browser: Browser, small: Small, username: str
) -> None:
    assert faults_of_all_screens(Desk(browser, small.address), small, username, Reader()) == []


@pytest.mark.prove
@pytest.mark.parametrize("reader", AS_PEOPLE_LOOK, ids=str)
@pytest.mark.parametrize("username", PEOPLE)
def test_every_screen_pleases_in_every_appearance(
    browser: Browser, small: Small, username: str, reader: Reader
) -> None:
    assert faults_of_all_screens(Desk(browser, small.address), small, username, reader) == []


def faults_of_all_screens(desk: Desk, small: Small, username: str, reader: Reader) -> list[str]:
    """What is wrong on any page that this person reaches by links, each with its page."""
    reader = replace(reader, cookies=small.session(desk, username))
    page = desk.open("/", reader)
    waiting, opened, faults = deque(["/"]), {"/": 1}, []
    seen = {"/"}
    while waiting:
        path = waiting.popleft()
        answer = page.goto(path)
        assert answer is not None
        faults += faults_of(page, path, answer.status)
        for link in links_of(page):
            screen = screen_of(link)
            if screen and link not in seen and opened.get(screen, 0) < A_SCREEN:
                seen.add(link)
                opened[screen] = opened.get(screen, 0) + 1
                waiting.append(link)
    assert len(opened) > 5, opened
    page.context.close()
    return faults + desk.complaints


def faults_of(page: Page, path: str, status: int) -> list[str]:
    """What is wrong with the page as it is now."""
    if status >= 400:
        return [f"{path} answers {status}"]
    found = [f"{path} {line}" for line in axe(page)]
    if is_wider_than_its_window(page):
        found.append(f"{path} is wider than its window")
    return found


def links_of(page: Page) -> list[str]:
    """The addresses of our own that the page links to, without their fragments."""
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map((link) => link.href)")
    ours = (urlsplit(link) for link in found)
    host = urlsplit(page.url).netloc
    return [
        f"{link.path}?{link.query}" if link.query else link.path
        for link in ours
        if link.netloc == host and not link.path.endswith(FILES)
    ]


def screen_of(link: str) -> str | None:
    """The name of the screen behind an address; None for what is not one."""
    if "export=" in link:
        return None
    try:
        name = resolve(urlsplit(link).path).url_name
    except Resolver404:
        return link
    return None if name in LEFT_OUT or (name or "").startswith("photo") else name
