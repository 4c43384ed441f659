"""The pages of the months: the checklist, the close, and who is reminded of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from shouhou.kernel import clock
from shouhou.reports.todo import queues_of
from shouhou.stock.models import PeriodClose
from tests.world import World

NOW = datetime(2026, 11, 2, 6, tzinfo=UTC)


@pytest.fixture
def w(w: World) -> Iterator[World]:
    """Books that begin in October, looked at on the second of November."""
    with clock.set_to(datetime(2026, 10, 12, 6, tzinfo=UTC)):
        w.good_stock(w.part("CHG-5V"), 5)
    with clock.set_to(NOW):
        yield w


def at(client: Client, w: World, username: str = "linlan") -> Client:
    client.force_login(getattr(w, username))
    return client


def closed(client: Client, month: str = "2026-10", reason: str = "") -> str:
    said = {"reason": reason, "request_key": str(uuid4())}
    return client.post(f"/months/{month}/close/", said, follow=True).content.decode()


@pytest.mark.req("S2.5.R7")
def test_the_supervisor_is_reminded_sees_what_is_open_and_closes(client: Client, w: World) -> None:
    at(client, w)
    assert "month" in {queue.key for queue in queues_of(w.linlan)}

    page = client.get("/months/2026-10/").content.decode()
    assert "/turnover-register/2026-10-12/" in page
    assert "月结关账" in page

    assert "月结清单还有 1 项未完成" in closed(client)
    page = closed(client, reason="周转库日结漏做")
    assert "2026-10 已关账。" in page
    assert "周转库日结漏做" in page
    assert "月结关账" not in page
    assert PeriodClose.objects.get().closed_by == w.linlan
    assert "month" not in {queue.key for queue in queues_of(w.linlan)}


def test_the_list_says_of_every_month_where_it_stands(client: Client, w: World) -> None:
    page = at(client, w).get("/months/").content.decode()

    assert page.index("2026-11") < page.index("2026-10")
    assert "待关账" in page
    assert "月结关账" not in client.get("/months/2026-11/").content.decode()


@pytest.mark.parametrize("month", ["2026-09", "2026-12", "2026-13", "0000-01"])
def test_a_month_that_the_books_do_not_reach_is_not_found(
    client: Client, w: World, month: str
) -> None:
    assert at(client, w).get(f"/months/{month}/").status_code == 404


@pytest.mark.req("S2.5.R7")
def test_others_look_and_do_not_close(client: Client, w: World) -> None:
    at(client, w, "fin1")
    assert "月结关账" not in client.get("/months/2026-10/").content.decode()
    assert client.post("/months/2026-10/close/", {"request_key": str(uuid4())}).status_code == 403
    assert not PeriodClose.objects.exists()
