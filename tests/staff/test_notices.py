"""Notices at the desk."""

from __future__ import annotations

import uuid

import pytest

from shouhou.exchange.commands import notices
from shouhou.exchange.models import InboundNotice
from shouhou.partners.models import Agent
from tests.staff.workshop_scene import Browser
from tests.world import World


def announced(w: World, **fields: object) -> dict[str, object]:
    """What the form sends."""
    return {"agent": w.agent().code, "carrier": w.carrier().pk, "boxes": 2, **fields}


@pytest.mark.req("S3.3.1")
def test_a_notice_is_entered_once_and_found_again(w: World) -> None:
    desk, key = Browser(w.hejing), str(uuid.uuid4())
    typed = announced(w, waybills="SF1000000000001\nSF1000000000002", remark="周二到")

    for _twice in range(2):
        desk.post("/notices/enter/", {"request_key": key, **typed})

    notice = InboundNotice.objects.get()
    assert notice.waybills == "SF1000000000001 SF1000000000002"
    assert notice.number in desk.page("/notices/?waybill=0000002")
    assert "周二到" in desk.page(f"/notices/{notice.number}/")


@pytest.mark.req("S3.3.1")
def test_a_dealer_of_another_agent_is_refused(w: World) -> None:
    w.agent()
    other = w.agent("DL-11-01")
    dealer = w.agent("DL-11-01-D1")
    Agent.objects.filter(pk=dealer.pk).update(kind=Agent.Kind.DEALER, parent=other)

    answer = Browser(w.hejing).press("/notices/enter/", **announced(w, dealer=dealer.code))

    assert answer.status_code == 422
    assert not InboundNotice.objects.exists()


def test_a_form_with_mistakes_says_so_and_enters_nothing(w: World) -> None:
    answer = Browser(w.hejing).press("/notices/enter/", **announced(w, agent="NOBODY", boxes=0))

    assert answer.status_code == 422
    assert "There is no “NOBODY” here" in answer.content.decode()
    assert not InboundNotice.objects.exists()


def test_a_notice_is_cancelled_while_nothing_has_arrived(w: World) -> None:
    notice = notices.enter(notices.Announced(w.agent()), by=w.hejing)
    desk = Browser(w.hejing)
    assert "Cancel the notice" in desk.page(f"/notices/{notice.number}/")

    desk.press(f"/notices/{notice.number}/cancel/")

    notice.refresh_from_db()
    assert notice.cancelled_at is not None
    assert desk.press(f"/notices/{notice.number}/cancel/").status_code == 409


def test_an_engineer_enters_no_notice(w: World) -> None:
    engineer = Browser(w.zhouqi)

    assert engineer.get("/notices/").status_code == 200
    assert engineer.get("/notices/new/").status_code == 403
    assert engineer.press("/notices/enter/", **announced(w)).status_code == 403
    assert not InboundNotice.objects.exists()
