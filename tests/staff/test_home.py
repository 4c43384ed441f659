"""The home page: what waits for whom, the right page behind every row, and nothing for others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from shouhou.catalog.commands import phones, substitutes
from shouhou.catalog.models import PolicyVersion
from shouhou.catalog.seed.phones import MODELS
from shouhou.exchange.commands.packing import Declared
from shouhou.flows import dispatch, posting, releasing, transferring
from shouhou.flows.transferring import Load
from shouhou.kernel import clock
from shouhou.partners import commands as partners
from shouhou.partners.seed import CARRIERS, SUPPLIERS
from shouhou.stock.commands import documents
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.flows.test_releasing import passed
from tests.staff.workshop_scene import Browser, box, orders
from tests.world import World

CHARGER = "CHG-S5-01B"


def queue(page: str, title: str) -> str:
    """The part of the home page under a title; empty when it has no such queue."""
    found = re.search(rf"<h2[^>]*>(?:(?!</h2>).)*{title}.*?</section>", page, re.DOTALL)
    return found[0] if found else ""


def test_somebody_for_whom_nothing_waits_is_told_so(w: World) -> None:
    assert "Nothing waits for you" in Browser(w.person("fin1")).page("/")


def test_a_late_row_says_so_and_stands_first(w: World) -> None:
    story.signed(w, w.agent())

    with clock.set_to(clock.now() + timedelta(days=14)):
        late = queue(Browser(w.hejing).page("/"), "Boxes to count")

    assert "todo-late" in late


@pytest.mark.req("S2.6.R8")
def test_a_transfer_that_was_sent_waits_for_the_one_who_receives_it(w: World) -> None:
    part = w.part(CHARGER)
    w.good_stock(part, 5, at=Code.MAIN)
    load = Load(quantities={part: 2})
    moved = transferring.send(place(Code.MAIN), place(Code.TURNOVER), load, by=w.tangxiao)
    keeper = Browser(w.qinyong)
    assert not queue(keeper.page("/"), "Arrivals to confirm")

    posting.post(moved.sent.pk, by=w.linlan)

    waiting = queue(keeper.page("/"), "Arrivals to confirm")
    assert f"/documents/{moved.received.number}/" in waiting
    keeper.press(f"/posting/{moved.received.number}/")
    assert not queue(keeper.page("/"), "Arrivals to confirm")


@pytest.mark.req("S2.1.9")
def test_what_was_sent_back_stands_on_its_makers_home_with_the_reason(w: World) -> None:
    story.repaired(w, orders(w)[0])
    dispatch.pick(w.agent(), "PANEL1", by=w.hejing)
    ready = {promise.pk: 1 for promise in dispatch.ready(w.agent())}
    issued = dispatch.issue(w.agent(), ready, by=w.hejing)
    posting.reject(issued.pk, reason="wrong agent", by=w.linlan)

    sent_back = queue(Browser(w.hejing).page("/"), "Sent back to me")

    assert f"/documents/{issued.number}/" in sent_back
    assert "wrong agent" in sent_back
    assert not queue(Browser(w.luomin).page("/"), "Sent back to me")


def test_a_booking_that_was_sent_back_says_why_where_it_waits(w: World) -> None:
    declared = [Declared(w.part(CHARGER), 2)]
    consignment = story.counted(w, w.agent(), declared, [(CHARGER, "2")])
    submitted = story.booking.submit(consignment.pk, by=w.hejing)
    posting.reject(submitted.pk, reason="count it again", by=w.linlan)

    assert "count it again" in queue(Browser(w.hejing).page("/"), "Counted, to be submitted")


def test_what_stands_on_a_release_is_not_to_be_released_again(w: World) -> None:
    done = passed(w, "PANEL1", "PANEL2")
    engineer = Browser(w.zhouqi)
    assert done[0].number in queue(engineer.page("/"), "Passed, to be released")

    releasing.release([order.pk for order in done], by=w.zhouqi)

    assert not queue(engineer.page("/"), "Passed, to be released")


def test_what_is_ready_leads_to_its_agent(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    line = story.came(w, CHARGER, "3")
    story.swapped(w, line.pk, 3)

    ready = queue(Browser(w.hejing).page("/"), "Good pieces to issue")

    assert "/ready/DL-44-01/" in ready
    assert "3 good, 0 go back" in ready


def test_an_inspected_receipt_waits_for_its_maker_to_submit_it(w: World) -> None:
    part = w.part(CHARGER)
    w.good_stock(part, 1)
    draft = documents.draft(
        "receipt",
        [
            story.booking.Wanted(
                source=story.booking.spot(place(Code.SUPPLIER), part.pk, "pending"),
                target=story.booking.spot(place(Code.MAIN), part.pk, "good"),
                quantity=2,
            )
        ],
        by=w.tangxiao,
    )
    assert draft.number in queue(Browser(w.qa1).page("/"), "Deliveries to inspect")
    documents.inspect(draft.pk, by=w.qa1)

    assert draft.number in queue(Browser(w.tangxiao).page("/"), "Inspected, to be submitted")


def test_every_number_leads_to_the_rows_behind_it(w: World) -> None:
    box(w)
    story.signed(w, w.agent())

    for who in (w.hejing, w.linlan, w.zhouqi, w.qinyong, w.dinghang, w.tangxiao):
        browser = Browser(who)
        for url in re.findall(r'class="todo-count" href="([^"]+)"', browser.page("/")):
            browser.page(url.replace("&amp;", "&"))


def test_what_was_entered_waits_for_whoever_approves_it(w: World) -> None:
    entered = [
        partners.add(facts, by=w.tangxiao)
        for facts in (
            replace(facts, code=f"{facts.code}-X") for facts in (SUPPLIERS[0], CARRIERS[0])
        )
    ]
    model = phones.add(MODELS[0].facts, by=w.tangxiao)
    part, other = w.part("CHG-A1-01A"), w.part("CHG-A1-01B")
    substitutes.propose(part, other, by=w.tangxiao)
    PolicyVersion.objects.create(
        kind="returns", version="9", effective_from="2030-01-01", values={}, last_edited_by=w.linlan
    )

    home = Browser(w.linlan).page("/")

    assert f"/models/{model.code}/" in queue(home, "Phone models to approve")
    assert f"/parts/{part.part_no}/" in queue(home, "Substitutes to approve")
    assert f"/partners/suppliers/{entered[0].code}/" in queue(home, "Suppliers to approve")
    assert f"/partners/carriers/{entered[1].code}/" in queue(home, "Carriers to approve")
    assert not queue(home, "Policies to approve")
    assert "Policies to approve" in Browser(w.mgmt1).page("/")
    assert not queue(Browser(w.tangxiao).page("/"), "Phone models to approve")
