"""Receiving stock on the screen: by hand, and from a sheet that is shown before it counts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouhou.sheets.writer import Column, xlsx
from shouhou.stock.models import Document, Serial, Unit
from tests.staff.workshop_scene import Browser
from tests.world import World

HEAD = {"kind": "receipt", "shelf": "MAIN", "reason": "送货单 DN-7"}


def lines(*rows: dict[str, str]) -> dict[str, str]:
    """The lines of the form by hand."""
    fields = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        fields |= {f"lines-{number}-{name}": value for name, value in row.items()}
    return fields


def by_hand(browser: Browser, *rows: dict[str, str]):
    """The form by hand, sent."""
    head = {f"hand-{name}": value for name, value in HEAD.items()}
    return browser.press("/receipts/make/", **head, **lines(*rows))


def sheet(*rows: tuple[str, ...], titles: str = "料号 数量 串号 批次") -> SimpleUploadedFile:
    """A workbook of these rows."""
    columns = [Column(title) for title in titles.split()]
    return SimpleUploadedFile("入库.xlsx", xlsx(columns=columns, rows=rows))


def previewed(browser: Browser, upload: SimpleUploadedFile) -> str:
    """The page that shows what a sheet brings."""
    answer = browser.press("/receipts/preview/", **HEAD, upload=upload)
    assert answer.status_code == 200, answer.content.decode()[:800]
    return answer.content.decode()


def carried(page: str) -> str:
    """The lines that a preview carries."""
    found = re.search(r'name="lines" value="([^"]+)"', page)
    assert found, "the preview carries nothing"
    return unescape(found[1])


def test_lines_by_hand_take_a_quantity_or_the_serials_as_a_scanner_types_them(w: World) -> None:
    w.part("CHG-S5-01B"), w.part("LCD-S5-01B")

    answer = by_hand(
        Browser(w.tangxiao),
        {"part": "CHG-S5-01B", "quantity": "40", "lot": "C7"},
        {"part": "LCD-S5-01B", "serials": "PANEL1\r\npanel2 \n"},
    )

    document = Document.objects.get()
    assert answer.headers["Location"] == f"/documents/{document.number}/"
    assert [line.quantity for line in document.lines.order_by("line_no")] == [40, 1, 1]
    assert set(Unit.objects.values_list("label", flat=True)) == {"PANEL1", "PANEL2"}


@pytest.mark.parametrize(
    "row",
    [
        {"part": "NOBODY", "quantity": "1"},
        {"part": "CHG-S5-01B"},
        {"part": "CHG-S5-01B", "quantity": "0"},
        {"part": "LCD-S5-01B", "quantity": "3", "serials": "PANEL1"},
    ],
)
def test_a_wrong_line_shows_its_fault_and_brings_nothing(w: World, row: dict[str, str]) -> None:
    w.part("CHG-S5-01B"), w.part("LCD-S5-01B")

    answer = by_hand(Browser(w.tangxiao), row)

    assert answer.status_code == 422
    assert "row-wrong" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_same_serial_twice_is_refused_with_its_line(w: World) -> None:
    w.part("LCD-S5-01B")
    row = {"part": "LCD-S5-01B", "serials": "PANEL1"}

    answer = by_hand(Browser(w.tangxiao), row, row)

    assert answer.status_code == 422
    assert "PANEL1 stands here twice" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_sheet_is_shown_and_then_taken_whole(w: World) -> None:
    w.part("CHG-S5-01B"), w.part("LCD-S5-01B")
    browser = Browser(w.tangxiao)
    upload = sheet(
        ("CHG-S5-01B", "40", "", "C7"), ("", "", "", ""), ("lcd-s5-01b", "", "P1234, P1235", "")
    )

    page = previewed(browser, upload)
    nothing_yet = not Document.objects.exists()
    browser.press("/receipts/take/", **HEAD, lines=carried(page))

    assert "42 pieces, all in order" in " ".join(page.split())
    assert nothing_yet
    assert Document.objects.get().lines.count() == 3


def test_a_phone_of_a_sheet_is_known_by_its_other_numbers_too(w: World) -> None:
    w.part("MB-S5-01B")
    browser = Browser(w.tangxiao)
    titles = "料号 数量 IMEI 副串号 SN"
    numbers = ("001010010000014", "001010020000012", "X900")

    page = previewed(browser, sheet(("MB-S5-01B", "1", *numbers), titles=titles))
    browser.press("/receipts/take/", **HEAD, lines=carried(page))

    assert all(number in page for number in numbers)
    worn = dict(Serial.objects.filter(live=True).values_list("kind", "value"))
    assert worn == dict(zip(("imei1", "imei2", "sn"), numbers, strict=True))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("MB-S5-01B", "1", "001010010000014", "001010020000013", ""), "check digit"),
        (("MB-S5-01B", "2", "001010010000014,001010010000022", "", "X100"), "second number"),
        (("MB-S5-01B", "1", "001010010000014", "001010010000014", ""), ""),
        (("MB-S5-01B", "1", "001010010000014", "1010020000012", ""), "row-wrong"),
        (("LCD-S5-01B", "1", "PANEL1", "", "PANEL2"), "second number"),
        (("MB-S5-01B", "", ", ;", "", ""), "row-wrong"),
    ],
)
def test_a_further_number_of_a_sheet_is_checked(w: World, row: tuple[str, ...], said: str) -> None:
    w.part("MB-S5-01B"), w.part("LCD-S5-01B")

    page = previewed(Browser(w.tangxiao), sheet(row, titles="料号 数量 IMEI IMEI2 SN"))

    assert said in page
    assert ("row-wrong" in page) == bool(said)


def test_the_imei_is_the_serial_wherever_its_column_stands(w: World) -> None:
    w.part("MB-S5-01B")

    page = previewed(
        Browser(w.tangxiao),
        sheet(("X900", "MB-S5-01B", "001010010000014"), titles="SN 料号 IMEI"),
    )

    assert "all in order" in page


def test_every_faulty_row_of_a_sheet_is_named_and_nothing_can_be_taken(w: World) -> None:
    w.part("CHG-S5-01B"), w.part("LCD-S5-01B")
    w.good_units(w.part("LCD-S5-01B"), ["PANEL1"])
    upload = sheet(
        ("CHG-S5-01B", "many", "", ""),
        ("NOBODY", "1", "", ""),
        ("LCD-S5-01B", "1", "PANEL1", ""),
        ("LCD-S5-01B", "1", "", ""),
        ("CHG-S5-01B", "7", "", ""),
    )

    page = previewed(Browser(w.tangxiao), upload)

    assert "4 rows cannot be taken" in page
    assert page.count("row-wrong") == 4
    assert "入库!A3" in page.replace("Sheet1", "入库")
    assert 'name="lines"' not in page


def test_a_sheet_without_its_heading_is_refused(w: World) -> None:
    upload = sheet(("a", "b"), titles="甲 乙")

    answer = Browser(w.tangxiao).press("/receipts/preview/", **HEAD, upload=upload)

    assert answer.status_code == 422
    assert "料号" in answer.content.decode()


def test_lines_that_somebody_changed_on_the_way_are_not_taken(w: World) -> None:
    w.part("CHG-S5-01B")
    browser = Browser(w.tangxiao)
    page = previewed(browser, sheet(("CHG-S5-01B", "4", "", "")))

    answer = browser.press("/receipts/take/", **HEAD, lines=carried(page)[:-2] + "xx")

    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_the_template_is_read_back(w: World) -> None:
    w.part("CHG-S5-01B"), w.part("MB-S5-01B")
    browser = Browser(w.tangxiao)
    template = browser.get("/receipts/template.xlsx").content

    page = previewed(browser, SimpleUploadedFile("t.xlsx", template))

    assert "201 pieces, all in order" in " ".join(page.split())
