"""The role table: what no role may hold, and what no person may hold together."""

from __future__ import annotations

from itertools import combinations

import pytest

from shouhou.accounts.roles import (
    DEPUTIES,
    INSIDE,
    PERMISSIONS,
    POSTING,
    Role,
    compatible,
    permissions_of,
)
from shouhou.stock.kinds import POLICIES

MAKING = {policy.maker for policy in POLICIES.values()}


def of(*roles: Role) -> frozenset[str]:
    return permissions_of(frozenset(roles))


@pytest.mark.req("SOD-9")
def test_the_system_administrator_has_no_business_permission() -> None:
    assert of(Role.SYSADMIN) == {"accounts.manage_user", "accounts.view_security"}


@pytest.mark.req("SOD-9")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSADMIN}))
def test_nobody_else_manages_people(role: Role) -> None:
    assert "accounts.manage_user" not in of(role)


@pytest.mark.req("S2.1.9", "S2.5.R2")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
def test_only_the_supervisor_approves_and_posts(role: Role) -> None:
    assert not of(role) & POSTING


@pytest.mark.req("SOD-1", "S2.5.R2")
def test_who_posts_makes_no_documents() -> None:
    assert of(Role.SUPERVISOR) >= POSTING
    assert not of(Role.SUPERVISOR) & MAKING


def test_every_kind_of_document_has_somebody_who_makes_it() -> None:
    assert MAKING <= PERMISSIONS


def test_an_auditor_only_looks() -> None:
    verbs = {held.split(".")[1].split("_")[0] for held in of(Role.AUDITOR)}

    assert verbs == {"view"}


def test_an_agent_holds_nothing_by_role() -> None:
    assert of(Role.AGENT) == frozenset()


@pytest.mark.req("SOD-10")
def test_a_deputy_is_of_the_house_and_may_write() -> None:
    assert INSIDE - {Role.SUPERVISOR, Role.AUDITOR} == DEPUTIES


@pytest.mark.req("SOD-9", "S2.5.R2")
@pytest.mark.parametrize(
    "alone", [Role.SYSADMIN, Role.SUPERVISOR, Role.AUDITOR, Role.AGENT], ids=str
)
@pytest.mark.parametrize("other", Role, ids=str)
def test_some_roles_are_held_alone(alone: Role, other: Role) -> None:
    assert compatible(frozenset({alone, other})) == (alone == other)


@pytest.mark.req("S2.5.R2")
def test_who_keeps_the_goods_does_not_keep_the_books() -> None:
    assert not compatible(frozenset({Role.KEEPER, Role.MATERIAL_CLERK}))
    assert compatible(frozenset({Role.KEEPER, Role.LOGISTICS}))


@pytest.mark.req("SOD-1", "SOD-9")
def test_no_roles_that_go_together_post_and_make() -> None:
    for size in (1, 2, 3):
        for roles in map(frozenset, combinations(Role, size)):
            if compatible(roles) and permissions_of(roles) & POSTING:
                assert not permissions_of(roles) & (MAKING | {"accounts.manage_user"})
