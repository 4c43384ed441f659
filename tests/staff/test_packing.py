"""Packing on the screen: two boxes, each with its own contents, seal, weight and label."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from shouhou.catalog.models import Part
from shouhou.shipping.commands import booking, checking
from shouhou.shipping.models import Manifest, Shipment
from tests.paper.pdf_text import text
from tests.shipping.dispatch import Dispatch
from tests.staff.test_signing import picture
from tests.staff.workshop_scene import Browser
from tests.world import books_are_clean

pytestmark = pytest.mark.req("S2.2.3f")


@pytest.fixture
def desk(db: None) -> Dispatch:
    return Dispatch()


@pytest.fixture
def shipment(desk: Dispatch) -> Shipment:
    """Two displays and two hundred chargers, nothing packed yet."""
    displays = desk.units("LCD-S5", "DISP001", "DISP002")
    charger = desk.stock("CHG-5V", 300)
    return desk.shipment(desk.outbound(displays, [(charger, 200)]))


def scan(browser: Browser, shipment: Shipment, code: str, **beside: object) -> str:
    answer = browser.press(f"/shipments/{shipment.number}/scan/", scan=code, **beside)
    return answer.content.decode()


def in_two_boxes(browser: Browser, shipment: Shipment) -> None:
    scan(browser, shipment, "DISP001", box_no=1, quantity=1)
    scan(browser, shipment, "CHG-5V", box_no=1, quantity=120)
    scan(browser, shipment, "DISP002", box_no=2, quantity=1)
    scan(browser, shipment, "CHG-5V", box_no=2, quantity=80)


def press(browser: Browser, shipment: Shipment, verb: str, **fields: object) -> HttpResponse:
    return browser.press(f"/shipments/{shipment.number}/{verb}/", **fields)


def contents(shipment: Shipment) -> list[tuple[int, str, int]]:
    standing = shipment.scans.standing().order_by("box__box_no", "part__part_no")
    return list(standing.values_list("box__box_no", "part__part_no", "quantity"))


@pytest.mark.req("S3.3.12")
@pytest.mark.req("S2.6.R3")
def test_two_boxes_are_packed_weighed_and_counted_by_the_courier(
    desk: Dispatch, shipment: Shipment
) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)
    for box_no, weight_g in [(1, 3200), (2, 2100)]:
        press(dinghang, shipment, "seal", box_no=box_no, weight_g=weight_g, seal_no=f"F-0{box_no}")
    press(dinghang, shipment, "pack")
    checking.check(shipment.pk, by=desk.luomin)
    booking.book(shipment.pk, desk.listed(), by=desk.dinghang)
    given = {"shipment": shipment.pk, "courier_name": "小周"}

    one_too_few = dinghang.press("/manifests/new/SF/", parcels=1, **given)
    dinghang.press("/manifests/new/SF/", parcels=2, **given)

    assert one_too_few.status_code == 409
    assert Manifest.objects.get().parcels == 2
    assert contents(shipment) == [
        (1, "CHG-5V", 120),
        (1, "LCD-S5", 1),
        (2, "CHG-5V", 80),
        (2, "LCD-S5", 1),
    ]
    books_are_clean()


def test_an_answer_names_the_box_and_renews_what_is_in_it(
    desk: Dispatch, shipment: Shipment
) -> None:
    dinghang = Browser(desk.dinghang)
    scan(dinghang, shipment, "DISP001", box_no=1)

    answer = scan(dinghang, shipment, "CHG-5V", box_no=2, quantity=80)

    assert 'data-outcome="ok" data-count="81"' in answer
    assert "Box 2 · " in answer
    assert re.search(r'id="boxes".*2/2.*×80', answer, re.DOTALL)
    assert re.search(r'id="new-box"[^>]*value="3"', answer)


def test_the_page_offers_the_packers_own_box_and_the_next_one(
    desk: Dispatch, shipment: Shipment
) -> None:
    in_two_boxes(Browser(desk.dinghang), shipment)
    scan(Browser(desk.hejing), shipment, "CHG-5V", box_no=1)

    page = Browser(desk.dinghang).page(f"/shipments/{shipment.number}/")
    other = Browser(desk.qinyong).page(f"/shipments/{shipment.number}/")

    assert re.search(r'name="box_no"[^>]*value="2"', page)
    assert re.search(r'name="quantity"[^>]*value="1"', page)
    assert re.search(r'data-scan-next="box_no" value="3"', page)
    assert "data-scan-next" not in other


def test_a_part_without_serials_says_how_many_are_still_to_pack(
    desk: Dispatch, shipment: Shipment
) -> None:
    answer = scan(Browser(desk.dinghang), shipment, "CHG-5V", box_no=1, quantity=120)

    assert re.search(r'id="packing".*data-label="Still to pack">80</td>', answer, re.DOTALL)


def test_a_box_emptied_again_is_the_next_one_to_begin(desk: Dispatch, shipment: Shipment) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)
    press(dinghang, shipment, "take-out", box_no=1, piece="DISP001")
    press(dinghang, shipment, "take-out", box_no=1, piece="CHG-5V")

    page = dinghang.page(f"/shipments/{shipment.number}/")

    assert re.search(r'data-scan-next="box_no" value="1"', page)


def test_the_seal_and_the_weight_stand_at_their_box(desk: Dispatch, shipment: Shipment) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)

    press(dinghang, shipment, "seal", box_no=2, weight_g=2100, seal_no="F-0002")

    page = dinghang.page(f"/shipments/{shipment.number}/")
    assert re.search(r"2/2.*F-0002.*2100", page, re.DOTALL)
    assert shipment.boxes.get(box_no=1).weight_g is None


def test_a_picture_of_the_open_box_stands_on_the_shipment(
    desk: Dispatch, shipment: Shipment
) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)

    press(dinghang, shipment, "seal", box_no=2, weight_g=2100, photos=[picture(), picture()])

    taken = shipment.boxes.get(box_no=2).photos.all()
    page = dinghang.page(f"/shipments/{shipment.number}/")
    assert len(taken) == 2
    assert all(f"/photos/{one.attachment_id}/" in page for one in taken)


@pytest.mark.req("S2.6.R3")
def test_the_signed_sheet_is_kept_at_its_manifest(desk: Dispatch, shipment: Shipment) -> None:
    dinghang = Browser(desk.dinghang)
    manifest = desk.handed_over(desk.booked(desk.outbound(pieces=[(desk.stock("CBL-1", 5), 5)])))
    at = f"/manifests/{manifest.number}/"
    assert "No picture of the signed sheet yet" in dinghang.page(at)

    assert dinghang.press(f"{at}signed/").status_code == 422
    dinghang.press(f"{at}signed/", photos=[picture()])

    page = dinghang.page(at)
    assert f"/photos/{manifest.photos.get().attachment_id}/" in page
    assert "Kept the signed sheet" in page


@pytest.mark.parametrize(
    "typed", [{"weight_g": 0}, {"weight_g": "x"}, {"seal_no": "F" * 31}, {"box_no": 3}]
)
def test_a_seal_that_is_no_seal_is_refused_and_nothing_changes(
    desk: Dispatch, shipment: Shipment, typed: dict[str, object]
) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)

    answer = press(
        dinghang, shipment, "seal", **{"box_no": 1, "weight_g": 5, "seal_no": "F", **typed}
    )

    assert answer.status_code in {404, 422}
    assert set(shipment.boxes.values_list("seal_no", "weight_g")) == {("", None)}


def test_a_piece_comes_out_of_the_box_it_lies_in(desk: Dispatch, shipment: Shipment) -> None:
    in_two_boxes(Browser(desk.dinghang), shipment)
    hejing = Browser(desk.hejing)

    wrong = press(hejing, shipment, "take-out", box_no=1, piece="DISP002")
    unknown = press(hejing, shipment, "take-out", box_no=1, piece="")
    right = press(hejing, shipment, "take-out", box_no=1, piece="CHG-5V")

    assert (wrong.status_code, unknown.status_code, right.status_code) == (404, 422, 302)
    assert "DISP002 does not lie in box 1." in wrong.content.decode()
    assert contents(shipment) == [(1, "LCD-S5", 1), (2, "CHG-5V", 80), (2, "LCD-S5", 1)]


def test_the_last_scan_taken_back_says_from_which_box(desk: Dispatch, shipment: Shipment) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)

    answer = press(dinghang, shipment, "undo").content.decode()

    assert 'data-outcome="undone"' in answer
    assert "Box 2 · " in answer
    assert "×80" in answer


def test_every_box_has_its_label_with_its_own_weight(desk: Dispatch, shipment: Shipment) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)
    press(dinghang, shipment, "seal", box_no=2, weight_g=2100, seal_no="")

    charger = re.sub(r"\s", "", Part.objects.get(part_no="CHG-5V").name)
    labels = printed(dinghang.get(f"/shipments/{shipment.number}/labels.pdf"))
    second = printed(dinghang.get(f"/shipments/{shipment.number}/labels.pdf?box=2"))
    third = dinghang.get(f"/shipments/{shipment.number}/labels.pdf?box=3")

    assert [label for label in ("第1箱共2箱", "第2箱共2箱") if label in labels] == [
        "第1箱共2箱",
        "第2箱共2箱",
    ]
    assert labels.count("2.100kg") == 1
    assert [f"{charger}120" in labels, f"{charger}80" in labels] == [True, True]
    assert "第2箱共2箱" in second
    assert "第1箱" not in second
    assert third.status_code == 404


def test_the_boxes_weights_are_what_the_logistics_list_suggests(
    desk: Dispatch, shipment: Shipment
) -> None:
    dinghang = Browser(desk.dinghang)
    in_two_boxes(dinghang, shipment)
    for box_no in (1, 2):
        press(dinghang, shipment, "seal", box_no=box_no, weight_g=1000 + box_no, seal_no="")
    press(dinghang, shipment, "pack")

    page = dinghang.page(f"/shipments/{shipment.number}/")

    assert re.search(r'name="weight_g"[^>]*value="2003"|value="2003"[^>]*name="weight_g"', page)


def printed(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s", "", text(answer.content))
