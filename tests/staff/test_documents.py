"""Documents on the screen: listed, shown with their evidence, moved by their verbs, printed."""

from __future__ import annotations

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.flows import booking, dispatch, posting, receiving_stock
from shouhou.flows.printing import prints_of
from shouhou.flows.receiving_stock import Delivered
from shouhou.stock.commands import documents
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document
from shouhou.stock.places import Code
from tests.flows import story
from tests.paper.pdf_text import size_mm
from tests.staff.workshop_scene import Browser, box
from tests.world import World

CHARGER = "CHG-S5-01B"


def receipt(w: World) -> Document:
    """A draft receipt of the material clerk's."""
    lines = [Delivered(w.part(CHARGER), 40), Delivered(w.part("LCD-S5-01B"), serial="PANEL9")]
    return receiving_stock.receive(
        Kind.RECEIPT, Code.MAIN, lines, by=w.tangxiao, reason="送货单 DN-7"
    )


def submitted(w: World) -> Document:
    """The same, inspected and submitted."""
    document = receipt(w)
    documents.inspect(document.pk, by=w.hejun)
    return documents.submit(document.pk, by=w.tangxiao)


def issued(w: World) -> Document:
    """An outbound document of an agent, submitted."""
    w.good_stock(w.part(CHARGER), 5)
    consignment = box(w, panels=0, chargers=2)
    story.taken_over(w, consignment)
    story.swapped(w, consignment.lines.get().pk, 2)
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    return dispatch.issue(w.agent(), ready, by=w.hejing)


def state_of(document: Document) -> str:
    """What it is by now."""
    document.refresh_from_db()
    return document.state


def test_the_list_is_filtered_by_kind_state_agent_and_serial(w: World) -> None:
    inbound, draft = Document.objects.get(consignment=box(w)), receipt(w)
    browser = Browser(w.linlan)

    def shown(query: str) -> set[str]:
        page = browser.page(f"/documents/?{query}")
        return {one.number for one in (inbound, draft) if one.number in page}

    assert shown("") == {inbound.number, draft.number}
    assert shown("kind=inbound") == {inbound.number}
    assert shown("state=draft") == {draft.number}
    assert shown("q=DL-44-01") == {inbound.number}
    assert shown("q=panel9") == {draft.number}
    assert shown("q=nobody") == set()


def test_the_list_is_a_workbook_too(w: World) -> None:
    receipt(w)

    answer = Browser(w.linlan).get("/documents/?export=xlsx")

    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert b"".join(answer.streaming_content).startswith(b"PK")


@pytest.mark.req("S2.1.9")
def test_a_booking_shows_what_was_declared_counted_and_agreed(w: World) -> None:
    charger = w.part(CHARGER)
    consignment = story.counted(w, w.agent(), [Declared(charger, 5)], [(charger.part_no, "4")])
    story.agreed(w, consignment)
    consignment.refresh_from_db()
    document = booking.submit(consignment.pk, by=w.hejing)

    page = Browser(w.linlan).page(f"/documents/{document.number}/")

    assert consignment.number in page
    assert "王经理" in page
    assert "微信截图" in page
    assert "Short" in page
    assert "Approve and post" in page


@pytest.mark.parametrize(
    ("username", "offered", "missing"),
    [
        ("linlan", {"Approve and post", "Reject"}, {"Withdraw", "Make void"}),
        ("tangxiao", {"Withdraw", "Make void"}, {"Approve and post", "Reject"}),
        ("zhouqi", set(), {"Approve and post", "Reject", "Withdraw", "Make void"}),
    ],
)
def test_buttons_show_what_the_life_and_the_role_allow(
    w: World, username: str, offered: set[str], missing: set[str]
) -> None:
    document = submitted(w)

    page = Browser(getattr(w, username)).page(f"/documents/{document.number}/")

    assert {label for label in offered | missing if label in page} == offered


@pytest.mark.req("S2.1.9")
def test_the_supervisor_posts_in_one_click_and_twice_has_one_effect(w: World) -> None:
    document, browser = submitted(w), Browser(w.linlan)
    path, key = f"/documents/{document.number}/post/", "8c3d3f0e-52c3-4d0b-a6dd-6b5c4f6f5a01"

    answers = [browser.post(path, {"request_key": key}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert state_of(document) == "posted"
    assert w.balance(Code.MAIN, w.part(CHARGER)) == 40


@pytest.mark.req("S2.5.R2")
def test_whoever_made_it_does_not_post_it(w: World) -> None:
    document = submitted(w)

    answer = Browser(w.tangxiao).press(f"/documents/{document.number}/post/")

    assert answer.status_code == 403
    assert state_of(document) == "submitted"


def test_a_rejection_needs_its_reason_and_shows_it_to_the_maker(w: World) -> None:
    document = submitted(w)
    path = f"/documents/{document.number}/reject/"

    silent = Browser(w.linlan).press(path, reason=" ")
    unchanged = state_of(document)
    Browser(w.linlan).press(path, reason="数量不符")
    page = Browser(w.tangxiao).page(f"/documents/{document.number}/")

    assert (silent.status_code, unchanged) == (422, "submitted")
    assert "数量不符" in page
    assert "Correct lines" in page


def test_a_draft_is_inspected_by_another_and_then_submitted(w: World) -> None:
    document = receipt(w)
    base = f"/documents/{document.number}"

    early = Browser(w.tangxiao).press(f"{base}/submit/")
    own = Browser(w.tangxiao).press(f"{base}/inspect/")
    Browser(w.qa1).press(f"{base}/inspect/")
    Browser(w.tangxiao).press(f"{base}/submit/")

    assert (early.status_code, own.status_code) == (409, 403)
    assert state_of(document) == "submitted"


def test_lines_are_corrected_and_wrong_numbers_change_nothing(w: World) -> None:
    document = receipt(w)
    path = f"/documents/{document.number}/rewrite/"
    browser = Browser(w.tangxiao)

    wrong = browser.press(path, **{"1": "-3", "2": "1"})
    before = document.lines.get(line_no=1).quantity
    right = browser.press(path, **{"1": "41", "2": "0"})

    assert (wrong.status_code, before) == (422, 40)
    assert right.status_code == 302
    assert [line.quantity for line in document.lines.all()] == [41]


def test_withdrawing_and_voiding_keep_the_number(w: World) -> None:
    document = submitted(w)
    browser, base = Browser(w.tangxiao), f"/documents/{document.number}"

    browser.press(f"{base}/withdraw/")
    withdrawn = state_of(document)
    browser.press(f"{base}/void/", reason="重复录入")

    assert (withdrawn, state_of(document)) == ("draft", "void")
    assert document.number in browser.page("/documents/?state=void")


def test_a_reversal_waits_for_the_supervisor_and_takes_the_pieces_back(w: World) -> None:
    document = submitted(w)
    posting.post(document.pk, by=w.linlan)

    answer = Browser(w.tangxiao).press(f"/documents/{document.number}/reverse/", reason="记错仓")
    reversal = Document.objects.get(reverses=document)
    Browser(w.linlan).press(f"/documents/{reversal.number}/post/")

    assert answer.headers["Location"] == f"/documents/{reversal.number}/"
    assert w.balance(Code.MAIN, w.part(CHARGER)) == 0
    assert reversal.number in Browser(w.linlan).page(f"/documents/{document.number}/")


@pytest.mark.req("S2.2.3d")
@pytest.mark.req("R-AUD")
def test_every_printing_of_an_issue_note_is_counted(w: World) -> None:
    document, browser = issued(w), Browser(w.hejing)
    paper = f"/documents/{document.number}/note.pdf"

    unprinted = browser.get(paper)
    browser.press(f"/documents/{document.number}/print/")
    browser.press(f"/documents/{document.number}/print/")
    printed = browser.get(paper)

    assert unprinted.status_code == 404
    assert printed.content.startswith(b"%PDF")
    assert prints_of("stock.print", document) == 2


@pytest.mark.req("S2.2.3d")
@pytest.mark.parametrize(
    ("asked", "width_mm", "height_mm"),
    [
        ("", 210, 297),
        ("?paper=continuous", 241, 280),
        ("?paper=half", 241, 140),
        ("?paper=x", 210, 297),
    ],
)
def test_an_issue_note_is_printed_on_the_paper_that_was_asked_for(
    w: World, asked: str, width_mm: int, height_mm: int
) -> None:
    document, browser = issued(w), Browser(w.hejing)
    printing = f"/documents/{document.number}/print/{asked}"

    note = browser.get(browser.press(printing).headers["Location"])

    assert size_mm(note.content) == (width_mm, height_mm)
    assert prints_of("stock.print", document) == 1
    offered = asked != "?paper=x"
    assert (f'action="{printing}"' in browser.page(f"/documents/{document.number}/")) == offered


def test_only_what_leaves_the_house_has_an_issue_note(w: World) -> None:
    document = receipt(w)

    answer = Browser(w.tangxiao).press(f"/documents/{document.number}/print/")

    assert answer.status_code == 404
    assert prints_of("stock.print", document) == 0
