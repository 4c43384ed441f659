"""Rubbish into every page: each URL by rubbish queries, each verb by rubbish in every field.

An answer may be a page, a refusal or a redirect, never an error of ours. What is asked for by name
is read from the pages themselves, so a new field is tried from its first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import cycle, islice
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
    for name, row in TABLE.items():
        if row.opens != "-" and name not in LEFT_ALONE:
            page = client.get(scene.url(name))
            if not page.streaming:
                fields.feed(page.content.decode(errors="replace"))
    return sorted({*fields.names, *WORDS} - {"csrfmiddlewaretoken"})


def rounds(names: Iterable[str], count: int) -> Iterator[dict[str, str]]:
    """Every name with some rubbish, another one each time."""
    for start in range(0, len(RUBBISH), len(RUBBISH) // count):
        yield dict(zip(names, islice(cycle(RUBBISH), start, None), strict=False))


def broken(told: str, ask: object) -> list[str]:
    """What an error of ours says; nothing stays of what was done."""
    try:
        with transaction.atomic():
            answer = ask()
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 - whatever it is, it would be an answer of 500
        return [f"{told}: {type(error).__name__}: {error}"[:300]]
    return [f"{told}: {answer.status_code}"] if answer.status_code >= 500 else []


@pytest.mark.parametrize("count", [2, pytest.param(len(RUBBISH), marks=pytest.mark.prove)], ids=str)
def test_a_rubbish_query_breaks_no_page(scene: Everything, anybody: Client, count: int) -> None:
    names, wrong = names_of(anybody, scene), []
    for name, row in TABLE.items():
        if row.opens != "-" and name not in LEFT_ALONE:
            for query in rounds(names, count):
                wrong += broken(name, lambda: anybody.get(scene.url(name), query))  # noqa: B023

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("count", [2, pytest.param(len(RUBBISH), marks=pytest.mark.prove)], ids=str)
def test_rubbish_in_every_field_breaks_no_verb(
    scene: Everything, anybody: Client, count: int
) -> None:
    names, wrong = names_of(anybody, scene), []
    for name in TABLE.keys() - LEFT_ALONE:
        for said in rounds(names, count):
            files = {
                field: SimpleUploadedFile("x.xlsx", b"PK\x03\x04 rubbish", "image/png")
                for field in ("file", "photos", "photo", "workbook", "upload")
            }
            asked = said | {"request_key": str(uuid4())} | files
            wrong += broken(name, lambda: anybody.post(scene.url(name), asked))  # noqa: B023

    assert not wrong, "\n".join(wrong)


def test_a_rubbish_address_is_not_found(scene: Everything, anybody: Client) -> None:
    wrong = []
    for leaf in leaves():
        for rubbish in (
            "x\0",
            "99999999999999999999999",
            "x" * 300,
            "9999-12-31",
            "0000-00-00",
            "٣",
        ):
            arguments = dict.fromkeys(leaf.pattern.converters, rubbish)
            try:
                url = reverse(str(leaf.name), kwargs=arguments)
            except (NoReverseMatch, ValueError, AttributeError, TypeError):
                continue
            if arguments:
                wrong += broken(f"{leaf.name} {rubbish[:9]!r}", lambda: anybody.get(url))  # noqa: B023
    assert not wrong, "\n".join(wrong)
