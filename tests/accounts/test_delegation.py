"""Delegation: management agrees, from one day to another, and never over one's own work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shouhou.accounts import commands
from shouhou.accounts.models import Delegation, TrailEntry, User
from shouhou.accounts.roles import POSTING, Role
from shouhou.kernel import clock
from tests.stock.books import refused_and_unchanged
from tests.world import World

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TODAY = clock.day_of(NOON)
DAY = timedelta(days=1)


@pytest.fixture
def asked(w: World) -> Delegation:
    """The supervisor asks that a keeper stands in from tomorrow for three days."""
    with clock.set_to(NOON):
        return commands.delegate_posting(
            w.hejun.pk, TODAY + DAY, TODAY + 3 * DAY, reason="休假", by=w.linlan
        )


def posts(w: World, username: str, day: int) -> bool:
    """Whether somebody may post, so many days from today."""
    with clock.set_to(NOON + day * DAY):
        return all(map(User.objects.get(username=username).has_perm, POSTING))


@pytest.mark.req("SOD-10", "D4", "S2.1.9")
def test_a_deputy_posts_on_the_days_that_management_agreed_to(w: World, asked: Delegation) -> None:
    assert not posts(w, "hejun", 1)

    commands.approve_delegation(asked.pk, by=w.mgmt1)

    assert [day for day in range(6) if posts(w, "hejun", day)] == [1, 2, 3]
    assert not posts(w, "qinyong", 2)


@pytest.mark.req("SOD-10")
def test_the_days_end_at_midnight_in_shanghai(w: World, asked: Delegation) -> None:
    commands.approve_delegation(asked.pk, by=w.mgmt1)
    last_second = datetime(2026, 11, 26, 15, 59, 59, tzinfo=UTC)

    for instant, may in ((last_second, True), (last_second + timedelta(seconds=1), False)):
        with clock.set_to(instant):
            assert all(map(User.objects.get(username="hejun").has_perm, POSTING)) is may


def test_a_delegation_taken_back_ends_at_once(w: World, asked: Delegation) -> None:
    commands.approve_delegation(asked.pk, by=w.mgmt1)

    commands.revoke_delegation(asked.pk, by=w.linlan)

    assert not posts(w, "hejun", 2)
    with refused_and_unchanged("accounts.delegation_decided"):
        commands.revoke_delegation(asked.pk, by=w.linlan)
    with refused_and_unchanged("accounts.delegation_decided"):
        commands.approve_delegation(asked.pk, by=w.mgmt1)


@pytest.mark.req("SOD-10")
def test_a_third_person_agrees_once(w: World, asked: Delegation) -> None:
    for nobody in (w.linlan, w.hejun, w.admin):
        with refused_and_unchanged("accounts.not_your_role"):
            commands.approve_delegation(asked.pk, by=nobody)

    commands.approve_delegation(asked.pk, by=w.mgmt1)

    with refused_and_unchanged("accounts.delegation_decided"):
        commands.approve_delegation(asked.pk, by=w.mgmt1)


@pytest.mark.req("SOD-10")
def test_a_manager_who_stands_in_does_not_agree_to_it_himself(w: World) -> None:
    with clock.set_to(NOON):
        own = commands.delegate_posting(w.mgmt1.pk, TODAY, TODAY, reason="x", by=w.linlan)

    with refused_and_unchanged("accounts.own_work"):
        commands.approve_delegation(own.pk, by=w.mgmt1)


@pytest.mark.parametrize(("first", "last"), [(1, 0), (0, 93)])
def test_a_delegation_has_an_end_that_is_not_far(w: World, first: int, last: int) -> None:
    with clock.set_to(NOON), refused_and_unchanged("accounts.delegation_days"):
        commands.delegate_posting(
            w.hejun.pk, TODAY + first * DAY, TODAY + last * DAY, reason="x", by=w.linlan
        )


@pytest.mark.req("SOD-9", "SOD-10")
def test_who_only_looks_administers_or_is_outside_stands_in_for_nobody(w: World) -> None:
    unfit = [
        w.admin,
        w.person("auditor", Role.AUDITOR),
        w.person("dl4401", Role.AGENT),
        w.person("boss2", Role.SUPERVISOR),
    ]
    for person in unfit:
        with refused_and_unchanged("accounts.delegate_unfit"):
            commands.delegate_posting(person.pk, TODAY, TODAY, reason="x", by=w.linlan)
    with refused_and_unchanged("accounts.own_work"):
        commands.delegate_posting(w.linlan.pk, TODAY, TODAY, reason="x", by=w.linlan)
    with refused_and_unchanged("accounts.not_your_role"):
        commands.delegate_posting(w.hejun.pk, TODAY, TODAY, reason="x", by=w.hejing)


@pytest.mark.req("SOD-9", "SOD-10")
@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.AUDITOR, Role.AGENT])
def test_a_deputy_who_changes_his_post_is_a_deputy_no_more(
    w: World, asked: Delegation, role: Role
) -> None:
    commands.approve_delegation(asked.pk, by=w.mgmt1)

    commands.set_roles(w.hejun.pk, frozenset({role}), by=w.admin)

    assert not posts(w, "hejun", 2)


@pytest.mark.req("R-AUD")
def test_asking_agreeing_and_taking_back_stand_in_the_trail(w: World, asked: Delegation) -> None:
    commands.approve_delegation(asked.pk, by=w.mgmt1)
    commands.revoke_delegation(asked.pk, by=w.mgmt1)

    entries = TrailEntry.objects.filter(subject_kind="accounts.delegation").order_by("pk")
    assert [(entry.verb, entry.actor) for entry in entries] == [
        ("accounts.delegate_posting", w.linlan),
        ("accounts.approve_delegation", w.mgmt1),
        ("accounts.revoke_delegation", w.mgmt1),
    ]
