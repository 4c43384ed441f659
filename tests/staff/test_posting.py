"""The posting queue: oldest first with its evidence, posted singly or together, each for itself."""

from __future__ import annotations

import uuid

import pytest

from shouhou.accounts.commands import approve_delegation, delegate_posting
from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.flows import receiving_stock, transferring
from shouhou.flows.receiving_stock import Delivered
from shouhou.flows.transferring import Load
from shouhou.kernel import clock
from shouhou.stock.commands import documents
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document
from shouhou.stock.places import Code, place
from tests.flows.test_posting import deputy, submitted
from tests.staff.workshop_scene import Browser
from tests.world import World

CHARGER = "CHG-S5-01B"


def waiting(w: World, quantity: int = 10, maker: User | None = None) -> Document:
    """A receipt that waits for the supervisor."""
    by = maker or w.tangxiao
    document = receiving_stock.receive(
        Kind.RECEIPT, Code.MAIN, [Delivered(w.part(CHARGER), quantity)], by=by
    )
    documents.inspect(document.pk, by=w.hejun)
    return documents.submit(document.pk, by=by)


def too_much(w: World) -> Document:
    """A transfer of pieces that somebody takes away before it is posted."""
    w.good_stock(w.part(CHARGER), 5, at=Code.MAIN)
    ways = place(Code.MAIN), place(Code.TURNOVER)
    load = Load(quantities={w.part(CHARGER): 5})
    first, second = (transferring.send(*ways, load, by=w.tangxiao) for _ in range(2))
    documents.post(first.sent_id, by=w.linlan)
    return second.sent


def chosen(browser: Browser, *numbers: Document, key: str = "") -> str:
    """The page that tells what became of these documents."""
    form = {"request_key": key or str(uuid.uuid4()), "number": [one.number for one in numbers]}
    return browser.post("/posting/chosen/", form, follow=True).content.decode()


def test_the_queue_shows_pieces_lines_and_maker_oldest_first(w: World) -> None:
    first, second = waiting(w, 11), waiting(w, 12)

    page = Browser(w.linlan).page("/posting/")

    assert page.index(first.number) < page.index(second.number)
    assert ">11<" in page
    assert "Tangxiao" in page


@pytest.mark.req("D4")
def test_chosen_documents_are_posted_together(w: World) -> None:
    pair = [waiting(w, 11), waiting(w, 12)]

    page = chosen(Browser(w.linlan), *pair)

    assert "2 documents posted" in page
    assert w.balance(Code.MAIN, w.part(CHARGER)) == 23


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("D4")
@pytest.mark.req("S2.1.9")
def test_a_refused_one_is_named_with_its_reason_and_holds_up_no_other(w: World) -> None:
    bad, good = too_much(w), waiting(w, 11)

    page = chosen(Browser(w.linlan), bad, good)

    bad.refresh_from_db()
    assert "1 document posted, 1 not" in " ".join(page.split())
    assert "only 0 free of" in page
    assert bad.state == "submitted"
    assert w.balance(Code.MAIN, w.part(CHARGER)) == 11


def test_the_same_choice_sent_twice_has_one_effect_and_one_answer(w: World) -> None:
    document, browser, key = waiting(w), Browser(w.linlan), str(uuid.uuid4())

    pages = [chosen(browser, document, key=key) for _ in range(2)]

    assert ["1 document posted" in page for page in pages] == [True, True]


def test_nothing_chosen_is_said_so(w: World) -> None:
    document = waiting(w)

    answer = Browser(w.linlan).press("/posting/chosen/")

    document.refresh_from_db()
    assert answer.status_code == 422
    assert document.state == "submitted"


def test_one_is_posted_in_one_click_and_the_queue_stays_open(w: World) -> None:
    document = waiting(w)

    answer = Browser(w.linlan).press(f"/posting/{document.number}/")

    assert answer.headers["Location"] == "/posting/"
    assert w.balance(Code.MAIN, w.part(CHARGER)) == 10


def test_the_receiver_finds_his_arrivals_there_and_nothing_else(w: World) -> None:
    w.good_stock(w.part(CHARGER), 5, at=Code.MAIN)
    load = Load(quantities={w.part(CHARGER): 5})
    transfer = transferring.send(place(Code.MAIN), place(Code.TURNOVER), load, by=w.tangxiao)

    page = Browser(w.qinyong).page("/posting/")

    assert transfer.received.number in page
    assert transfer.sent.number not in page
    assert "Confirm arrival" in page


@pytest.mark.req("D4")
def test_a_delegate_posts_in_his_days_but_never_his_own_work(w: World) -> None:
    today = clock.today()
    second_clerk = w.person("tangyi", Role.MATERIAL_CLERK)
    mine, others = waiting(w), waiting(w, maker=second_clerk)
    delegation = delegate_posting(w.tangxiao.pk, today, today, reason="出差", by=w.linlan)
    approve_delegation(delegation.pk, by=w.mgmt1)
    browser = Browser(w.tangxiao)

    page = browser.page("/posting/")
    refused = browser.press(f"/posting/{mine.number}/")
    browser.press(f"/posting/{others.number}/")

    assert "your own work" in page
    assert refused.status_code == 403
    assert list(Document.objects.filter(state="posted")) == [others]


@pytest.mark.req("SOD-1")
def test_who_helped_to_count_is_nowhere_offered_to_post(w: World) -> None:
    (helped,), (others,) = submitted(w, 1, helper=w.luomin), submitted(w, 1)
    mine, foreign = (Document.objects.get(pk=pk) for pk in (helped, others))
    browser = Browser(deputy(w, w.luomin))

    pages = [
        browser.page("/posting/"),
        browser.page(f"/documents/{mine.number}/"),
        browser.page(f"/consignments/{mine.consignment.number}/"),
        browser.page("/"),
    ]

    assert f"/posting/{foreign.number}/" in pages[0]
    assert not any(f"/{mine.number}/post/" in page for page in pages)
    assert not any(f"/posting/{mine.number}/" in page for page in pages)
    assert "Look at it and post" not in pages[2]
    assert mine.number not in pages[3]
    assert f"/{foreign.number}/post/" in browser.page(f"/documents/{foreign.number}/")
