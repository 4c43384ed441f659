"""The list page: filtered, sorted, paged and exported by its URL."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shouhou.accounts.models import TrailEntry
from shouhou.web import exports
from shouhou.web.paging import Order, page_of

START = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture
def acts(chen, li):
    """120 acts, three at each instant, so that pages must break inside equal keys."""
    return TrailEntry.objects.bulk_create(
        TrailEntry(
            at=START + timedelta(hours=at // 3),
            actor=(chen, li)[at % 2],
            verb=("stock.post", "shipping.pack")[at % 2],
            subject_label=f"SO{at:04}",
            after={"state": "draft", "quantity": at, "amount_fen": at * 100},
        )
        for at in range(120)
    )


def labels(answer):
    """The subjects a page shows, in order."""
    return re.findall(r">(SO\d{4})<", answer.content.decode())


def link(answer, rel):
    """Where the pager leads."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', answer.content.decode())
    return found and "/acts/" + found[1].replace("&amp;", "&")


@pytest.mark.parametrize("name", ["at", "-at", "verb", "-verb", "actor__username", "-id"])
def test_pages_forth_and_back_show_every_row_once_and_in_order(acts, name):
    order = Order.named(name)
    rows = TrailEntry.objects.filter(subject_label__startswith="SO").select_related("actor")
    expected = [row.pk for row in order.apply(rows)]

    forth, page = [], page_of(rows, order, size=7)
    while True:
        forth += [row.pk for row in page.rows]
        last = page
        if not page.after:
            break
        page = page_of(rows, order, size=7, after=page.after)
    back = [row.pk for row in last.rows]
    while page.before:
        page = page_of(rows, order, size=7, before=page.before)
        back = [row.pk for row in page.rows] + back

    assert forth == expected
    assert back == expected


def test_the_pager_leads_on_and_back_again(browser_of_chen, acts):
    first = browser_of_chen.get("/acts/?q=SO&sort=id")
    second = browser_of_chen.get(link(first, "next"))
    again = browser_of_chen.get(link(second, "prev"))

    assert labels(first)[0] == "SO0000"
    assert labels(second)[0] == "SO0050"
    assert labels(again) == labels(first)
    assert link(first, "prev") is None


def test_a_page_costs_the_same_few_queries_however_many_rows(
    browser_of_chen, acts, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        browser_of_chen.get("/acts/")


@pytest.mark.parametrize("name", ["password", "actor__password", "-after", "at,id", "id; drop"])
def test_a_sort_that_no_heading_offers_is_refused(browser_of_chen, name):
    answer = browser_of_chen.get("/acts/", {"sort": name})

    assert answer.status_code == 422
    assert "cannot be sorted" in answer.content.decode()


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WzEsMl0x", "eyJhIjoxfQ", "WyJub3QgYSB0aW1lIiwxXQ", "汉", "W3t9LDFd"]
)
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_cursor_that_nobody_gave_is_refused(browser_of_chen, acts, side, cursor):
    answer = browser_of_chen.get("/acts/", {side: cursor})

    assert answer.status_code == 422


def test_what_people_typed_stands_in_the_list_as_text(browser_of_chen, chen):
    TrailEntry.objects.create(actor=chen, verb="x", subject_label="<script>alert(1)</script>")

    page = browser_of_chen.get("/acts/").content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_filters_narrow_and_a_filter_that_makes_no_sense_shows_nothing(browser_of_chen, acts):
    assert len(labels(browser_of_chen.get("/acts/?q=SO001"))) == 10
    nonsense = browser_of_chen.get("/acts/?outcome=bribed")

    assert labels(nonsense) == []
    assert "Select a valid choice" in nonsense.content.decode()


def test_an_empty_list_says_what_to_do(browser_of_chen):
    assert "Acts appear here as they happen" in browser_of_chen.get("/acts/").content.decode()
    filtered = browser_of_chen.get("/acts/?q=nothing").content.decode()
    assert "No row fits these filters" in filtered


def test_the_workbook_holds_exactly_the_rows_and_columns_of_the_screen(browser_of_chen, acts):
    page = browser_of_chen.get("/acts/?q=SO00&sort=id")
    answer = browser_of_chen.get("/acts/?q=SO00&sort=id&export=xlsx")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.getvalue())).get_sheet_by_index(0)

    heading, *rows = sheet.to_python()
    assert heading[:3] == ["Number", "Time", "Person"]
    assert len(rows) == 100
    assert [row[4] for row in rows[:50]] == labels(page)
    assert rows[7][7:] == [7, 7.0]
    assert rows[0][1].isoformat() == "2026-11-01T16:00:00"
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.req("R-AUD")
def test_an_export_is_in_the_trail(browser_of_chen, chen):
    browser_of_chen.get("/acts/?q=post&export=xlsx").getvalue()

    entry = TrailEntry.objects.get(verb="web.export_list")
    assert entry.actor == chen
    assert entry.after["list"] == "/acts/"
    assert "q=post" in entry.after["filters"]


def test_a_list_too_long_for_a_workbook_is_refused(browser_of_chen, acts, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 100)

    answer = browser_of_chen.get("/acts/?q=SO&export=xlsx")

    assert answer.status_code == 422
    assert "more than 100 rows" in answer.content.decode()
    assert not TrailEntry.objects.filter(verb="web.export_list").exists()


def test_headings_offer_the_other_direction(browser_of_chen, acts):
    page = browser_of_chen.get("/acts/?sort=verb").content.decode()

    assert 'aria-sort="ascending"' in page
    assert "sort=-verb" in page
    assert "sort=at" in page
