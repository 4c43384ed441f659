"""What is asked about an agent's account, decided by another, and what follows from a yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shouhou.catalog.models import PartSubstitute
from shouhou.exchange.models import AccountRequest, ExchangeOrder, ReturnObligation, Settlement
from shouhou.flows import account_requests, old_parts, posting, swapping
from shouhou.flows.account_requests import Wanted
from shouhou.kernel import clock
from shouhou.reports import accounts
from shouhou.stock.models import Demand
from tests.flows import story
from tests.flows.test_old_parts import CHARGER, DEAD, debts
from tests.world import World, books_are_clean, refused


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def two_short(w: World) -> Demand:
    """Three chargers swapped with one in stock: two are short."""
    w.good_stock(w.part(CHARGER), 1)
    return story.swapped(w, story.came(w, CHARGER, "3").pk, 3).demand


@pytest.mark.req("S2.2.7", "INV-4")
def test_what_the_agent_gives_up_is_owed_no_more_once_the_supervisor_agrees(w: World) -> None:
    shortage = two_short(w)
    asked = account_requests.ask_giving_up(
        shortage.pk, Wanted(1, "代理放弃, 微信截图"), by=w.hejing
    )
    assert debts(w) == (3, 0)

    account_requests.grant(asked.pk, by=w.linlan)

    shortage.refresh_from_db()
    assert (shortage.missing, debts(w)) == (1, (2, 0))
    waived = Settlement.objects.get(kind="waived")
    assert waived.reason == f"{asked.number} 代理放弃, 微信截图"


@pytest.mark.req("R-SOD")
def test_nobody_decides_what_he_asked(w: World) -> None:
    shortage = two_short(w)
    asked = account_requests.ask_giving_up(shortage.pk, Wanted(1, "代理放弃"), by=w.hejing)

    with refused("accounts.not_your_role"):
        account_requests.grant(asked.pk, by=w.hejing)
    with pytest.raises(IntegrityError, match="nobody_decides_what_he_asked"), transaction.atomic():
        AccountRequest.objects.filter(pk=asked.pk).update(decided_by=w.hejing)

    asked.refresh_from_db()
    assert (asked.state, debts(w)) == ("asked", (3, 0))


def test_a_no_takes_a_reason_and_changes_nothing(w: World) -> None:
    shortage = two_short(w)
    asked = account_requests.ask_giving_up(shortage.pk, Wanted(2, "代理放弃"), by=w.hejing)

    with refused("exchange.reason_missing"):
        account_requests.refuse(asked.pk, reason="", by=w.linlan)
    account_requests.refuse(asked.pk, reason="货下周到", by=w.linlan)
    with refused("workflow.not_now"):
        account_requests.grant(asked.pk, by=w.linlan)

    shortage.refresh_from_db()
    assert (shortage.missing, debts(w)) == (2, (3, 0))


def test_what_was_withdrawn_is_not_decided(w: World) -> None:
    shortage = two_short(w)
    asked = account_requests.ask_giving_up(shortage.pk, Wanted(2, "代理放弃"), by=w.hejing)
    account_requests.withdraw(asked.pk, by=w.luomin)

    with refused("workflow.not_now"):
        account_requests.grant(asked.pk, by=w.linlan)


def test_more_than_is_short_is_not_given_up(w: World) -> None:
    shortage = two_short(w)

    with refused("accounts.not_your_role"):
        account_requests.ask_giving_up(shortage.pk, Wanted(1, "代理放弃"), by=w.qinyong)
    with refused("exchange.not_that_many"):
        account_requests.ask_giving_up(shortage.pk, Wanted(3, "代理放弃"), by=w.hejing)
    asked = account_requests.ask_giving_up(shortage.pk, Wanted(2, "代理放弃"), by=w.hejing)
    w.good_stock(w.part(CHARGER), 2)
    posting.demands.fill_shortages(w.part(CHARGER).holdings.values_list("pk", flat=True))
    with refused("stock.not_that_short"):
        account_requests.grant(asked.pk, by=w.linlan)

    assert debts(w) == (3, 0)


@pytest.mark.req("INV-5")
def test_old_parts_are_waived_by_the_supervisor(w: World) -> None:
    w.good_stock(w.part(CHARGER), 3)
    obligation = story.issued_in_advance(w, CHARGER, 3)

    asked = account_requests.ask_waiving(obligation.pk, Wanted(2, "鼓包不可寄"), by=w.tangxiao)
    account_requests.grant(asked.pk, by=w.linlan)

    assert debts(w) == (0, 1)


@pytest.mark.req("INV-5")
def test_old_parts_are_charged_by_finance_and_only_after_their_day(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)
    wanted = Wanted(1, "逾期未返")

    with refused("exchange.not_overdue"):
        account_requests.ask_charging(obligation.pk, wanted, by=w.hejing)
    with clock.set_to(clock.now() + timedelta(days=61)):
        asked = account_requests.ask_charging(obligation.pk, wanted, by=w.hejing)
        with refused("accounts.not_your_role"):
            account_requests.grant(asked.pk, by=w.linlan)
        account_requests.grant(asked.pk, by=w.fin1)

    assert debts(w) == (0, 0)
    assert Settlement.objects.get(kind="charged").obligation == obligation


def test_what_is_in_the_house_already_is_not_waived_too(w: World) -> None:
    w.good_stock(w.part(CHARGER), 2)
    obligation = story.issued_in_advance(w, CHARGER, 2)
    asked = account_requests.ask_waiving(obligation.pk, Wanted(2, "免返"), by=w.hejing)
    taken = old_parts.take(story.came(w, CHARGER, "1").pk, 1, obligation.pk, DEAD, by=w.qinyong)

    with refused("exchange.not_that_much_owed"):
        account_requests.grant(asked.pk, by=w.linlan)

    posting.post(taken.document_id, by=w.linlan)
    assert debts(w) == (0, 1)


def test_what_is_owed_is_never_settled_twice_or_below_nothing(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    obligation = story.issued_in_advance(w, CHARGER)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnObligation.objects.filter(pk=obligation.pk).update(settled=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnObligation.objects.filter(pk=obligation.pk).update(due_on=clock.today())


def approved_substitute(w: World, part_no: str) -> None:
    """A part that may stand in for the charger."""
    PartSubstitute.objects.create(
        part=w.part(CHARGER),
        substitute=w.part(part_no),
        last_edited_by=w.tangxiao,
        approved_by=w.linlan,
    )


@pytest.mark.req("S2.2.7", "S2.2.2c")
def test_a_substitute_is_promised_for_what_is_short_and_settles_the_same_debt(w: World) -> None:
    shortage = two_short(w)
    approved_substitute(w, "CHG-S5-02B")
    w.good_stock(w.part("CHG-S5-02B"), 2)

    new = swapping.offer_substitute(shortage.pk, w.part("CHG-S5-02B"), by=w.hejing)
    shortage.refresh_from_db()
    story.shipped(w)

    old = ExchangeOrder.objects.get(demand=shortage)
    assert (new.replaces, new.quantity, new.demand.since) == (old, 2, shortage.since)
    assert (shortage.missing, accounts.owed_to(w.agent())) == (0, 0)


def test_a_substitute_that_nobody_approved_is_refused(w: World) -> None:
    shortage = two_short(w)

    with refused("exchange.substitute_not_approved"):
        swapping.offer_substitute(shortage.pk, w.part("CHG-S5-02B"), by=w.hejing)
    approved_substitute(w, "CHG-S5-02B")
    with refused("accounts.not_your_role"):
        swapping.offer_substitute(shortage.pk, w.part("CHG-S5-02B"), by=w.zhouqi)

    shortage.refresh_from_db()
    assert (shortage.missing, ExchangeOrder.objects.count()) == (2, 1)
