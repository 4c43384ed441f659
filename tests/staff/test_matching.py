"""Whose a parcel is: its notice chosen by hand, and its agent put right."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.exchange.commands import notices, signing
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import InboundConsignment, InboundNotice, Parcel
from shouhou.partners.models import Agent
from tests.flows.story import waybill
from tests.staff.test_signing import parcel
from tests.staff.workshop_scene import Browser
from tests.world import World, refused


def announced(w: World, agent: str = "DL-44-01") -> InboundNotice:
    """An agent told of a box for his dealer, with a waybill that is not the one on it."""
    owner = w.agent(agent)
    dealer = w.agent(f"{agent}-D1")
    Agent.objects.filter(pk=dealer.pk).update(kind=Agent.Kind.DEALER, parent=owner)
    dealer.refresh_from_db()
    told = notices.Announced(owner, dealer=dealer, carrier=w.carrier(), waybills=(waybill(),))
    return notices.enter(told, by=w.hejing)


@pytest.mark.req("S2.2.1a")
def test_an_unmatched_parcel_gets_its_notice_and_dealer_by_hand(w: World) -> None:
    desk, notice = Browser(w.hejing), announced(w)
    desk.press("/sign/parcel/", **parcel(w, waybill()))
    unmatched = InboundConsignment.objects.get()
    at = f"/consignments/{unmatched.number}/match/"

    desk.press(at, agent=w.agent().code, notice=notice.number)
    unmatched.refresh_from_db()
    assert (unmatched.notice, unmatched.dealer) == (notice, notice.dealer)
    desk.press(at, agent=w.agent().code)
    unmatched.refresh_from_db()
    assert (unmatched.notice, unmatched.dealer) == (notice, notice.dealer)
    desk.press(at, agent=w.agent("DL-11-01").code)

    unmatched.refresh_from_db()
    assert unmatched.agent == w.agent("DL-11-01")
    assert (unmatched.notice, unmatched.dealer) == (None, None)
    entry = TrailEntry.objects.filter(verb="exchange.match").order_by("pk").last()
    assert entry is not None
    assert entry.before["notice"] == notice.number
    assert entry.after == {"agent": "DL-11-01", "dealer": "", "notice": ""}


@pytest.mark.req("S2.2.1a")
@pytest.mark.parametrize("fields", [{"agent": "DL-44-01"}, {}])
def test_a_parcel_is_signed_for_under_the_notice_that_somebody_chose(
    w: World, fields: dict[str, str]
) -> None:
    notice = announced(w)

    Browser(w.hejing).press("/sign/parcel/", **parcel(w, waybill(), notice=notice.number, **fields))

    signed = InboundConsignment.objects.get()
    assert (signed.agent, signed.notice, signed.dealer) == (w.agent(), notice, notice.dealer)


@pytest.mark.req("S2.2.1a")
def test_the_notice_that_names_the_waybill_goes_before_the_chosen_one(w: World) -> None:
    chosen, named = announced(w), announced(w)

    signed = signing.sign(Arrived(w.carrier(), named.waybills), by=w.hejing, notice=chosen)

    assert signed.notice == named


@pytest.mark.req("S2.2.1a")
def test_a_notice_of_another_agent_is_not_taken(w: World) -> None:
    desk, notice = Browser(w.hejing), announced(w)
    other = w.agent("DL-11-01")
    desk.press("/sign/parcel/", **parcel(w, waybill()))
    unmatched = InboundConsignment.objects.get()

    matched = desk.press(
        f"/consignments/{unmatched.number}/match/", agent=other.code, notice=notice.number
    )
    signed = desk.press(
        "/sign/parcel/", **parcel(w, waybill(), agent=other.code, notice=notice.number)
    )
    with refused("exchange.notice_of_another"):
        signing.match(unmatched.pk, other, by=w.hejing, notice=notice)

    unmatched.refresh_from_db()
    assert (matched.status_code, signed.status_code) == (422, 422)
    assert "is a notice of" in matched.content.decode()
    assert unmatched.agent is None
    assert Parcel.objects.count() == 1


@pytest.mark.req("S2.2.1a")
def test_a_cancelled_notice_is_not_taken(w: World) -> None:
    notice = announced(w)
    unmatched = signing.sign(Arrived(w.carrier(), waybill()), by=w.hejing)
    notices.cancel(notice.pk, by=w.hejing)

    with refused("exchange.notice_cancelled"):
        signing.match(unmatched.pk, w.agent(), by=w.hejing, notice=notice)


@pytest.mark.req("S2.2.1a")
def test_only_notices_that_boxes_are_awaited_for_are_suggested(w: World) -> None:
    waited, come, gone = (announced(w) for _ in range(3))
    other = announced(w, "DL-11-01")
    signing.sign(Arrived(w.carrier(), come.waybills), by=w.hejing)
    notices.cancel(gone.pk, by=w.hejing)
    desk = Browser(w.hejing)

    of_agent = desk.page("/suggestions/notices/", q="DL-44-01")

    assert waited.number in of_agent
    assert not any(one.number in of_agent for one in (come, gone, other))
    assert other.number in desk.page("/suggestions/notices/", q=other.number)
