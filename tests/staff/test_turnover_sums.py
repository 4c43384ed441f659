"""The turnover warehouse summed up on the screen and in the workbook."""

from __future__ import annotations

from html import unescape
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from shouhou.kernel import clock
from tests.staff.workshop_scene import Browser, swapped
from tests.world import World

CHARGER = "CHG-S5-01B"


def query(w: World, by: str = "part", step: str = "day") -> str:
    """The sums of today."""
    today = clock.today()
    return f"/turnover-register/sums/?first={today}&last={today}&step={step}&by={by}"


@pytest.mark.req("S4.5")
def test_a_row_has_its_figures_and_leads_to_its_entries(w: World) -> None:
    swapped(w)
    browser, today = Browser(w.qinyong), clock.today()
    register = f"/turnover-register/?first={today}&last={today}"

    by_part, by_class, by_agent = (browser.page(query(w, by)) for by in ("part", "class", "agent"))

    assert f"{register}&part={CHARGER}" in unescape(by_part)
    assert f"{register}&material_class=accessory" in unescape(by_class)
    assert f"{register}&agent={w.agent().pk}" in unescape(by_agent)
    for page in (by_part, by_class, by_agent):
        assert "All together" in page
        assert "100.0 %" in page
    narrowed = browser.page(f"{register}&agent={w.agent().pk}")
    assert "Bad pieces from the front desk" in narrowed
    assert "Opening stock" not in narrowed


@pytest.mark.req("S4.5")
def test_the_workbook_says_the_same_and_a_dash_where_nothing_divides(w: World) -> None:
    swapped(w)

    answer = Browser(w.qinyong).get(f"{query(w)}&export=xlsx")

    content = BytesIO(b"".join(answer.streaming_content))
    title, _whole, row = CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    told = dict(zip(title, row, strict=True))
    assert told["Group"] == str(w.part(CHARGER))
    assert [told[name] for name in ("Good, opening", "Good in", "Good out", "Good, closing")] == [
        *(0, 10, 0, 10)
    ]
    assert [told[name] for name in ("Bad, opening", "Bad in", "Bad out", "Bad, closing")] == [
        *(0, 3, 2, 1)
    ]
    assert (told["Turns"], told["Fill rate %"], told["Count difference"]) == (0, 100, "—")


def test_without_a_choice_this_month_is_shown_by_weeks(w: World) -> None:
    swapped(w)

    page = Browser(w.linlan).page("/turnover-register/sums/")

    assert "Accessory" in page
    assert f'value="{clock.today().replace(day=1)}"' in page


@pytest.mark.parametrize("wrong", ["first=2024-01-01&last=2026-01-01", "first=x&last=y", "by=x"])
def test_sums_that_cannot_be_are_said_so(w: World, wrong: str) -> None:
    page = Browser(w.qinyong).page(f"/turnover-register/sums/?first=&{wrong}&step=day")

    assert "wrong" in page


def test_a_day_that_has_not_come_is_left_out(w: World) -> None:
    swapped(w)
    today = clock.today()

    page = Browser(w.qinyong).page(
        f"/turnover-register/sums/?first={today}&last=2099-12-31&step=month&by=class"
    )

    assert "2099" not in page.partition("<tbody>")[2]
