"""People on the screen: added, given roles, disabled; a password is shown once."""

from __future__ import annotations

import re

import pytest

from shouhou.accounts.models import RequestKey, User
from shouhou.accounts.roles import Role
from shouhou.partners.models import Membership
from tests.staff.workshop_scene import Browser
from tests.world import World


def password_on(page: str) -> str:
    """The password that a page shows."""
    return re.findall(r'class="secret code"[^>]*>([^<]+)<', page)[0]


def test_a_new_person_logs_in_with_the_password_shown_once(w: World) -> None:
    browser = Browser(w.admin)

    answer = browser.press("/people/add/", username="suwen", name="苏雯", roles=["front_desk"])
    shown_at = answer.headers["Location"]
    password = password_on(browser.page(shown_at))
    second_look = browser.get(shown_at)

    suwen = User.objects.get(username="suwen")
    assert suwen.check_password(password)
    assert suwen.roles == {Role.FRONT_DESK}
    assert suwen.must_change_password
    assert second_look.status_code == 404
    assert not RequestKey.objects.filter(answered_with__contains=password).exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"username": "Su Wen", "name": "苏雯", "roles": ["front_desk"]}, 422),
        ({"username": "suwen", "name": "", "roles": ["front_desk"]}, 422),
        ({"username": "suwen", "name": "苏雯", "roles": []}, 422),
        ({"username": "suwen", "name": "苏雯", "roles": ["supervisor", "front_desk"]}, 422),
        ({"username": "admin", "name": "苏雯", "roles": ["front_desk"]}, 409),
    ],
)
def test_a_person_who_cannot_be_is_not_added(
    w: World, fields: dict[str, object], status: int
) -> None:
    browser, before = Browser(w.admin), User.objects.count()

    answer = browser.press("/people/add/", **fields)

    assert answer.status_code == status
    assert User.objects.count() == before


def test_roles_are_changed_but_never_ones_own(w: World) -> None:
    zhouqi, browser = w.zhouqi, Browser(w.admin)

    browser.press("/people/zhouqi/roles/", roles=["engineer", "quality"])
    own = browser.press("/people/admin/roles/", roles=["supervisor"])

    assert User.objects.get(pk=zhouqi.pk).roles == {Role.ENGINEER, Role.QUALITY}
    assert own.status_code == 403
    assert User.objects.get(username="admin").roles == {Role.SYSADMIN}


def test_a_disabled_person_is_out_at_once_and_the_reason_stays(w: World) -> None:
    at_work, browser = Browser(w.zhouqi), Browser(w.admin)

    silent = browser.press("/people/zhouqi/disable/", reason=" ")
    still_there = at_work.get("/repair-orders/").status_code
    browser.press("/people/zhouqi/disable/", reason="离职")

    assert (silent.status_code, still_there) == (422, 200)
    assert at_work.get("/repair-orders/").status_code == 302
    assert "离职" in browser.page("/people/zhouqi/")


def test_a_reset_password_is_shown_once_too(w: World) -> None:
    zhouqi, browser = w.zhouqi, Browser(w.admin)

    answer = browser.press("/people/zhouqi/reset/")
    password = password_on(browser.page(answer.headers["Location"]))

    assert User.objects.get(pk=zhouqi.pk).check_password(password)


def test_a_user_of_the_portal_is_tied_to_his_agent_and_untied(w: World) -> None:
    w.person("dl4401", Role.AGENT)
    agent = w.agent()
    agent.active, agent.approved_by, agent.last_edited_by = True, w.linlan, w.tangxiao
    agent.save()
    browser = Browser(w.admin)

    browser.press("/people/dl4401/act-for/", agent=agent.code)
    tied = Membership.objects.filter(agent=agent).count()
    browser.press("/people/dl4401/end-acting/")

    assert tied == 1
    assert not Membership.objects.exists()


def test_the_list_is_filtered_by_role_and_name(w: World) -> None:
    engineer, front_desk = w.zhouqi.username, w.hejing.username
    browser = Browser(w.admin)

    engineers, named = browser.page("/people/?role=engineer"), browser.page("/people/?q=hej")

    assert engineer in engineers
    assert front_desk not in engineers
    assert front_desk in named
    assert engineer not in named


@pytest.mark.req("R-SOD")
def test_the_administrator_sees_no_business(w: World) -> None:
    browser = Browser(w.admin)

    statuses = [
        browser.get(path).status_code
        for path in ("/documents/", "/stock/", "/parts/", "/trail/", "/day-book/", "/posting/")
    ]

    assert statuses == [403] * 6
