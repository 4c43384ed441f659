"""The register of shortages on the screen: seen, noted, settled otherwise, put first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.catalog.models import PartSubstitute
from shouhou.exchange.models import AccountRequest, ExchangeOrder
from shouhou.kernel import clock
from shouhou.reports import accounts
from shouhou.stock.commands import demands
from shouhou.stock.commands.demands import Wish
from shouhou.stock.models import Demand
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.staff.workshop_scene import Browser
from tests.world import World


def short(w: World, agent: str = "DL-44-01", quantity: int = 3) -> Demand:
    """A shortage of chargers."""
    wish = Wish(w.agent(agent), w.part("CHG-S5-01B"), quantity, place(Code.TURNOVER))
    return demands.demand(wish, by=w.qinyong)


def swapped_for_nothing(w: World) -> Demand:
    """Three chargers came and were swapped; there was no good one."""
    return story.swapped(w, story.came(w, "CHG-S5-01B", "3").pk, 3).demand


def test_the_register_lists_what_is_short_the_oldest_first(w: World) -> None:
    first, second = short(w), short(w, "DL-37-01")

    page = Browser(w.hejing).page("/shortages/")

    assert page.index(first.shortage_no) < page.index(second.shortage_no)
    assert page.count(">No stock</td>") == 2


@pytest.mark.req("S2.2.7")
def test_arrivals_fill_the_older_shortage_first_and_it_leaves_the_register(w: World) -> None:
    older, younger = short(w), short(w, "DL-37-01", 4)
    desk = Browser(w.hejing)

    w.good_stock(w.part("CHG-S5-01B"), 5)
    demands.fill_shortages(w.part("CHG-S5-01B").holdings.values_list("pk", flat=True))

    page = desk.page("/shortages/")
    younger.refresh_from_db()
    assert older.shortage_no not in page
    assert younger.missing == 2
    assert older.shortage_no in desk.page("/shortages/?which=over")


def test_the_expected_day_and_the_call_to_the_agent_are_noted(w: World) -> None:
    shortage = short(w)
    day, today = clock.today() + timedelta(days=9), clock.today()

    Browser(w.hejing).press(
        f"/shortages/{shortage.shortage_no}/expect/",
        expected_on=day.isoformat(),
        told_on=today.isoformat(),
    )

    shortage.refresh_from_db()
    assert shortage.expected_on == day
    assert clock.day_of(shortage.agent_told_at) == today
    assert "Noted when it comes" in Browser(w.hejing).page(f"/shortages/{shortage.shortage_no}/")


@pytest.mark.parametrize(
    ("field", "days"), [("expected_on", -1), ("told_on", 1), ("expected_on", None)]
)
def test_impossible_days_are_refused(w: World, field: str, days: int | None) -> None:
    shortage = short(w)
    typed = "soon" if days is None else (clock.today() + timedelta(days=days)).isoformat()

    answer = Browser(w.hejing).press(f"/shortages/{shortage.shortage_no}/expect/", **{field: typed})

    shortage.refresh_from_db()
    assert answer.status_code == 422
    assert (shortage.expected_on, shortage.agent_told_at) == (None, None)


@pytest.mark.req("S2.2.7")
def test_what_the_agent_gives_up_is_asked_with_a_reason_and_granted_by_the_supervisor(
    w: World,
) -> None:
    shortage = swapped_for_nothing(w)
    desk, path = Browser(w.hejing), f"/shortages/{shortage.shortage_no}/close/"

    assert desk.press(path, quantity="2", reason=" ").status_code == 422
    assert desk.press(path, quantity="4", reason="waived").status_code == 422
    assert not AccountRequest.objects.exists()
    desk.press(path, quantity="2", reason="the agent gave it up")
    asked = AccountRequest.objects.get()
    Browser(w.linlan).press(f"/account-requests/{asked.number}/grant/")

    shortage.refresh_from_db()
    assert (shortage.closed, shortage.missing) == (2, 1)
    assert accounts.owed_to(shortage.agent) == 1


@pytest.mark.req("S2.2.7")
def test_an_approved_substitute_is_offered_for_what_is_short_and_no_other(w: World) -> None:
    shortage = swapped_for_nothing(w)
    other, path = w.part("CHG-S5-02B"), f"/shortages/{shortage.shortage_no}/"
    desk = Browser(w.hejing)
    assert f"{path}substitute/" not in desk.page(path)
    PartSubstitute.objects.create(
        part=shortage.part, substitute=other, last_edited_by=w.tangxiao, approved_by=w.linlan
    )

    assert other.part_no in desk.page(path)
    assert desk.press(f"{path}substitute/", substitute="CHG-S5-03B").status_code == 422
    desk.press(f"{path}substitute/", substitute=other.part_no)

    shortage.refresh_from_db()
    new = ExchangeOrder.objects.get(part=other)
    assert (shortage.missing, new.quantity, new.demand.missing) == (0, 3, 3)


@pytest.mark.req("S2.2.7")
def test_the_supervisor_puts_a_shortage_first_with_a_reason(w: World) -> None:
    _older, younger = short(w), short(w, "DL-37-01")
    boss, path = Browser(w.linlan), f"/shortages/{younger.shortage_no}/prioritise/"

    assert boss.press(path, priority="5", reason="").status_code == 422
    assert Browser(w.hejing).press(path, priority="5", reason="x").status_code == 403
    boss.press(path, priority="5", reason="a hospital waits")

    assert Demand.objects.short().first() == younger


def test_forms_are_shown_to_those_who_may_use_them(w: World) -> None:
    shortage = short(w)
    page = f"/shortages/{shortage.shortage_no}/"

    assert f"{page}close/" in Browser(w.hejing).page(page)
    assert f"{page}prioritise/" not in Browser(w.hejing).page(page)
    assert f"{page}prioritise/" in Browser(w.linlan).page(page)
    assert f"{page}expect/" not in Browser(w.zhouqi).page(page)
    assert Browser(w.admin).get(page).status_code == 403
    assert Browser(w.admin).get("/shortages/").status_code == 403
