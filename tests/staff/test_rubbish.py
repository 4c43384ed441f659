"""Rubbish into every page: each URL by rubbish queries, each verb by rubbish in every field.

An answer may be a page, a refusal or a redirect, never an error of ours. What is asked for by name
is read from the pages themselves, so a new field is tried from its first day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html.parser import HTMLParser
from itertools import cycle, islice
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from shouhou.accounts.models import RoleAssignment
from shouhou.accounts.roles import Role
from tests.staff import matrix
from tests.staff.everything import Everything, everything
from tests.staff.test_matrix import leaves

TABLE = matrix.read()
RUBBISH = (
    "",
    "\0",
    "x" * 5000,
    "-1",
    "99999999999999999999999",
    "1e999",
    "٣",
    "NaN",
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-W99",
    "%00",
    "\ufffd",
    "'; DROP TABLE stock_move; --",
    "<script>alert(1)</script>",
    "\u202e\u2066\u200f",
    "1,2,x,,",
    "DL-44-01",
    "1",
    "true",
    "linlan",
)
WORDS = ("page", "sort", "export", "q", "next", "reason", "scan", "quantity", "key", "chosen")
"""Names that a page reads and no field of it may carry."""
LEFT_ALONE = {"account_logout"}
OPENED = [name for name, row in TABLE.items() if row.opens != "-" and name not in LEFT_ALONE]
POSTED_TO = [name for name, row in TABLE.items() if row.posts != "-" and name not in LEFT_ALONE]


class Fields(HTMLParser):
    """The names of every field of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if name and tag in {"input", "select", "textarea", "button"}:
            self.names.add(name)


@pytest.fixture
def scene(db: None) -> Everything:
    return everything()


@pytest.fixture
def anybody(scene: Everything) -> Client:
    """Somebody who may do everything, which nobody may: only for looking at what breaks."""
    user = scene.world.person("anybody")
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role) for role in Role)
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def names_of(client: Client, scene: Everything) -> list[str]:
    """The names that any field of any page has."""
    fields = Fields()
    for name in OPENED:
        page = client.get(scene.url(name))
        if not page.streaming:
            fields.feed(page.content.decode(errors="replace"))
    return sorted({*fields.names, *WORDS} - {"csrfmiddlewaretoken"})


def rounds(names: Iterable[str], url: int, count: int) -> Iterator[dict[str, str]]:
    """Every name with some rubbish, another one each time and at the next URL."""
    for start in range(url * 5, url * 5 + count):
        yield dict(zip(names, islice(cycle(RUBBISH), start % len(RUBBISH), None), strict=False))


def broken(told: str, ask: Callable[[], Any]) -> list[str]:
    """What an error of ours says; nothing stays of what was done."""
    try:
        with transaction.atomic():
            answer = ask()
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 - whatever it is, it would be an answer of 500
        return [f"{told}: {type(error).__name__}: {error}"[:300]]
    return [f"{told}: {answer.status_code}"] if answer.status_code >= 500 else []


EVERY_ONE = pytest.param(len(RUBBISH), marks=pytest.mark.prove)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, EVERY_ONE], ids=str)
def test_a_rubbish_query_breaks_no_page(scene: Everything, anybody: Client, count: int) -> None:
    names, wrong = names_of(anybody, scene), []
    for number, name in enumerate(OPENED):
        for query in rounds(names, number, count):
            wrong += broken(name, partial(anybody.get, scene.url(name), query))

    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, EVERY_ONE], ids=str)
def test_rubbish_in_every_field_breaks_no_verb(
    scene: Everything, anybody: Client, count: int
) -> None:
    names, wrong = names_of(anybody, scene), []
    for number, name in enumerate(POSTED_TO):
        for said in rounds(names, number, count):
            files = {
                field: SimpleUploadedFile("x.xlsx", b"PK\x03\x04 rubbish", "image/png")
                for field in ("file", "photos", "photo", "workbook", "upload")
            }
            asked = said | {"request_key": str(uuid4())} | files
            wrong += broken(name, partial(anybody.post, scene.url(name), asked))

    assert not wrong, "\n".join(wrong)


def test_a_rubbish_address_is_not_found(scene: Everything, anybody: Client) -> None:
    wrong = []
    for leaf in leaves():
        if str(leaf.name) in OPENED and leaf.pattern.converters:
            for rubbish in ("x\0", "99999999999999999999999"):
                try:
                    url = reverse(
                        str(leaf.name), kwargs=dict.fromkeys(leaf.pattern.converters, rubbish)
                    )
                except (NoReverseMatch, AttributeError):
                    continue  # the route itself takes no such thing
                wrong += broken(f"{leaf.name} {rubbish[:9]!r}", partial(anybody.get, url))

    assert not wrong, "\n".join(wrong)
