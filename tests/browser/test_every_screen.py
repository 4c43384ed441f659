"""Every page that somebody reaches from his home answers, obeys the policy and pleases axe.

Pages of one URL name are one screen: two of each are looked at.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.browser.department import Small, small_department
from tests.browser.reader import (
    PHONE_WIDTH,
    Desk,
    Reader,
    axe,
    is_wider_than_its_window,
    squeezes_its_cards,
)

PEOPLE = ("linlan", "admin", "hejing", "zhouqi", "qinyong", "tangxiao", "dinghang", "mgmt1")
"""One of each role that has work in the house; who sees most stands first."""

AT_WORK = {"linlan", "hejing", "zhouqi", "qinyong", "tangxiao", "dinghang"}
"""The demo leaves something on the table of each of these."""

AS_PEOPLE_LOOK = [
    Reader(language=language, theme=theme, width=width)
    for language, theme, width in product(("zh-hans", "en"), ("light", "dark"), (1440, PHONE_WIDTH))
]
A_SCREEN = 2
"""So many pages of one URL name are opened for each person."""

FEWEST_SCREENS = 6
"""Whoever reaches fewer has no links: the crawl would prove nothing."""

LEFT_OUT = {"account_logout", "set_language"}
FILES = (".pdf", ".xlsx", ".zpl", ".tspl")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """The small demo department, served for all tests of this process."""
    with small_department(tmp_path_factory.mktemp("small") / "home") as department:
        yield department


class Screens:
    """The screens that axe has seen already, of all processes that share a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_new(self, screen: str | None) -> bool:
        """Whether nobody has looked at it before; from now on somebody has."""
        try:
            (self.folder / f"{screen}".replace("/", "+")).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Screens:
    """The screens of one run: what axe saw on one desk it need not see on another."""
    folder = tmp_path_factory.getbasetemp().parent / f"looked-at-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    return Screens(folder)


@pytest.mark.slow
@pytest.mark.parametrize("username", PEOPLE)
def test_every_screen_of_a_person_answers_and_pleases(
    browser: Browser, small: Small, looked_at: Screens, username: str
) -> None:
    crawl = Crawl(Desk(browser, small.address), Reader(), looked_at)

    assert crawl.faults(small, username) == []


@pytest.mark.prove
@pytest.mark.parametrize("reader", AS_PEOPLE_LOOK, ids=str)
@pytest.mark.parametrize("username", PEOPLE)
def test_every_screen_pleases_in_every_appearance(
    browser: Browser, small: Small, username: str, reader: Reader, tmp_path: Path
) -> None:
    crawl = Crawl(Desk(browser, small.address), reader, Screens(tmp_path))

    assert crawl.faults(small, username) == []


@dataclass
class Crawl:
    """One look at a department; what `looked_at` names is only asked for an answer."""

    desk: Desk
    reader: Reader
    looked_at: Screens

    def faults(self, small: Small, username: str) -> list[str]:
        """What is wrong on any page that this person reaches by links, each with its page."""
        cookies = small.session(self.desk, username)
        page = self.desk.open("/", replace(self.reader, cookies=cookies))
        waiting, seen = deque(["/"]), Counter(["/"])
        found, screens = [], Counter({"home": 1})
        while waiting:
            path = waiting.popleft()
            found += self._faults_of(page, path)
            for link in links_of(page):
                screen = screen_of(link)
                if screen and not seen[link] and screens[screen] < A_SCREEN:
                    seen[link] += 1
                    screens[screen] += 1
                    waiting.append(link)
        page.goto("/")
        if username in AT_WORK and not page.locator(".todo-queue").count():
            found.append(f"nothing waits for {username}")
        page.context.close()
        assert len(screens) >= FEWEST_SCREENS, screens
        return found + self.desk.complaints

    def _faults_of(self, page: Page, path: str) -> list[str]:
        answer = page.goto(path)
        assert answer is not None
        if answer.status >= HTTPStatus.BAD_REQUEST:
            return [f"{path} answers {answer.status}"]
        ugly = [f"{path} is wider than its window"] if is_wider_than_its_window(page) else []
        if squeezes_its_cards(page):
            ugly.append(f"{path} squeezes the cells of its cards")
        if self.looked_at.is_new(screen_of(path)):
            ugly += [f"{path} {line}" for line in axe(page)]
        return ugly


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
