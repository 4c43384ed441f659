"""People: installed once, given roles and passwords, and out at once when those change."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client

from shouhou.accounts import commands, lockout
from shouhou.accounts.backends import RoleBackend
from shouhou.accounts.models import TrailEntry, User
from shouhou.accounts.roles import Role
from tests.stock.books import refused_and_unchanged
from tests.world import World, refused


def logged_in(client: Client) -> User | AnonymousUser:
    """Who the next request of this session would be."""
    request = HttpRequest()
    request.session = client.session
    return get_user(request)


@pytest.fixture
def session(w: World) -> Client:
    """A front desk clerk, logged in."""
    client = Client()
    client.force_login(w.hejing)
    assert logged_in(client) == w.hejing
    return client


def test_an_empty_system_gets_its_first_administrator_once(db: None) -> None:
    first, password = commands.install("root", name="系统管理员")

    assert first.check_password(password)
    assert first.must_change_password
    assert first.permissions == {"accounts.manage_user", "accounts.view_security"}
    assert TrailEntry.objects.get().verb == "accounts.install"
    with refused("accounts.already_installed"):
        commands.install("root2", name="x")


def test_a_stranger_at_the_door_does_not_hinder_the_installation(db: None) -> None:
    lockout.note_failure("admin", "/accounts/login/")

    first, _password = commands.install("root", name="系统管理员")

    assert first.roles == {Role.SYSADMIN}


@pytest.mark.req("R-AUD")
def test_a_new_person_has_a_password_shown_once_and_changed_at_once(w: World) -> None:
    user, password = commands.add_user(
        "suyan", name="苏燕", roles=frozenset({Role.LOGISTICS}), by=w.admin
    )

    assert RoleBackend().authenticate(None, username="suyan", password=password) == user
    assert user.must_change_password
    assert User.objects.get(pk=user.pk).roles == {Role.LOGISTICS}
    entry = TrailEntry.objects.get(verb="accounts.add_user")
    assert (entry.actor, entry.after) == (w.admin, {"roles": ["logistics"]})
    assert password not in str(list(TrailEntry.objects.values()))


def test_what_is_wrong_with_a_new_person_is_refused(w: World) -> None:
    def add(username: str, *roles: Role, by: User = w.admin) -> None:
        commands.add_user(username, name="x", roles=frozenset(roles), by=by)

    with refused_and_unchanged("accounts.not_your_role"):
        add("new", Role.KEEPER, by=w.linlan)
    with refused_and_unchanged("accounts.name_taken"):
        add("hejing", Role.KEEPER)
    with refused_and_unchanged("accounts.name_taken"):
        add(lockout.NOBODY, Role.KEEPER)
    with refused_and_unchanged("accounts.role_missing"):
        add("new")
    with refused_and_unchanged("accounts.roles_exclude_each_other"):
        add("new", Role.KEEPER, Role.MATERIAL_CLERK)
    assert not User.objects.filter(username="new").exists()


@pytest.mark.req("R-AUD")
def test_other_roles_end_every_session(w: World, session: Client) -> None:
    commands.set_roles(w.hejing.pk, frozenset({Role.LOGISTICS}), by=w.admin)

    assert logged_in(session).is_anonymous
    assert User.objects.get(pk=w.hejing.pk).roles == {Role.LOGISTICS}
    entry = TrailEntry.objects.get(verb="accounts.set_roles")
    assert (entry.before, entry.after) == ({"roles": ["front_desk"]}, {"roles": ["logistics"]})


@pytest.mark.req("SOD-9")
def test_nobody_gives_roles_to_himself_nor_roles_that_exclude_each_other(w: World) -> None:
    with refused_and_unchanged("accounts.own_work"):
        commands.set_roles(w.admin.pk, frozenset({Role.SUPERVISOR}), by=w.admin)
    with refused_and_unchanged("accounts.roles_exclude_each_other"):
        commands.set_roles(w.hejing.pk, frozenset({Role.SUPERVISOR, Role.KEEPER}), by=w.admin)
    with refused_and_unchanged("accounts.role_missing"):
        commands.set_roles(w.hejing.pk, frozenset(), by=w.admin)
    with refused_and_unchanged("accounts.not_your_role"):
        commands.set_roles(w.hejing.pk, frozenset({Role.KEEPER}), by=w.linlan)


def test_who_is_disabled_is_out_at_once_and_cannot_come_back(w: World, session: Client) -> None:
    password = commands.reset_password(w.hejing.pk, by=w.admin)

    commands.set_standing(w.hejing.pk, active=False, reason="离职", by=w.admin)

    assert logged_in(session).is_anonymous
    backend = RoleBackend()
    assert backend.authenticate(None, username="hejing", password=password) is None
    assert backend.get_user(w.hejing.pk) is None
    assert User.objects.get(pk=w.hejing.pk).permissions == frozenset()
    commands.set_standing(w.hejing.pk, active=True, reason="复职", by=w.admin)
    assert backend.authenticate(None, username="hejing", password=password) == w.hejing
    assert logged_in(session).is_anonymous


def test_disabling_needs_a_reason_and_another_person(w: World) -> None:
    with refused_and_unchanged("accounts.reason_missing"):
        commands.set_standing(w.hejing.pk, active=False, reason=" ", by=w.admin)
    with refused_and_unchanged("accounts.own_work"):
        commands.set_standing(w.admin.pk, active=False, reason="x", by=w.admin)
    with refused_and_unchanged("accounts.not_your_role"):
        commands.set_standing(w.hejing.pk, active=False, reason="x", by=w.linlan)


def test_a_new_password_ends_every_session(w: World, session: Client) -> None:
    with refused_and_unchanged("accounts.not_your_role"):
        commands.reset_password(w.hejing.pk, by=w.linlan)

    password = commands.reset_password(w.hejing.pk, by=w.admin)

    assert logged_in(session).is_anonymous
    fresh = User.objects.get(pk=w.hejing.pk)
    assert fresh.check_password(password)
    assert fresh.must_change_password


def test_a_person_chooses_his_own_password_and_nobody_elses(w: World) -> None:
    commands.choose_password(w.hejing.pk, "三十六计走为上 1", by=w.hejing)

    fresh = User.objects.get(pk=w.hejing.pk)
    assert fresh.check_password("三十六计走为上 1")
    assert not fresh.must_change_password
    with refused_and_unchanged("accounts.not_your_password"):
        commands.choose_password(w.hejing.pk, "x", by=w.admin)


@pytest.mark.parametrize("password", ["", "wrong", "x" * 10_000, "密码"])
def test_a_wrong_password_or_name_lets_nobody_in(w: World, password: str) -> None:
    commands.reset_password(w.hejing.pk, by=w.admin)
    backend = RoleBackend()

    assert backend.authenticate(None, username="hejing", password=password) is None
    assert backend.authenticate(None, username="nobody-here", password=password) is None


def test_a_name_nobody_has_costs_as_much_hashing_as_one_somebody_has(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.reset_password(w.hejing.pk, by=w.admin)
    hashed: list[str] = []
    for name in ("make_password", "check_password"):
        module = "django.contrib.auth.base_user"
        monkeypatch.setattr(f"{module}.{name}", lambda password, *_: hashed.append(password) or "")

    for username in ("hejing", "nobody-here"):
        RoleBackend().authenticate(None, username=username, password="guess")

    assert hashed == ["guess", "guess"]
