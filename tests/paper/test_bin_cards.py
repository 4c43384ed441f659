"""Bin cards: what lies on the shelf, how it changed, and room for the next changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.paper.typesetting import pdf
from tests.paper.pdf_text import page_texts, size_mm
from tests.paper.samples import AT, CARD, change, scanned, words


@pytest.mark.req("S2.4.1c")
def test_the_card_names_the_part_and_its_code_leads_to_the_live_balance() -> None:
    card = words(CARD)

    for fact in (
        "良品",
        "显示屏总成(带框)黑",
        "库位BinA-03-02-05仓库Warehouse主仓",
        "规格Spec6.67英寸单位Unit件",
        "机型Models星屿S5Plus上下限Min,max20–120",
    ):
        assert fact in card
    assert sorted(scanned(CARD)[0]) == ["LCD-S5P-01K", "https://shouhou.example/bins/A-03-02-05"]


@pytest.mark.req("S2.4.1d")
def test_every_change_stands_with_its_document_purpose_balance_and_handler() -> None:
    card = words(CARD)

    assert "承前结存opening100" in card
    assert "26-11-23SO202611230003换货出库广东197王仓管" in card


def test_the_card_is_an_a5_sheet() -> None:
    assert size_mm(pdf(CARD, at=AT)) == (148, 210)


def test_however_many_changes_are_printed_all_are_there_under_a_head() -> None:
    for count in (0, 11, 12, 13, 37, 38, 39, 80):
        rows = tuple(change(number) for number in range(count))

        sheets = page_texts(pdf(replace(CARD, rows=rows), at=AT))

        assert len(sheets) == (1 if count <= 11 else 2 if count <= 37 else 3 if count <= 63 else 4)
        assert all("经手人Handler" in sheet for sheet in sheets)
        for row in rows:
            assert sum(row.document in sheet for sheet in sheets) == 1


def test_a_long_purpose_is_cut_where_the_reader_sees_it() -> None:
    rows = (replace(change(1), purpose="很长的用途" * 20),)

    assert "…" in words(replace(CARD, rows=rows))
    assert "…" not in words(CARD)
