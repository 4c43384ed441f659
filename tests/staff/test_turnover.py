"""The turnover desk on the screen: test, swap one for one, or send back as it came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.catalog.models import Part, PartSubstitute
from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.kernel import clock
from shouhou.staff.views import turnover as views
from shouhou.stock.models import Demand
from shouhou.stock.places import Code
from tests.flows import story
from tests.staff.bench_scene import photo
from tests.staff.workshop_scene import Browser, box
from tests.world import World

SWAP = {"measured": "0 V", "grounds": "defective", "quantity": "3"}


def line_of(w: World) -> ExchangeLine:
    """Three chargers that the custodian has taken over."""
    story.taken_over(w, box(w, panels=0))
    return ExchangeLine.objects.get()


@pytest.mark.req("S2.2.2c")
@pytest.mark.req("S3.4.3")
def test_bad_pieces_are_swapped_one_for_one(w: World) -> None:
    line = line_of(w)
    w.good_stock(line.part, 5)
    keeper = Browser(w.qinyong)

    assert line.part.part_no in keeper.page("/turnover/")
    assert keeper.press(f"/turnover/{line.pk}/swap/", **SWAP).status_code == 302

    made = ExchangeOrder.objects.get()
    assert (made.quantity, made.measured, made.demand.promised) == (3, "0 V", 3)
    assert made.judgement.state == "submitted"
    assert f"/turnover/{line.pk}/swap/" not in keeper.page("/turnover/")


@pytest.mark.req("S3.4.2", "R-SCAN")
def test_a_part_number_scanned_into_the_measurement_swaps_nothing(w: World) -> None:
    line = line_of(w)
    w.good_stock(line.part, 5)

    answer = Browser(w.qinyong).press(
        f"/turnover/{line.pk}/swap/", **SWAP | {"measured": line.part.part_no}
    )

    assert answer.status_code == 422
    assert not ExchangeOrder.objects.exists()


@pytest.mark.req("S3.4.2")
def test_a_swollen_battery_goes_to_the_hazard_store(w: World) -> None:
    line = line_of(w)

    Browser(w.qinyong).press(
        f"/turnover/{line.pk}/swap/", **SWAP | {"grounds": "swollen", "quantity": "1"}
    )

    (moved,) = ExchangeOrder.objects.get().judgement.lines.all()
    assert moved.target.place.code == Code.HAZARD


@pytest.mark.req("S2.2.7")
@pytest.mark.req("S3.4.4")
def test_what_no_good_piece_is_there_for_is_a_shortage(w: World) -> None:
    line = line_of(w)
    w.good_stock(line.part, 1)

    Browser(w.qinyong).press(f"/turnover/{line.pk}/swap/", **SWAP)

    shortage = Demand.objects.exclude(shortage_no="").get()
    assert (shortage.missing, shortage.agent) == (2, line.agent)


@pytest.mark.req("S2.2.2c")
def test_only_an_approved_substitute_goes_for_a_part(w: World) -> None:
    line = line_of(w)
    other = w.part("CHG-S6-01B")
    w.good_stock(other, 5)
    keeper = Browser(w.qinyong)
    swap = SWAP | {"substitute": other.part_no}

    assert keeper.press(f"/turnover/{line.pk}/swap/", **swap).status_code == 403
    assert not ExchangeOrder.objects.exists()
    PartSubstitute.objects.create(
        part=line.part,
        substitute=other,
        last_edited_by=w.tangxiao,
        approved_by=w.linlan,
        approved_at=clock.now(),
    )
    assert other.part_no in keeper.page("/turnover/")
    keeper.press(f"/turnover/{line.pk}/swap/", **swap)

    assert ExchangeOrder.objects.get().part == other


@pytest.mark.parametrize(
    "wrong", [{"measured": ""}, {"quantity": "4"}, {"quantity": "0"}, {"grounds": "pooled"}]
)
def test_a_wrong_test_swaps_nothing(w: World, wrong: dict[str, str]) -> None:
    line = line_of(w)

    answer = Browser(w.qinyong).press(f"/turnover/{line.pk}/swap/", **SWAP | wrong)

    assert answer.status_code == 422
    assert not ExchangeOrder.objects.exists()


@pytest.mark.req("S3.4.2")
def test_counterfeit_pieces_go_back_with_photos_and_a_reason(w: World) -> None:
    line = line_of(w)
    keeper = Browser(w.qinyong)
    path = f"/turnover/{line.pk}/send-back/"

    assert "Why it goes back" in keeper.page(f"/turnover/{line.pk}/back/")
    assert keeper.press(path, quantity="1", reason="", photos=photo()).status_code == 422
    assert keeper.press(path, quantity="1", reason="counterfeit").status_code == 422
    keeper.press(path, quantity="1", reason="counterfeit", photos=photo())

    line.refresh_from_db()
    assert (line.to_return, line.return_reason, line.photos.count()) == (1, "counterfeit", 1)
    assert "×2" in keeper.page("/turnover/")


def test_others_see_the_desk_and_swap_nothing(w: World) -> None:
    line = line_of(w)

    for person in (w.zhouqi, w.linlan, w.hejing):
        browser = Browser(person)
        assert f"/turnover/{line.pk}/swap/" not in browser.page("/turnover/")
        assert browser.press(f"/turnover/{line.pk}/swap/", **SWAP).status_code == 403
    assert Browser(w.admin).get("/turnover/").status_code == 403
    assert not ExchangeOrder.objects.exists()


def test_a_piece_in_hand_narrows_the_desk_and_the_cursor_waits_for_its_measure(w: World) -> None:
    line = line_of(w)
    keeper = Browser(w.qinyong)

    everything = keeper.page("/turnover/")
    found = keeper.page("/turnover/", scan=f" {line.part.part_no.lower()}\r\n")
    nothing = keeper.page("/turnover/", scan="CBL-S5-01B")

    assert everything.index("autofocus") < everything.index("turnover-line")
    assert found.index("turnover-line") < found.index("autofocus")
    assert line.part.part_no in found
    assert "Nothing untested here belongs to “CBL-S5-01B”" in nothing


@pytest.mark.req("S3.4.2")
def test_the_desk_says_what_to_measure_and_only_batteries_swell(w: World) -> None:
    line_of(w)
    charger = Browser(w.qinyong).page("/turnover/")
    Part.objects.update(category="BAT", hazard="li_loose")

    battery = Browser(w.qinyong).page("/turnover/")

    assert "voltage and current" in charger
    assert "swollen" not in charger
    assert "thickness" in battery
    assert 'value="swollen"' in battery


@pytest.mark.req("S3.4.5")
def test_what_lies_too_long_is_red_and_what_was_tested_names_its_paper(w: World) -> None:
    line = line_of(w)
    keeper = Browser(w.qinyong)
    keeper.press(f"/turnover/{line.pk}/swap/", **SWAP | {"quantity": "1"})

    with clock.set_to(clock.now() + timedelta(days=14)):
        page = keeper.page("/turnover/")

    judgement = ExchangeOrder.objects.get().judgement
    assert "1 line has lain here untested for too long" in page
    assert f'href="/documents/{judgement}/"' in page
    assert "row-wrong" in page


@pytest.mark.req("S3.4.5")
def test_bad_pieces_that_no_slip_brought_are_shown_on_the_desk(w: World) -> None:
    line = line_of(w)
    story.given_up(w, line, 3)

    page = Browser(w.qinyong).page("/turnover/")

    assert "Bad pieces that no slip brought" in page
    assert line.part.part_no in page


def test_a_long_desk_shows_the_oldest_and_says_how_many_wait_besides(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    line_of(w)
    story.taken_over(w, box(w, panels=0))
    monkeypatch.setattr(views, "SHOWN", 1)

    page = Browser(w.qinyong).page("/turnover/")

    assert page.count("turnover-line") == 1
    assert "1 more line waits" in page
