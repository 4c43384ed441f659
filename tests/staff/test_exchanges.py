"""Exchange orders on the screen: the list, one order, and every page that leads to it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from shouhou.accounts.roles import Role
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.flows import bench, dispatch, posting
from shouhou.kernel import clock
from shouhou.partners import commands as partners
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import RepairOrder
from shouhou.reports import exchange_orders
from shouhou.reports.lookup import lookup
from tests.flows import story
from tests.staff.workshop_scene import Browser, box
from tests.world import World

CHARGER, PANEL = "CHG-S5-01B", "LCD-S5-01B"


def swapped(w: World, agent: str = "DL-44-01", quantity: int = 3) -> ExchangeOrder:
    """Bad chargers of an agent, swapped by the custodian."""
    charger, sender = w.part(CHARGER), w.agent(agent)
    sent = story.counted(w, sender, [Declared(charger, quantity)], [(CHARGER, str(quantity))])
    story.booked(w, sent)
    story.taken_over(w, sent)
    return story.swapped(w, sent.lines.get().pk, quantity)


def exchanged(w: World) -> ExchangeOrder:
    """A display that the bench found not worth repairing; another one stands for it."""
    w.good_units(w.part(PANEL), ["NEW1"])
    story.taken_over(w, box(w, panels=1, chargers=0))
    order = RepairOrder.objects.get()
    story.inspected(order, by=w.zhouqi, symptom=w.fault("symptom", "D01"))
    bench.judge(order.pk, Verdict.EXCHANGE, by=w.zhouqi)
    made = ExchangeOrder.objects.get()
    posting.post(made.judgement_id, by=w.linlan)
    return made


def exported(browser: Browser, query: str = "") -> list[dict[str, object]]:
    """The list as its workbook says it."""
    answer = browser.get(f"/exchanges/?export=xlsx{query}")
    content = BytesIO(b"".join(answer.streaming_content))
    title, *rows = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    return [dict(zip(title, row, strict=True)) for row in rows]


@pytest.mark.req("S2.2.2c")
def test_the_list_is_filtered_by_agent_part_grounds_state_and_day(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    ready, waiting = swapped(w), swapped(w, "DL-37-01")
    browser, today = Browser(w.hejing), clock.today()

    def shown(query: str) -> set[str]:
        return {str(row["Number"]) for row in exported(browser, query)}

    both = {ready.number, waiting.number}
    assert shown("") == both
    assert shown(f"&agent={waiting.agent_id}") == {waiting.number}
    assert shown("&part=chg-s5") == both
    assert shown("&part=LCD") == set()
    assert shown("&grounds=swollen") == set()
    assert shown("&state=ready") == {ready.number}
    assert shown("&state=wait_stock") == {waiting.number}
    assert shown(f"&made_at_after={today}&made_at_before={today}") == both
    assert shown("&made_at_before=2020-01-01") == set()


@pytest.mark.req("S2.2.2c")
def test_the_workbook_says_what_came_what_goes_and_what_is_short(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    order = swapped(w)

    (row,) = exported(Browser(w.hejing))

    assert row["Number"] == order.number
    assert row["State"] == "Waiting for stock"
    assert row["Grounds"] == "Defective"
    assert (row["Came"], row["Goes for it"]) == (CHARGER, CHARGER)
    assert (row["Pieces"], row["In shortage"]) == (3, 2)


def test_a_long_list_takes_no_more_queries(w: World) -> None:
    browser = Browser(w.hejing)
    swapped(w)
    browser.page("/exchanges/")
    with CaptureQueriesContext(connection) as few:
        browser.page("/exchanges/")
    for _ in range(4):
        swapped(w)

    with CaptureQueriesContext(connection) as many:
        browser.page("/exchanges/")

    assert len(many) == len(few)


@pytest.mark.req("S2.2.2c")
@pytest.mark.req("S3.4.3")
def test_a_page_names_both_pieces_the_papers_and_the_state(w: World) -> None:
    order = exchanged(w)
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)
    ready = {promise.pk: promise.open for promise in dispatch.ready(w.agent())}
    document = dispatch.issue(w.agent(), ready, by=w.hejing)
    posting.post(document.pk, by=w.linlan)

    page = Browser(w.hejing).page(f"/exchanges/{order.number}/")

    for path in (
        "/units/PANEL1/",
        "/units/NEW1/",
        f"/documents/{order.judgement}/",
        f"/documents/{document}/",
        f"/consignments/{order.line.consignment}/",
        f"/repair-orders/{RepairOrder.objects.get()}/",
    ):
        assert f'href="{path}"' in page
    assert "Not repairable" in page
    assert "Being shipped" in page
    assert "Hejing ·" in page


@pytest.mark.req("S2.2.7")
@pytest.mark.req("S3.4.4")
def test_a_page_names_the_shortage_and_a_shortage_its_order(w: World) -> None:
    order = swapped(w)
    shortage, browser = order.demand.shortage_no, Browser(w.hejing)

    assert f'href="/shortages/{shortage}/"' in browser.page(f"/exchanges/{order.number}/")
    assert f'href="/exchanges/{order.number}/"' in browser.page(f"/shortages/{shortage}/")


def test_every_page_that_shows_an_order_leads_to_it(w: World) -> None:
    order = exchanged(w)
    dispatch.pick(w.agent(), "NEW1", by=w.hejing)
    bench_order, browser = RepairOrder.objects.get(), Browser(w.linlan)
    link = f'href="/exchanges/{order.number}/"'

    for path in (
        "/units/PANEL1/",
        "/units/NEW1/",
        f"/consignments/{order.line.consignment}/",
        f"/documents/{order.judgement}/",
        f"/repair-orders/{bench_order}/",
    ):
        assert link in browser.page(path), path


def test_the_register_leads_to_the_pair(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    order = swapped(w)

    assert f'href="/exchanges/{order.number}/"' in Browser(w.qinyong).page("/turnover-register/")


def test_who_may_not_open_an_order_reads_its_number_without_a_link(w: World) -> None:
    order = swapped(w)
    clerk = Browser(w.dinghang)

    page = clerk.page(f"/shortages/{order.demand.shortage_no}/")

    assert order.number in page
    assert f"/exchanges/{order.number}/" not in page
    assert clerk.get(f"/exchanges/{order.number}/").status_code == 403


@pytest.mark.req("R-SCAN")
def test_a_scanned_number_leads_to_the_order(w: World) -> None:
    order = swapped(w)

    answer = Browser(w.qinyong).get("/scan/", {"q": f" {order.number.lower()}\r\n"})

    assert answer.headers["Location"] == f"/exchanges/{order.number}/"


@pytest.mark.req("R-SCOPE", "INV-15")
def test_an_agent_finds_his_own_orders_and_no_others(w: World) -> None:
    mine, others = swapped(w), swapped(w, "DL-37-01")
    user = w.person("agent1", Role.AGENT)
    partners.let_act_for(w.agent(), user, by=w.admin)

    assert [one.number for one in lookup(mine.number, user)] == [mine.number]
    assert lookup(others.number, user) == []
    assert list(exchange_orders.seen_by(user)) == [mine]


def test_an_unknown_number_is_not_found(w: World) -> None:
    assert Browser(w.hejing).get("/exchanges/EX202001010001/").status_code == 404


def test_a_line_that_was_swapped_lies_nowhere_untreated(w: World) -> None:
    order = swapped(w)
    page = Browser(w.hejing).page(f"/consignments/{order.line.consignment}/")

    assert ExchangeLine.objects.get().owed == 3
    assert '<td data-label="Place">—</td>' in page
