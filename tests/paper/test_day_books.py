"""The day-book: the day's documents to count against, and the head of the chain as a witness."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.paper.typesetting import pdf
from tests.paper.pdf_text import page_texts, size_mm
from tests.paper.samples import AT, DAY_BOOK, SEAL, issued, received, scanned, words


@pytest.mark.req("S2.2.2a")
def test_every_document_stands_with_its_parts_and_its_sum() -> None:
    paper = words(DAY_BOOK)

    assert "1SI202611230001返货入库广东(广州)星联通讯(示例)by林小燕9" in paper
    assert "MB-S5-01B主板待检件4" in paper
    assert "MB-S5-01B主板待检件5" in paper
    assert "2SO202611230002换货出库河南星联通讯(示例)by林小燕7" in paper


@pytest.mark.req("S2.2.2a")
def test_the_totals_are_the_sums_of_the_documents_by_condition_too() -> None:
    paper = words(DAY_BOOK)

    assert "2张单据合计Totalofalldocuments97" in paper
    assert "其中待检pending90" in paper
    assert "其中良品good07" in paper
    assert "不良品" not in paper


def test_there_is_room_to_tally_and_to_sign() -> None:
    paper = words(DAY_BOOK)

    assert "实点数Tally差异Difference签名Signature" in paper
    assert "清点Countedby复核Checkedby主管Supervisor" in paper


def test_the_head_of_the_chain_is_on_the_paper_and_scans_back_whole() -> None:
    assert "账链封号Chainhead184467封印Seal9f3a77c1d0b24e58" in words(DAY_BOOK)
    assert sorted(scanned(DAY_BOOK)[0]) == [f"184467 {SEAL}", "DB20261123-ZZ"]


def test_a_long_day_repeats_its_head_and_numbers_its_pages() -> None:
    entries = tuple(received(f"SI20261123{number:04d}", 1, 2, 3) for number in range(120))

    sheets = page_texts(pdf(replace(DAY_BOOK, entries=entries), at=AT))

    for number, sheet in enumerate(sheets, start=1):
        assert f"第{number}页/共{len(sheets)}页" in sheet
        assert "实点数Tally" in sheet
    for entry in entries:
        assert sum(entry.number in sheet for sheet in sheets) == 1
    assert "MB-S5-01B" in sheets[-1]
    assert "账链封号" in sheets[-1]


def test_no_document_is_parted_from_its_first_row() -> None:
    for count in range(1, 40):
        entries = tuple(issued(f"SO20261123{number:04d}", 1) for number in range(count))

        for sheet in page_texts(pdf(replace(DAY_BOOK, entries=entries), at=AT)):
            assert sheet.count("换货出库") == sheet.count("CH-A2-02W")


def test_a_day_without_documents_says_so() -> None:
    paper = words(replace(DAY_BOOK, entries=()))

    assert "当日无过账单据" in paper
    assert "0张单据合计Totalofalldocuments00" in paper


def test_the_book_lies_across_an_a4_sheet() -> None:
    assert size_mm(pdf(DAY_BOOK, at=AT)) == (297, 210)
