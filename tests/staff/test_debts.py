"""The agents' accounts on the screen: both debts line by line, and what is asked about them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.exchange.models import AccountRequest, ReturnSettlement
from shouhou.kernel import clock
from shouhou.reports import accounts
from tests.flows import story
from tests.staff.workshop_scene import Browser, orders
from tests.world import World

CHARGER, PANEL = "CHG-S5-01B", "LCD-S5-01B"


@pytest.mark.req("S2.2.3c", "INV-4")
def test_an_account_names_every_piece_we_owe_where_it_is_and_what_it_waits_for(w: World) -> None:
    order = orders(w)[0]

    page = Browser(w.hejing).page("/agents/DL-44-01/")

    for said in ("PANEL1", "On the bench", order.number, order.consignment_no):
        assert said in page


@pytest.mark.req("INV-5")
def test_an_account_names_every_old_part_the_agent_owes_and_when_it_is_late(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    obligation = story.issued_in_advance(w, CHARGER, 2)
    desk = Browser(w.hejing)

    assert obligation.issued_by_line.document.number in desk.page("/agents/DL-44-01/")
    assert "Overdue" not in desk.page(f"/obligations/{obligation.pk}/")
    with clock.set_to(clock.now() + timedelta(days=61)):
        assert "Overdue" in Browser(w.hejing).page(f"/obligations/{obligation.pk}/")
        assert "Old parts overdue" in Browser(w.tangxiao).page("/")


@pytest.mark.req("S2.2.3c", "R-SOD")
def test_an_issue_in_advance_is_asked_at_the_desk_and_granted_by_the_supervisor(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    w.agent()
    desk, boss = Browser(w.hejing), Browser(w.linlan)
    form = {"part": CHARGER, "quantity": "1", "reason": "a customer waits"}

    assert desk.press("/agents/DL-44-01/advance/ask/", **form | {"reason": ""}).status_code == 422
    desk.press("/agents/DL-44-01/advance/ask/", **form)
    asked = AccountRequest.objects.get()
    page = f"/account-requests/{asked.number}/"
    assert f"{page}grant/" not in desk.page(page)
    assert desk.press(f"{page}grant/").status_code == 403
    assert asked.number in boss.page("/")
    boss.press(f"{page}grant/")

    asked.refresh_from_db()
    assert (asked.state, asked.demand.promised) == ("granted", 1)
    assert CHARGER in desk.page("/ready/DL-44-01/")


def test_a_request_that_is_refused_says_why(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    Browser(w.hejing).press(f"/obligations/{obligation.pk}/waive/", quantity="1", reason="lost")
    asked = AccountRequest.objects.get(kind="waive")
    page = f"/account-requests/{asked.number}/"

    assert Browser(w.linlan).press(f"{page}refuse/", reason=" ").status_code == 422
    Browser(w.linlan).press(f"{page}refuse/", reason="it is insured")

    assert "it is insured" in Browser(w.hejing).page(page)
    assert accounts.summary(w.agent()).outstanding == 1


def test_more_old_parts_than_are_lacking_are_not_waived(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    path = f"/obligations/{obligation.pk}/waive/"

    for wrong in ({"quantity": "2"}, {"quantity": "0"}, {"quantity": "x"}):
        answer = Browser(w.hejing).press(path, reason="lost", **wrong)
        assert answer.status_code == 422

    assert not AccountRequest.objects.filter(kind="waive").exists()


@pytest.mark.req("INV-5", "S3.4.2")
def test_the_custodian_takes_an_old_part_at_the_turnover_desk(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    obligation = story.issued_in_advance(w, CHARGER)
    line = story.came(w, CHARGER, "2")
    keeper = Browser(w.qinyong)
    form = {"obligation": str(obligation.pk), "quantity": "1", "measured": "0 V"}

    assert f"/turnover/{line.pk}/old-part/" in keeper.page("/turnover/")
    assert obligation.issued_by_line.document.number in keeper.page(
        f"/turnover/{line.pk}/old-part/"
    )
    path = f"/turnover/{line.pk}/take/"
    for wrong in ({"measured": ""}, {"quantity": "2"}, {"obligation": "0"}):
        answer = keeper.press(path, grounds="defective", **form | wrong)
        assert answer.status_code == 422
    assert not ReturnSettlement.objects.exists()
    keeper.press(path, grounds="defective", **form)
    taken = ReturnSettlement.objects.get()
    supervisor, document = Browser(w.linlan), f"/documents/{taken.document.number}/"
    assert supervisor.get("/scan/", {"q": taken.number}).headers["Location"] == document
    supervisor.press(f"{document}post/")

    assert accounts.summary(w.agent()) == accounts.Summary(owed=1, outstanding=0, overdue=0)


@pytest.mark.req("INV-5")
def test_a_piece_on_the_bench_is_marked_as_the_old_part_and_its_agent_gets_no_other(
    w: World,
) -> None:
    w.good_units(w.part(PANEL), ["NEW1"])
    obligation = story.issued_in_advance(w, PANEL)
    order = story.came(w, PANEL, "OLD1").repair_order
    page, desk = f"/repair-orders/{order.number}/", Browser(w.hejing)

    assert f"{page}mark/" in desk.page(page)
    assert f"{page}mark/" not in Browser(w.zhouqi).page(page)
    desk.press(f"{page}mark/", obligation=str(obligation.pk))
    assert "Nothing goes back for it." in desk.page(page)
    desk.press(f"{page}unmark/", reason="the agent wants it back")

    assert f"{page}mark/" in desk.page(page)


@pytest.mark.req("R-SCOPE")
def test_an_old_part_that_does_not_exist_is_not_found(w: World) -> None:
    assert Browser(w.hejing).get("/obligations/999/").status_code == 404
    assert Browser(w.hejing).get("/account-requests/AR202601010001/").status_code == 404
    assert Browser(w.hejing).press("/obligations/999/waive/").status_code == 404
