"""Every URL of the URLconf × every role: no page escapes the table, and no role escapes its row."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from shouhou.accounts.models import TrailEntry, User
from shouhou.accounts.roles import Role
from tests.staff import matrix
from tests.staff.everything import Everything, everything

TABLE = matrix.read()
PUBLIC, ANYBODY, NOTHING = "public", "*", "-"
NO = {403, 404, 405, 409, 422}
NEEDS_MORE = {"document_paper", "packing_list_preview", "repair_order_find", "person_password"}
"""Pages that answer only with more than their address: a query, an upload, a print, a secret."""


def leaves(patterns: object = None) -> Iterator[URLPattern]:
    """Every URL that answers."""
    for entry in (patterns or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from leaves(entry)


NAMES = sorted({str(leaf.name) for leaf in leaves()})


def may(needed: str, user: User) -> bool:
    """Whether a cell of the table lets this person in."""
    if needed in {PUBLIC, ANYBODY}:
        return True
    return any(permission in user.permissions for permission in needed.split())


def test_every_url_stands_in_the_table_and_every_row_is_a_url():
    assert set(NAMES) == set(TABLE)


@pytest.fixture
def scene(db) -> Everything:
    return everything()


@pytest.mark.req("R-SCOPE")
def test_nobody_sees_anything_without_logging_in(scene):
    visitor = Client()

    for name in NAMES:
        if TABLE[name].opens != PUBLIC and TABLE[name].posts != PUBLIC:
            url = scene.url(name)

            assert visitor.get(url).status_code == 302, name
            assert visitor.post(url, {"request_key": uuid.uuid4()}).status_code == 302, name


@pytest.mark.slow
@pytest.mark.req("R-SCOPE")
def test_a_role_opens_the_pages_of_its_row_and_no_others(scene):
    wrong = []
    for role in Role:
        client, user = scene.at_the_desk_of(role)
        for name in NAMES:
            needed = TABLE[name].opens
            if name == "account_logout" or PUBLIC in {needed, TABLE[name].posts}:
                continue
            status = client.get(scene.url(name)).status_code
            opened = status < 400 or (status == 404 and name in NEEDS_MORE)
            allowed = needed != NOTHING and may(needed, user)
            if opened != allowed and not (name in NEEDS_MORE and status in NO):
                wrong.append((role.value, name, status))

    assert wrong == []


@pytest.mark.slow
@pytest.mark.req("R-SCOPE")
@pytest.mark.req("R-SOD")
def test_a_role_changes_nothing_outside_its_row(scene):
    people = [scene.at_the_desk_of(role) for role in Role]
    before = TrailEntry.objects.filter(outcome="done").count()

    wrong = []
    for role, (client, user) in zip(Role, people, strict=True):
        for name in NAMES:
            needed = TABLE[name].posts
            if needed in {PUBLIC, ANYBODY, NOTHING} or may(needed, user):
                continue
            form = {"request_key": uuid.uuid4(), "reason": "x", "scan": "X123"}
            status = client.post(scene.url(name), form).status_code
            if status not in NO:
                wrong.append((role.value, name, status))

    assert wrong == []
    assert TrailEntry.objects.filter(outcome="done").count() == before


def test_a_page_that_only_shows_something_changes_nothing_whatever_is_sent(scene):
    """Asked of one who may open it: whoever may not is stopped before the method matters."""
    people = [scene.at_the_desk_of(role) for role in Role]
    before = TrailEntry.objects.filter(outcome="done").count()

    wrong = []
    for name in NAMES:
        if TABLE[name].posts == NOTHING and TABLE[name].opens not in {PUBLIC, NOTHING}:
            client = next(client for client, user in people if may(TABLE[name].opens, user))
            form = {"request_key": uuid.uuid4(), "reason": "x", "scan": "X123"}
            status = client.post(scene.url(name), form).status_code
            if status >= 500:
                wrong.append((name, status))

    assert wrong == []
    assert TrailEntry.objects.filter(outcome="done").count() == before


def test_an_empty_form_is_answered_whoever_sends_it(scene):
    wrong = []
    for role in Role:
        client, user = scene.at_the_desk_of(role)
        for name in NAMES:
            needed = TABLE[name].posts
            if needed in {PUBLIC, ANYBODY, NOTHING} or not may(needed, user):
                continue
            status = client.post(scene.url(name), {"request_key": uuid.uuid4()}).status_code
            if status >= 500:
                wrong.append((role.value, name, status))

    assert wrong == []
