"""Delegation and custody on the screen."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import Delegation
from shouhou.kernel import clock
from shouhou.stock.custody import custodian_of
from shouhou.stock.places import Code, place
from tests.staff.workshop_scene import Browser
from tests.world import World


def asked(w: World, **fields: str):
    """The supervisor's form, sent."""
    today = str(clock.today())
    form = {"delegate": w.zhouqi.username, "first_day": today, "last_day": today, "reason": "出差"}
    return Browser(w.linlan).press("/delegations/ask/", **form | fields)


@pytest.mark.req("D4")
def test_a_delegation_is_asked_for_approved_by_management_and_revoked(w: World) -> None:
    asked(w)
    delegation = Delegation.objects.get()
    path = f"/delegations/{delegation.pk}"

    waiting = Browser(w.mgmt1).page("/delegations/")
    own = Browser(w.linlan).press(f"{path}/approve/")
    Browser(w.mgmt1).press(f"{path}/approve/")
    in_force = Delegation.objects.in_force(clock.today()).count()
    Browser(w.linlan).press(f"{path}/revoke/")

    assert "waits for the management" in waiting
    assert own.status_code == 403
    assert in_force == 1
    assert not Delegation.objects.in_force(clock.today()).exists()


@pytest.mark.parametrize(
    "fields", [{"delegate": "nobody"}, {"last_day": "2020-01-01"}, {"reason": ""}]
)
def test_a_delegation_that_cannot_be_is_not_asked(w: World, fields: dict[str, str]) -> None:
    answer = asked(w, **fields)

    assert answer.status_code == 422
    assert not Delegation.objects.exists()


@pytest.mark.req("D3")
def test_a_custodian_is_assigned_and_replaced_and_the_history_stays(w: World) -> None:
    browser = Browser(w.linlan)

    for keeper in (w.qinyong, w.hejun):
        browser.press("/custody/assign/", place="TURNOVER", custodian=keeper.username)
    page = browser.page("/custody/")

    assert custodian_of(place(Code.TURNOVER)) == w.hejun
    assert "Qinyong" in page


@pytest.mark.req("D3")
def test_whoever_posts_keeps_no_warehouse(w: World) -> None:
    answer = Browser(w.linlan).press("/custody/assign/", place="TURNOVER", custodian="linlan")

    assert answer.status_code == 422
    assert custodian_of(place(Code.TURNOVER)) is None
