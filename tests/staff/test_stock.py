"""Stock on the screen: today and on any past day, and the card behind every number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.kernel import clock
from shouhou.reports.bin_card import page_of_card
from shouhou.stock.models import Condition, Holding
from shouhou.stock.places import Code, place
from tests.staff.workshop_scene import Browser
from tests.world import World

CHARGER = "CHG-S5-01B"


def card_of(w: World) -> Holding:
    """The chargers in the main warehouse."""
    return Holding.objects.get(
        place=place(Code.MAIN), part=w.part(CHARGER), condition=Condition.GOOD
    )


def test_the_list_is_filtered_by_part_place_condition_and_lot(w: World) -> None:
    w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)
    w.good_units(w.part("LCD-S5-01B"), ["PANEL1"])
    browser = Browser(w.linlan)

    def shown(query: str) -> list[str]:
        page = browser.page(f"/stock/?{query}")
        return [part_no for part_no in (CHARGER, "LCD-S5-01B") if f">{part_no}<" in page]

    assert shown("") == [CHARGER, "LCD-S5-01B"]
    assert shown("q=chg") == [CHARGER]
    assert shown("place=TURNOVER") == ["LCD-S5-01B"]
    assert shown("condition=pending") == []
    assert shown("lot=C7") == []


def test_every_number_leads_to_its_card_and_the_sums_to_their_rows(w: World) -> None:
    w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)

    page = Browser(w.linlan).page("/stock/")

    assert f'href="/stock/{card_of(w).pk}/"' in page
    assert 'href="?condition=good"' in page
    assert ">40<" in page


def test_a_past_day_shows_what_stood_there_at_its_end(w: World) -> None:
    yesterday = clock.now() - timedelta(days=1)
    with clock.set_to(yesterday):
        w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)
    w.good_stock(w.part(CHARGER), 5, at=Code.MAIN)
    browser = Browser(w.linlan)

    today, before = (
        browser.page(f"/stock/?day={clock.day_of(day)}") for day in (clock.now(), yesterday)
    )
    long_ago = browser.page(f"/stock/?day={clock.day_of(yesterday) - timedelta(days=1)}")

    assert ">45<" in today
    assert "Reserved" in today
    assert ">40<" in before
    assert "Reserved" not in before
    assert CHARGER not in long_ago


@pytest.mark.req("S2.4.1d")
def test_the_card_ends_at_the_balance_of_the_books_on_every_page(w: World) -> None:
    for pieces in (40, 5, 7, 1):
        w.good_stock(w.part(CHARGER), pieces, at=Code.MAIN)
    holding = card_of(w)

    first = page_of_card(holding, size=3)
    rest = page_of_card(holding, size=3, before=first.before)

    assert [row.balance for row in first.rows] == [53, 52, 45]
    assert first.brought_forward == 40
    assert [(row.came_in, row.balance) for row in rest.rows] == [(40, 40)]
    assert (rest.brought_forward, rest.before) == (0, 0)


@pytest.mark.req("S2.4.1d")
def test_the_card_names_day_document_purpose_and_handler(w: World) -> None:
    document = w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)

    page = Browser(w.hejun).page(f"/stock/{card_of(w).pk}/")

    assert document.number in page
    assert "Opening stock" in page
    assert "Linlan" in page


@pytest.mark.req("S2.4.1c")
def test_the_card_is_printed(w: World) -> None:
    w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)

    answer = Browser(w.hejun).get(f"/stock/{card_of(w).pk}/card.pdf")

    assert answer.content.startswith(b"%PDF")


def test_cards_of_outside_parties_are_nobodys_to_see(w: World) -> None:
    w.good_stock(w.part(CHARGER), 40, at=Code.MAIN)
    outside = Holding.objects.get(place=place(Code.OPENING), part=w.part(CHARGER))

    assert Browser(w.linlan).get(f"/stock/{outside.pk}/").status_code == 404


def test_the_places_show_what_stands_in_each_and_who_keeps_it(w: World) -> None:
    w.good_stock(w.part(CHARGER), 40)

    page = Browser(w.linlan).page("/places/")

    assert "Turnover warehouse" in page
    assert "?place=TURNOVER&amp;condition=good" in page


def test_a_page_of_many_rows_asks_a_constant_number_of_questions(
    w: World, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        w.good_stock(w.part(f"CHG-X{number}-01B"), 5)
    browser = Browser(w.linlan)
    browser.page("/stock/")

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.page("/stock/")
