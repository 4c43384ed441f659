"""Whose a parcel is: its notice chosen by hand, and its agent put right."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.exchange.commands import counting, discrepancies, finishing, notices, signing
from shouhou.exchange.commands.discrepancies import Agreement
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import InboundConsignment, InboundNotice, Parcel
from shouhou.flows import booking, posting
from shouhou.partners.models import Agent
from tests.flows import story
from tests.flows.story import waybill
from tests.staff.receiving_scene import CHARGER, LCD, open_box, signed_box
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
    assert (entry.after["agent"], entry.after["dealer"]) == ("DL-11-01", "")
    assert entry.after["notice"] == ""


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


def box_in(w: World, state: str) -> InboundConsignment:
    """A box with a display of two declared chargers fewer, up to this state."""
    box = open_box(w, chargers=2)
    counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(LCD))
    if state != "counting":
        finishing.finish(box.pk, by=w.hejing)
    if state == "counted":
        story.agreed(w, box)
    box.refresh_from_db()
    assert box.state == state
    return box


@pytest.mark.req("S2.2.1a", "R-AUD")
@pytest.mark.parametrize("state", ["counting", "discrepant", "counted"])
def test_a_wrong_agent_is_put_right_while_counting_and_the_box_counted_again(
    w: World, state: str
) -> None:
    box, desk, right = box_in(w, state), Browser(w.hejing), w.agent("DL-11-01")
    page, at = f"/consignments/{box.number}/", f"/consignments/{box.number}/match/"
    assert "Correct the agent" in desk.page(page)

    without = desk.press(at, agent=right.code, reason="")
    box.refresh_from_db()
    assert (without.status_code, box.agent, box.round) == (422, w.agent(), 1)
    desk.press(at, agent=right.code, reason="面单写错")

    box.refresh_from_db()
    assert (box.agent, box.state, box.round) == (right, "counting", 2)
    assert not box.discrepancies.filter(state="open").exists()
    assert counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(LCD)).in_all == 1
    entry = TrailEntry.objects.get(verb="exchange.match")
    assert (entry.before["agent"], entry.before["round"]) == ("DL-44-01", "1")
    assert (entry.after["agent"], entry.after["round"]) == ("DL-11-01", "2")
    assert entry.before.get("state", "counting") == state
    assert entry.reason == "面单写错"


@pytest.mark.req("S2.2.1c")
def test_open_differences_with_the_wrong_agent_are_closed_as_counted_again(w: World) -> None:
    box = box_in(w, "discrepant")
    short = box.discrepancies.get()

    signing.match(box.pk, w.agent("DL-11-01"), by=w.hejing, reason="面单写错")

    short.refresh_from_db()
    assert (short.state, short.closed_by) == ("recounted", w.hejing)
    with refused("exchange.difference_closed"):
        discrepancies.agree(short.pk, Agreement("as_counted", "王", "x"), by=w.hejing)


@pytest.mark.req("S2.2.1a")
def test_the_new_agent_is_the_one_who_is_owed(w: World) -> None:
    box, right = box_in(w, "discrepant"), w.agent("DL-11-01")
    signing.match(box.pk, right, by=w.hejing, reason="面单写错")
    counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(LCD))
    counting.tally(box.pk, w.part(CHARGER), 2, by=w.hejing)
    finishing.finish(box.pk, by=w.hejing)

    story.booked(w, box)

    assert {line.agent for line in box.lines.all()} == {right}


@pytest.mark.req("S2.2.1a")
def test_a_notice_of_the_same_agent_costs_no_new_count(w: World) -> None:
    box, notice = box_in(w, "counted"), announced(w)

    Browser(w.hejing).press(
        f"/consignments/{box.number}/match/", agent=w.agent().code, notice=notice.number
    )

    box.refresh_from_db()
    assert (box.notice, box.dealer) == (notice, notice.dealer)
    assert (box.state, box.round) == ("counted", 1)


@pytest.mark.req("S2.2.1a")
def test_whose_a_submitted_box_is_stays_as_it_is(w: World) -> None:
    box, desk, other = box_in(w, "counted"), Browser(w.hejing), w.agent("DL-11-01")
    document = booking.submit(box.pk, by=w.hejing)
    with refused("workflow.not_now"):
        signing.match(box.pk, other, by=w.hejing, reason="面单写错")
    assert "Correct the agent" not in desk.page(f"/consignments/{box.number}/")

    posting.reject(document.pk, reason="数量", by=w.linlan)

    with refused("exchange.agent_is_fixed"):
        signing.match(box.pk, other, by=w.hejing, reason="面单写错")
    assert "Correct the agent" not in desk.page(f"/consignments/{box.number}/")


@pytest.mark.req("S2.2.1a")
def test_before_the_count_no_reason_is_asked_for(w: World) -> None:
    box, other = signed_box(w), w.agent("DL-11-01")

    Browser(w.hejing).press(f"/consignments/{box.number}/match/", agent=other.code)

    box.refresh_from_db()
    assert (box.agent, box.state, box.round) == (other, "signed", 1)


@pytest.mark.req("S2.2.1a")
def test_who_signs_for_no_parcels_says_of_none_whose_it_is(w: World) -> None:
    box, engineer = box_in(w, "counting"), Browser(w.zhouqi)

    answer = engineer.press(
        f"/consignments/{box.number}/match/", agent=w.agent("DL-11-01").code, reason="x"
    )

    assert answer.status_code == 403
    assert "Correct the agent" not in engineer.page(f"/consignments/{box.number}/")
