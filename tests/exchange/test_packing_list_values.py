"""Quantities, days, claims and words, as people and their programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shouhou.exchange.packing_lists.values import WarrantyClaim
from shouhou.kernel import clock
from tests.exchange.lists import only_row, preview_rows, problems_of
from tests.sheets.workbooks import Xml


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        (10, 10),
        (10.0, 10),
        ("10", 10),
        ("10.0", 10),
        ("１０", 10),
        ("10个", 10),
        ("10 PCS", 10),
        ("10 pcs.", 10),
        ("x10", 10),
        ("1,000", 1000),
        (" 10\n", 10),
        ("007", 7),
        (9999, 9999),
    ],
)
def test_quantities_are_read_as_people_write_them(typed: object, pieces: int) -> None:
    assert only_row("BAT-A1-01A", "", "", typed).quantity == pieces


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (0, "row_quantity_out_of_range"),
        (-1, "row_quantity_out_of_range"),
        ("-1", "row_quantity_out_of_range"),
        (10_000, "row_quantity_out_of_range"),
        (1_000_000_000, "row_quantity_out_of_range"),
        ("9" * 150, "row_quantity_out_of_range"),
        (1.5, "row_quantity_not_whole"),
        ("1.5个", "row_quantity_not_whole"),
        ("十个", "row_quantity_unreadable"),
        ("10-12", "row_quantity_unreadable"),
        ("NaN", "row_quantity_unreadable"),
        ("=1+1", "row_quantity_unreadable"),
        (True, "row_quantity_unreadable"),
        (date(2026, 3, 8), "row_quantity_unreadable"),
        (Xml('<c r="{ref}"><v>NaN</v></c>'), "row_cell_error"),
        (Xml('<c r="{ref}"><v>1E400</v></c>'), "row_cell_error"),
        (Xml('<c r="{ref}" t="e"><v>#N/A</v></c>'), "row_cell_error"),
        (Xml('<c r="{ref}"><f>B1+1</f></c>'), "row_cell_error"),
        (None, "row_quantity_missing"),
    ],
)
def test_a_quantity_that_is_none_is_a_problem_of_its_row(typed: object, code: str) -> None:
    preview = preview_rows(["BAT-A1-01A", "", "", typed])

    assert problems_of(preview) == [("Sheet1!D2", f"exchange.{code}")]
    assert preview.rows[0].quantity == 0


@pytest.mark.parametrize(
    "typed",
    [
        date(2026, 3, 8),
        "2026-03-08",
        "2026/3/8",
        "2026.3.8",
        "2026年3月8日",
        "2026 年 3 月 8 号",
        "２０２６－０３－０８",
        "20260308",
        20260308,
        46089,
        46089.5,
        Xml('<c r="{ref}" s="1"><v>46089.75</v></c>'),
        Xml('<c r="{ref}" t="d"><v>2026-03-08T10:00:00Z</v></c>'),
        "2026-03-08 10:22:33",
        "2026/3/8 0:00",
        "8 Mar 2026",
        "08-March-2026",
        "Mar 8, 2026",
    ],
)
def test_a_day_is_read_in_every_usual_notation(typed: object) -> None:
    row = only_row("BAT-A1-01A", "", "", 1, None, None, typed)

    assert row.sold_on == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-02-30", "row_date_unreadable"),
        ("2026-13-01", "row_date_unreadable"),
        ("26-3-8", "row_date_unreadable"),
        ("3/8/26", "row_date_unreadable"),
        ("2026-03", "row_date_unreadable"),
        ("去年", "row_date_unreadable"),
        ("99", "row_date_unreadable"),
        (1.5, "row_date_unreadable"),
        ("1900-01-01", "row_date_out_of_range"),
        ("1999-12-31", "row_date_out_of_range"),
        ("9999-12-31", "row_date_out_of_range"),
        ("2026-11-24", "row_date_out_of_range"),
        (date(1900, 3, 1), "row_date_out_of_range"),
        (Xml('<c r="{ref}" t="e"><v>#VALUE!</v></c>'), "row_cell_error"),
    ],
)
def test_a_day_that_is_none_or_cannot_be_is_a_problem_of_its_row(typed: object, code: str) -> None:
    with clock.set_to(datetime(2026, 11, 23, 8, tzinfo=UTC)):
        preview = preview_rows(["BAT-A1-01A", "", "", 1, None, None, typed])

    assert problems_of(preview) == [("Sheet1!G2", f"exchange.{code}")]
    assert preview.rows[0].sold_on is None


@pytest.mark.parametrize(
    ("typed", "claim"),
    [
        ("保内", WarrantyClaim.IN_WARRANTY),
        ("是", WarrantyClaim.IN_WARRANTY),
        ("In-Warranty", WarrantyClaim.IN_WARRANTY),
        ("保外", WarrantyClaim.OUT_OF_WARRANTY),
        ("OOW", WarrantyClaim.OUT_OF_WARRANTY),
        ("人为损坏", WarrantyClaim.USER_DAMAGE),
        ("无发票", WarrantyClaim.NO_PROOF),
        ("开箱损", WarrantyClaim.DOA),
        (None, None),
    ],
)
def test_the_warranty_claim_is_one_of_a_few(typed: object, claim: WarrantyClaim | None) -> None:
    row = only_row("BAT-A1-01A", "", "", 1, None, None, None, typed)

    assert row.warranty_claim is claim


def test_an_unknown_claim_is_a_problem_of_its_row() -> None:
    preview = preview_rows(["BAT-A1-01A", "", "", 1, None, None, None, "也许"])

    assert problems_of(preview) == [("Sheet1!H2", "exchange.row_warranty_unknown")]


def test_a_box_that_excel_took_for_a_day_is_a_box_again() -> None:
    row = only_row("BAT-A1-01A", 1, date(2026, 1, 3), header=("料号", "数量", "箱号"))

    assert row.box == "1/3"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("不开机\r\n花屏", "不开机 花屏"),
        ("a\u200bb\u202ec", "abc"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}} ${x}", "{{7*7}} ${x}"),
        ("屏😀𠮷", "屏😀𠮷"),
        ("e" + "\u0301" * 10, "e" + "\u0301" * 10),
        (Xml('<c r="{ref}" t="inlineStr"><is><t>a_x0000_b</t></is></c>'), "ab"),
    ],
)
def test_text_is_kept_as_typed_without_its_invisible_signs(typed: object, kept: str) -> None:
    assert only_row("BAT-A1-01A", "", "", 1, None, typed).fault == kept


def test_text_without_end_is_a_problem_of_its_row() -> None:
    preview = preview_rows(["BAT-A1-01A", "", "", 1, None, "长" * 40_000])

    (problem,) = preview.problems
    assert (problem.where, problem.code) == ("Sheet1!F2", "exchange.row_text_too_long")
    assert problem.facts == {"length": 40_000, "limit": 200}
