"""A policy is drafted, approved by somebody else, and then reads the same for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from shouhou.accounts.models import User
from shouhou.catalog import seed
from shouhou.catalog.commands.policies import approve, draft, edit
from shouhou.catalog.models import PolicyVersion
from shouhou.catalog.policies import (
    Contact,
    Insurance,
    Policy,
    Returns,
    Shipping,
    ThreeGuarantees,
    in_force,
)
from shouhou.kernel import clock
from shouhou.kernel.premium import premium_fen
from tests.world import refused

RETURNS = PolicyVersion.Kind.RETURNS
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
SIXTY = {"due_days": 60, "overdue_limit_fen": 5_000_00}
NINETY = {"due_days": 90, "overdue_limit_fen": 5_000_00}


@pytest.mark.req("S2.1.3")
def test_a_day_is_judged_by_the_version_that_held_then(supervisor: User, management: User) -> None:
    with clock.set_to(datetime(2026, 2, 1, tzinfo=UTC)):
        for version, first_day, values in (("1", MARCH, SIXTY), ("2", JUNE, NINETY)):
            made = draft(RETURNS, version, effective_from=first_day, values=values, by=supervisor)
            approve(made.pk, by=management)

    assert in_force(Returns, date(2026, 5, 31)) == Returns(
        version="1", due_days=60, overdue_limit_fen=5_000_00
    )
    assert in_force(Returns, JUNE).version == "2"


@pytest.mark.req("S2.1.3")
def test_a_draft_rules_nothing(supervisor: User) -> None:
    draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)

    with refused("catalog.no_policy") as refusal:
        in_force(Returns, JUNE)

    assert refusal.value.facts == {"policy": "returns", "day": JUNE}


@pytest.mark.req("S2.1.3")
def test_values_that_a_later_rule_forbids_are_refused_wherever_they_are_read(
    supervisor: User, management: User
) -> None:
    drafted = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    PolicyVersion.objects.filter(pk=drafted.pk).update(values={"due_days": -1})

    with refused("catalog.policy_values"):
        approve(drafted.pk, by=management)

    PolicyVersion.objects.filter(pk=drafted.pk).update(approved_by=management)
    with refused("catalog.policy_values"):
        in_force(Returns, JUNE)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("returns", {**SIXTY, "due_days": 10**9}),
        ("insurance", {"insured_percent": 100, "bands": {"SF": [{"up_to_fen": "much"}]}}),
        ("day_book", {}),
    ],
)
def test_values_that_no_day_or_sum_can_be_made_of_are_refused(
    supervisor: User, kind: str, values: dict[str, object]
) -> None:
    with refused("catalog.policy_values"):
        draft(PolicyVersion.Kind(kind), "1", effective_from=MARCH, values=values, by=supervisor)


@pytest.mark.req("S2.1.3", "R-SOD")
def test_who_drafted_a_policy_does_not_approve_it(supervisor: User, management: User) -> None:
    drafted = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    supervisor.permissions |= management.permissions

    with refused("accounts.own_work"):
        approve(drafted.pk, by=supervisor)

    drafted.refresh_from_db()
    assert drafted.approved_by is None


@pytest.mark.req("R-SOD")
def test_the_database_itself_keeps_drafter_and_approver_apart(supervisor: User) -> None:
    drafted = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    rows = PolicyVersion.objects.filter(pk=drafted.pk)

    with (
        pytest.raises(IntegrityError, match="nobody_approves_his_own_policy"),
        transaction.atomic(),
    ):
        rows.update(approved_by=supervisor)


@pytest.mark.req("S2.1.3")
def test_an_approved_version_stands(supervisor: User, management: User) -> None:
    made = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    approve(made.pk, by=management)

    with refused("catalog.policy_stands"):
        edit(made.pk, effective_from=MARCH, values=NINETY, by=supervisor)
    with refused("catalog.policy_stands"):
        approve(made.pk, by=management)

    assert in_force(Returns, MARCH).due_days == 60


@pytest.mark.req("S2.1.3")
def test_a_draft_may_be_edited_until_it_is_approved(supervisor: User, management: User) -> None:
    made = draft(RETURNS, "1", effective_from=JUNE, values=SIXTY, by=supervisor)

    edit(made.pk, effective_from=MARCH, values=NINETY, by=supervisor)
    approve(made.pk, by=management)

    assert in_force(Returns, MARCH).due_days == 90


@pytest.mark.req("S2.1.3")
def test_two_versions_never_begin_on_one_day_or_share_a_name(supervisor: User) -> None:
    draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)

    with refused("catalog.policy_day_taken"):
        draft(RETURNS, "2", effective_from=MARCH, values=NINETY, by=supervisor)
    with refused("catalog.policy_version_taken"):
        draft(RETURNS, "1", effective_from=JUNE, values=NINETY, by=supervisor)

    assert PolicyVersion.objects.count() == 1


@pytest.mark.req("S2.1.3")
def test_only_the_first_version_may_begin_in_the_past(supervisor: User, management: User) -> None:
    first = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    late = draft(RETURNS, "2", effective_from=JUNE, values=NINETY, by=supervisor)

    with clock.set_to(datetime(2026, 6, 2, tzinfo=UTC)):
        approve(first.pk, by=management)
        with refused("catalog.policy_backdated"):
            approve(late.pk, by=management)

    assert in_force(Returns, JUNE).version == "1"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"due_days": 60},
        {"due_days": "60", "overdue_limit_fen": 0},
        {"due_days": True, "overdue_limit_fen": 0},
        {"due_days": -1, "overdue_limit_fen": 0},
    ],
)
def test_values_that_are_no_policy_are_refused(supervisor: User, values: dict[str, object]) -> None:
    with refused("catalog.policy_values"):
        draft(RETURNS, "1", effective_from=MARCH, values=values, by=supervisor)

    assert not PolicyVersion.objects.exists()


def test_other_people_neither_draft_nor_approve_policies(
    clerk: User, supervisor: User, management: User
) -> None:
    with refused("accounts.not_your_role"):
        draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=clerk)

    drafted = draft(RETURNS, "1", effective_from=MARCH, values=SIXTY, by=supervisor)
    with refused("accounts.not_your_role"):
        approve(drafted.pk, by=clerk)
    with refused("accounts.not_your_role"):
        edit(drafted.pk, effective_from=MARCH, values=NINETY, by=management)

    drafted.refresh_from_db()
    assert (drafted.values, drafted.approved_by) == (SIXTY, None)


@pytest.mark.parametrize("policy", [ThreeGuarantees, Insurance, Contact, Shipping, Returns])
def test_the_planted_policies_are_read_back(
    supervisor: User, management: User, policy: type[Policy]
) -> None:
    seed.plant_policies(by=supervisor, approved_by=management)

    assert in_force(policy, date(2026, 11, 23)).version


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize(
    ("carrier", "insured_fen", "premium"),
    [
        ("SF", 800_00, 2_00),
        ("SF", 12_345_67, 61_73),
        ("ZTO", 250_00, 2_50),
        ("JD", 100_00, 1_00),
        ("EMS", 50_00, 1_00),
    ],
)
def test_the_planted_rates_give_the_sample_premiums(
    supervisor: User, management: User, carrier: str, insured_fen: int, premium: int
) -> None:
    seed.plant_policies(by=supervisor, approved_by=management)

    bands = in_force(Insurance, date(2026, 11, 23)).bands[carrier]

    assert premium_fen(insured_fen, bands) == premium
