"""Closed months: nothing is posted into one, and what it said stays provable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from shouhou.kernel import clock
from shouhou.stock import chain
from shouhou.stock.commands import documents, periods, reversals
from shouhou.stock.models import ChainHead, Document, PeriodClose
from tests.stock.books import refused_and_unchanged
from tests.stock.test_posting import sent
from tests.world import World, books_are_clean

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)
# 31 October 2026 is a Saturday: the last working day is the Friday before it.
LAST_WORKING_DAY = date(2026, 10, 30)


@contextmanager
def on(day: date, hour: int = 6) -> Iterator[None]:
    """At an hour UTC of a day."""
    with clock.set_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC)):
        yield


@pytest.fixture
def w(w: World) -> World:
    """Books that begin in October 2026, with a transfer of it."""
    with on(date(2026, 10, 12)):
        w.good_stock(w.part("CHG-5V"), 100)
        moved(w)
    return w


def moved(w: World) -> Document:
    return w.post(w.submitted("transfer_out", [sent(w, 1)], by=w.qinyong), by=w.linlan)


def close(w: World, last_day: date, **extra: object) -> PeriodClose:
    return periods.close(last_day, **({"open_points": {}, "by": w.linlan} | extra))


@pytest.mark.req("R-PER", "S2.5.R7")
def test_what_is_posted_after_the_close_counts_for_the_next_month(w: World) -> None:
    with on(LAST_WORKING_DAY):
        before = moved(w)
        closed = close(w, OCTOBER)
        after = moved(w)
    with on(date(2026, 11, 2)):
        monday = moved(w)

    assert before.book_date == LAST_WORKING_DAY
    assert after.book_date == date(2026, 11, 1)
    assert monday.book_date == date(2026, 11, 2)
    assert closed.seal_number == before.seal.number
    books_are_clean()


@pytest.mark.req("R-PER")
def test_reversing_a_document_of_a_closed_month_books_into_the_open_one(w: World) -> None:
    with on(LAST_WORKING_DAY):
        october = moved(w)
        close(w, OCTOBER)
        reversal = reversals.draft(october.pk, reason="多发", by=w.qinyong)
        posted = documents.post(reversal.pk, by=w.linlan)

    october.refresh_from_db()
    assert october.book_date == LAST_WORKING_DAY
    assert posted.book_date == date(2026, 11, 1)


@pytest.mark.req("R-PER")
def test_a_clock_that_was_set_back_posts_into_no_closed_month(w: World) -> None:
    with on(date(2026, 11, 3)):
        close(w, OCTOBER)
    with on(date(2026, 10, 20)):
        late = w.submitted("transfer_out", [sent(w, 1)], by=w.qinyong)
        documents.post(late.pk, by=w.linlan)

    late.refresh_from_db()
    assert late.book_date == date(2026, 11, 1)


@pytest.mark.req("S2.5.R7")
def test_months_are_closed_one_after_the_other_and_once(w: World) -> None:
    with on(date(2026, 12, 1)):
        for wrong, code in (
            (SEPTEMBER, "stock.another_month_first"),
            (NOVEMBER, "stock.another_month_first"),
            (date(2026, 10, 30), "stock.another_month_first"),
        ):
            with refused_and_unchanged(code):
                close(w, wrong)
        close(w, OCTOBER)
        for again in (OCTOBER, SEPTEMBER):
            with refused_and_unchanged("stock.month_closed"):
                close(w, again)
        close(w, NOVEMBER)

    assert ChainHead.objects.get().closed_until == NOVEMBER
    assert [one.last_day for one in PeriodClose.objects.order_by("pk")] == [OCTOBER, NOVEMBER]


@pytest.mark.req("S2.5.R7")
def test_a_month_is_closed_from_its_last_working_day_on(w: World) -> None:
    with on(date(2026, 10, 29)), refused_and_unchanged("stock.month_not_over") as caught:
        close(w, OCTOBER)
    assert caught.value.facts["day"] == LAST_WORKING_DAY

    with on(LAST_WORKING_DAY):
        close(w, OCTOBER)


@pytest.mark.req("S2.5.R7")
def test_open_points_need_a_reason_which_stands_in_the_close(w: World) -> None:
    with on(LAST_WORKING_DAY):
        with refused_and_unchanged("stock.open_points_need_a_reason"):
            close(w, OCTOBER, open_points={"waiting": 2, "in_transit": 0}, reason="  ")
        closed = close(w, OCTOBER, open_points={"waiting": 2, "in_transit": 0}, reason="月末在途")

    closed.refresh_from_db()
    assert closed.open_points == {"waiting": 2}
    assert closed.reason == "月末在途"


@pytest.mark.req("S2.5.R7")
def test_only_the_supervisor_closes_a_month(w: World) -> None:
    for somebody in (w.hejing, w.qinyong, w.tangxiao, w.mgmt1, w.fin1, w.admin):
        with on(LAST_WORKING_DAY), refused_and_unchanged("accounts.not_your_role"):
            close(w, OCTOBER, by=somebody)


def test_nothing_posted_is_nothing_to_close(db: None) -> None:
    w = World()
    assert w.linlan
    with refused_and_unchanged("stock.month_empty"):
        close(w, OCTOBER)


@pytest.mark.req("R-PER", "INV-12")
def test_the_head_at_the_close_is_asked_for_when_the_ledger_is_verified(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with on(LAST_WORKING_DAY):
        closed = close(w, OCTOBER)
    assert chain.verify().faults == ()

    monkeypatch.setattr(PeriodClose, "anchor", f"{closed.seal_number}:{'0' * 64}")
    assert "does not stand in the chain" in chain.verify().faults[0]
