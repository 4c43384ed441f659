"""Delegation and custody on the screen."""

from __future__ import annotations

import pytest

from shouhou.accounts.commands import approve_delegation, delegate_posting
from shouhou.accounts.models import Delegation, User
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import InboundConsignment
from shouhou.flows import booking
from shouhou.kernel import clock
from shouhou.reports.todo import queues_of
from shouhou.stock.custody import assign, custodian_of
from shouhou.stock.models import Custody
from shouhou.stock.places import Code, place
from tests.flows import story
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


@pytest.mark.req("D3", "SOD-10")
def test_a_custodian_is_not_asked_to_stand_in(w: World) -> None:
    assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)

    answer = asked(w, delegate=w.qinyong.username)

    assert answer.status_code == 422
    assert "a custodian posts no documents" in answer.content.decode()
    assert not Delegation.objects.exists()


@pytest.mark.req("D3", "SOD-10")
def test_management_does_not_agree_to_a_custodian(w: World) -> None:
    assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)
    today = clock.today()
    late = delegate_posting(w.qinyong.pk, today, today, reason="出差", by=w.linlan)

    answer = Browser(w.mgmt1).press(f"/delegations/{late.pk}/approve/")

    late.refresh_from_db()
    assert answer.status_code == 422
    assert late.approved_by is None


@pytest.mark.req("D3", "SOD-10")
def test_a_keeper_who_is_to_stand_in_is_not_made_custodian(w: World) -> None:
    asked(w, delegate=w.qinyong.username)

    answer = Browser(w.linlan).press("/custody/assign/", place="TURNOVER", custodian="qinyong")

    assert answer.status_code == 422
    assert "stands in for the supervisor until" in answer.content.decode()
    assert custodian_of(place(Code.TURNOVER)) is None


def submitted(w: World) -> InboundConsignment:
    """A counted box whose document waits to be posted."""
    declared = [Declared(w.part("CHG-S5-01B"), 3)]
    box = story.counted(w, w.agent(), declared, [("CHG-S5-01B", "3")])
    booking.submit(box.pk, by=w.hejing)
    box.refresh_from_db()
    return box


@pytest.mark.req("D3", "S2.1.9")
def test_no_page_offers_a_custodian_to_post(w: World) -> None:
    today, box = clock.today(), submitted(w)
    late = delegate_posting(w.qinyong.pk, today, today, reason="出差", by=w.linlan)
    approve_delegation(late.pk, by=w.mgmt1)

    def offered() -> list[bool]:
        deputy = User.objects.get(pk=w.qinyong.pk)
        browser = Browser(deputy)
        return [
            "Look at it and post" in browser.page(f"/consignments/{box.number}/"),
            "Approve and post" in browser.page(f"/documents/{box.document.number}/"),
            box.document.number in browser.page("/posting/"),
            any(queue.key == "to_post" for queue in queues_of(deputy)),
        ]

    assert offered() == [True] * 4
    Custody.objects.create(
        place=place(Code.TURNOVER), custodian=w.qinyong, assigned_by=w.linlan, since=clock.now()
    )

    assert offered() == [False] * 4
    answer = Browser(w.qinyong).press(f"/posting/{box.document.number}/")
    assert answer.status_code == 403
