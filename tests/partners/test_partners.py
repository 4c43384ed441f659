"""Partners are entered by one person and approved by another, and an agent sees only himself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from shouhou.accounts.models import RoleAssignment, TrailEntry, User
from shouhou.accounts.roles import Role
from shouhou.kernel.waybills import Waybill
from shouhou.partners import seed
from shouhou.partners.commands import add, approve, close, edit, end_acting, let_act_for
from shouhou.partners.facts import AgentFacts, CarrierFacts, SupplierFacts
from shouhou.partners.models import Agent, Carrier, Membership, Supplier
from tests.world import refused

GUANGZHOU = AgentFacts(
    kind=Agent.Kind.AGENT,
    code="DL-44-01",
    name="广东广州星联通讯(示例)",
    province="广东",
    city="广州",
    contact="梁经理",
    phone="19900000001",
    address="广州市示例路 1 号",
)
WUHAN = replace(GUANGZHOU, code="DL-42-01", name="湖北星联通讯(示例)", province="湖北", city="武汉")
DEALER = replace(GUANGZHOU, kind=Agent.Kind.DEALER, code="JX-44-01", name="示例手机店")


def agents_user(username: str) -> User:
    """A user whose only role is the agent's."""
    user = User.objects.create(username=username, name=username)
    RoleAssignment.objects.create(user=user, role=Role.AGENT)
    return user


def test_a_new_partner_is_not_active_until_somebody_else_approves_it(
    clerk: User, supervisor: User
) -> None:
    agent = add(GUANGZHOU, by=clerk)

    assert not agent.active

    approve(agent, by=supervisor)

    assert list(Agent.objects.active()) == [agent]
    assert TrailEntry.objects.get(verb="partners.approve").actor == supervisor


@pytest.mark.req("R-SOD")
def test_nobody_approves_the_partner_he_last_edited(clerk: User, supervisor: User) -> None:
    agent = add(GUANGZHOU, by=clerk)
    clerk.permissions = supervisor.permissions

    with refused("accounts.own_work"):
        approve(agent, by=clerk)

    agent.refresh_from_db()
    assert (agent.active, agent.approved_by) == (False, None)


@pytest.mark.req("R-SOD")
def test_the_database_itself_keeps_maker_and_approver_apart(clerk: User) -> None:
    agent = add(GUANGZHOU, by=clerk)

    with pytest.raises(IntegrityError, match="nobody_approves_his_own_agent"), transaction.atomic():
        Agent.objects.filter(pk=agent.pk).update(approved_by=clerk, active=True)


def test_an_edit_is_told_to_the_trail_and_keeps_the_partner_active(
    clerk: User, supervisor: User
) -> None:
    agent = approve(add(GUANGZHOU, by=clerk), by=supervisor)

    edited = edit(agent, replace(GUANGZHOU, phone="19900000099"), by=clerk)

    told = TrailEntry.objects.get(verb="partners.edit")
    assert (told.before, told.after) == ({"phone": "19900000001"}, {"phone": "19900000099"})
    assert edited.active


def test_an_edit_that_changes_nothing_leaves_no_trace(clerk: User) -> None:
    agent = add(GUANGZHOU, by=clerk)

    edit(agent, GUANGZHOU, by=clerk)

    assert not TrailEntry.objects.filter(verb="partners.edit").exists()


@pytest.mark.req("R-SOD")
def test_who_approved_a_partner_does_not_edit_it(clerk: User, supervisor: User) -> None:
    agent = approve(add(GUANGZHOU, by=clerk), by=supervisor)
    supervisor.permissions = clerk.permissions

    with refused("accounts.own_work"):
        edit(agent, replace(GUANGZHOU, phone="19900000099"), by=supervisor)

    agent.refresh_from_db()
    assert agent.phone == "19900000001"


def test_a_code_is_used_once_and_never_changed(clerk: User) -> None:
    agent = add(GUANGZHOU, by=clerk)

    with refused("partners.code_taken"):
        add(replace(WUHAN, code="DL-44-01"), by=clerk)
    with refused("partners.code_fixed"):
        edit(agent, replace(GUANGZHOU, code="DL-44-09"), by=clerk)

    assert list(Agent.objects.values_list("code", flat=True)) == ["DL-44-01"]


@pytest.mark.parametrize("field", ["code", "name", "province", "city", "phone", "address"])
def test_a_blank_fact_is_refused_by_its_name(clerk: User, field: str) -> None:
    with refused("partners.fact_missing") as refusal:
        add(replace(GUANGZHOU, **{field: "  "}), by=clerk)

    assert refusal.value.where == field
    assert not Agent.objects.exists()


@pytest.mark.req("D5")
def test_only_a_dealer_stands_under_an_agent(clerk: User) -> None:
    above, beside = add(GUANGZHOU, by=clerk), add(WUHAN, by=clerk)
    dealer = add(replace(DEALER, parent=above), by=clerk)

    with refused("partners.only_dealers_have_a_parent"):
        edit(beside, replace(WUHAN, parent=above), by=clerk)
    with refused("partners.only_dealers_have_a_parent"):
        add(replace(DEALER, code="JX-44-02", parent=dealer), by=clerk)

    beside.refresh_from_db()
    assert (dealer.parent, beside.parent) == (above, None)


def test_a_closed_partner_may_be_opened_again(clerk: User, supervisor: User) -> None:
    agent = approve(add(GUANGZHOU, by=clerk), by=supervisor)

    close(agent, reason="合同到期", by=supervisor)
    assert not Agent.objects.active().exists()

    approve(agent, by=supervisor)
    assert Agent.objects.active().exists()


def test_closing_asks_for_a_reason(clerk: User, supervisor: User) -> None:
    agent = approve(add(GUANGZHOU, by=clerk), by=supervisor)

    with refused("partners.reason_missing"):
        close(agent, reason=" ", by=supervisor)

    assert Agent.objects.active().exists()


def test_other_people_neither_enter_nor_approve(clerk: User, supervisor: User) -> None:
    agent = add(GUANGZHOU, by=clerk)

    with refused("accounts.not_your_role"):
        add(WUHAN, by=supervisor)
    with refused("accounts.not_your_role"):
        approve(agent, by=clerk)
    with refused("accounts.not_your_role"):
        close(agent, reason="合同到期", by=clerk)

    assert list(Agent.objects.values_list("code", "active")) == [("DL-44-01", False)]


def test_a_waybill_pattern_must_be_one(clerk: User) -> None:
    with refused("partners.pattern_invalid") as refusal:
        add(CarrierFacts(code="XX", name="示例", strict_pattern="^("), by=clerk)

    assert refusal.value.where == "strict_pattern"
    assert not Carrier.objects.exists()


@pytest.mark.req("R-SCOPE", "INV-15")
def test_an_agents_user_sees_his_own_agent_alone(clerk: User, administrator: User) -> None:
    own, other = add(GUANGZHOU, by=clerk), add(WUHAN, by=clerk)
    user = agents_user("dl4401")
    let_act_for(own, user, by=administrator)

    assert list(Agent.objects.visible_to(user)) == [own]
    assert not Agent.objects.visible_to(user).filter(pk=other.pk).exists()


@pytest.mark.req("R-SCOPE")
def test_a_user_tied_to_no_agent_sees_none(clerk: User, administrator: User) -> None:
    own = add(GUANGZHOU, by=clerk)
    user = agents_user("dl4401")
    let_act_for(own, user, by=administrator)

    end_acting(user, by=administrator)

    assert not Agent.objects.visible_to(user).exists()


@pytest.mark.req("R-SCOPE")
def test_people_of_the_house_see_every_agent(clerk: User) -> None:
    RoleAssignment.objects.create(user=clerk, role=Role.MATERIAL_CLERK)
    add(GUANGZHOU, by=clerk)
    add(WUHAN, by=clerk)

    assert Agent.objects.visible_to(clerk).count() == 2


def test_a_user_acts_for_one_agent_and_only_agents_users_act(
    clerk: User, administrator: User
) -> None:
    first, second = add(GUANGZHOU, by=clerk), add(WUHAN, by=clerk)
    user = agents_user("dl4401")
    let_act_for(first, user, by=administrator)

    with refused("partners.acts_already"):
        let_act_for(second, user, by=administrator)
    with refused("partners.not_an_agents_user"):
        let_act_for(second, clerk, by=administrator)

    assert Membership.objects.get().agent == first


@pytest.mark.parametrize("words", ["DL-44", "广州", "gdgz", "xinglian", "星联"])
def test_an_agent_is_found_by_code_name_city_or_pinyin(clerk: User, words: str) -> None:
    agent = add(GUANGZHOU, by=clerk)
    add(replace(WUHAN, name="汉口通讯(示例)"), by=clerk)

    assert list(Agent.objects.matching(words)) == [agent]


def test_the_planted_partners_are_the_departments(clerk: User, supervisor: User) -> None:
    seed.plant(by=clerk, approved_by=supervisor)

    assert Agent.objects.active().filter(kind=Agent.Kind.AGENT).count() == 34
    assert Agent.objects.active().filter(kind=Agent.Kind.SERVICE_CENTRE).count() == 6
    assert Supplier.objects.filter(active=True).count() == 3
    assert Agent.objects.values("name").distinct().count() == 40


@pytest.mark.parametrize(
    ("carrier", "waybill"),
    [
        ("SF", "SF1234567890123"),
        ("SF", "444010688260"),
        ("EMS", "RB123456785GB"),
        ("EMS", "1012345678901"),
        ("YZPY", "PA12345678901"),
        ("JD", "JDVA12345678901-1-1-"),
        ("ZTO", "73123456789012"),
        ("YTO", "YT1234567890123"),
        ("STO", "432542035598773"),
        ("YD", "432542035598773"),
        ("JT", "JT1234567890123"),
        ("DBL", "DPK123456789012"),
    ],
)
def test_the_planted_carriers_know_their_own_waybills(carrier: str, waybill: str) -> None:
    facts = next(facts for facts in seed.CARRIERS if facts.code == carrier)

    found = Waybill.parse(waybill, strict=facts.strict_pattern, lenient=facts.lenient_pattern)

    assert found.warnings == ()


def test_suppliers_are_spelled_for_the_search(clerk: User) -> None:
    supplier = add(SupplierFacts(code="GY-01", name="华屏示例", contact="", phone="1"), by=clerk)

    assert supplier.pinyin == "hpsl huapingshili"
