"""The turnover register on the screen: entries with balances, and the close of a day."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shouhou.exchange.models import TurnoverClose
from shouhou.kernel import clock
from shouhou.stock import custody
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.staff.workshop_scene import Browser, box, swapped
from tests.world import World

CHARGER = "CHG-S5-01B"


@pytest.mark.req("S4.5")
def test_the_register_names_every_entry_its_pair_and_both_balances(w: World) -> None:
    swapped(w)

    rows = list(exported(Browser(w.qinyong)))

    assert [row["Movement"] for row in rows] == [
        "Opening stock",
        "Bad pieces from the front desk",
        "Bad pieces to the main warehouse",
    ]
    assert [row["Good balance"] for row in rows] == [10, 10, 10]
    assert [row["Bad balance"] for row in rows] == [0, 3, 1]
    assert rows[-1]["Pair"].startswith("EX")


@pytest.mark.req("S4.5")
def test_the_workbook_has_every_field_of_the_form(w: World) -> None:
    w.good_stock(w.part(CHARGER), 1)
    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)
    consignment = box(w, panels=0, chargers=3)
    story.taken_over(w, consignment)
    order = story.swapped(w, consignment.lines.get().pk, 3)

    *_, received, judged = exported(Browser(w.qinyong))

    assert judged == {
        "Day": clock.today(),
        "Number": str(order.judgement),
        "Movement": "Bad pieces to the main warehouse",
        "Other side": "Defective warehouse",
        "Agent": str(w.agent()),
        "Part number": CHARGER,
        "Name": CHARGER,
        "Phone model": "",
        "Lot": "",
        "Serial": "",
        "Good in": 0,
        "Good out": 0,
        "Bad in": 0,
        "Bad out": 3,
        "Good balance": 1,
        "Bad balance": 0,
        "Pair": order.number,
        "In shortage": 2,
        "Handled by": "Qinyong",
        "Accepted by": "",
        "Approver": "Linlan",
        "Remark": "0 V",
    }
    assert (received["Handled by"], received["Accepted by"]) == ("Hejing", "Qinyong")
    assert (received["Pair"], received["In shortage"]) == ("", "")


def exported(browser: Browser) -> list[dict[str, object]]:
    """The register of today as its workbook says it."""
    today = clock.today()
    answer = browser.get(f"/turnover-register/?first={today}&last={today}&part=&export=xlsx")
    content = b"".join(answer.streaming_content)
    title, *rows = (
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    return [dict(zip(title, row, strict=True)) for row in rows]


def test_the_page_shows_the_same_and_narrows_to_a_part(w: World) -> None:
    swapped(w)
    w.good_stock(w.part("CBL-S5-01B"), 4)
    today = clock.today()
    browser = Browser(w.qinyong)

    everything = browser.page("/turnover-register/")
    narrow = browser.page(f"/turnover-register/?first={today}&last={today}&part={CHARGER}")

    assert "CBL-S5-01B" in everything
    assert "CBL-S5-01B" not in narrow
    assert CHARGER in narrow


@pytest.mark.parametrize("query", ["first=2026-01-01&last=2026-11-23", "first=x&last=y"])
def test_a_period_that_cannot_be_is_said_so(w: World, query: str) -> None:
    page = Browser(w.qinyong).page(f"/turnover-register/?{query}&part=")

    assert "wrong" in page


@pytest.mark.req("S3.4")
@pytest.mark.req("D3")
def test_the_custodian_alone_closes_the_day_with_his_count(w: World) -> None:
    swapped(w)
    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)
    path = f"/turnover-register/{clock.today()}/"
    count = {str(w.part(CHARGER).pk): "9"}

    other = Browser(w.hejun).press(f"{path}close/", **count)
    Browser(w.qinyong).press(f"{path}close/", **count)
    page = Browser(w.linlan).page(path)

    closed = TurnoverClose.objects.get()
    assert other.status_code == 403
    assert (closed.good_counted, closed.good_close, closed.bad_close) == (9, 10, 1)
    assert "row-wrong" in page


def test_a_wrong_count_closes_nothing(w: World) -> None:
    swapped(w)
    path = f"/turnover-register/{clock.today()}/close/"

    answer = Browser(w.qinyong).press(path, **{str(w.part(CHARGER).pk): "many"})

    assert answer.status_code == 422
    assert not TurnoverClose.objects.exists()
