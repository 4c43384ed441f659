"""The issue note: every piece on paper, every state visible, one copy for each who keeps one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.kernel.refusals import Invalid
from shouhou.paper.forms.issue_note import ALL_COPIES, Paper
from shouhou.paper.typesetting import pages, pdf
from tests.paper.pdf_text import page_texts, size_mm
from tests.paper.samples import AT, ISSUE, boards, scanned, words

pytestmark = pytest.mark.req("S2.2.3d")

PAPERS: list[tuple[Paper, tuple[int, int]]] = [
    ("a4", (210, 297)),
    ("continuous_280", (241, 280)),
    ("continuous_140", (241, 140)),
]


def test_the_facts_of_the_document_stand_on_the_paper() -> None:
    paper = words(ISSUE)

    for fact in (
        "深圳星屿通讯有限公司",
        "SO202611230004",
        "广东(广州)星联通讯(示例)DL-44-01",
        "欧阳㛃19900001234",
        "广东省广州市天河区示例路88号星联大厦12层",
        "MB-S5-01B主板星屿S5良品件6",
        "CH-A2-02W充电器10W白A2Pro良品个12",
        "合计Total182项lines",
        "制单Operator林小燕审核Reviewer陈建国",
        "收货人签收（盖章）",
        "打印Printed2026-11-2314:05林小燕",
        "第1页/共1页",
    ):
        assert fact in paper
    for serial in ISSUE.rows[0].serials:
        assert serial in paper


@pytest.mark.parametrize(("paper", "size"), PAPERS)
def test_each_paper_has_its_size_and_its_number_scans_back(
    paper: Paper, size: tuple[int, int]
) -> None:
    note = replace(ISSUE, paper=paper)

    assert size_mm(pdf(note, at=AT)) == size
    assert scanned(note) == [["SO202611230004"]]


def test_a4_prints_a_sheet_a_copy_numbered_by_itself() -> None:
    note = replace(ISSUE, rows=(boards(400),), copies=ALL_COPIES)

    sheets = page_texts(pdf(note, at=AT))

    for copy, first, second in zip(
        ("第一联仓库联", "第二联财务联", "第三联客户联", "第四联存根联"),
        sheets[::2],
        sheets[1::2],
        strict=True,
    ):
        assert copy in first
        assert copy in second
        assert "第1页/共2页" in first
        assert "第2页/共2页" in second


def test_carbon_paper_names_all_copies_on_one_sheet() -> None:
    note = replace(ISSUE, paper="continuous_140", copies=ALL_COPIES)

    (sheet,) = page_texts(pdf(note, at=AT))

    assert "一仓库联·二财务联·三客户联·四存根联" in sheet


@pytest.mark.parametrize("paper", [paper for paper, _ in PAPERS])
def test_two_hundred_serials_are_all_on_the_paper_under_a_head_on_every_page(paper: Paper) -> None:
    note = replace(ISSUE, rows=(boards(200),), paper=paper)

    sheets = page_texts(pdf(note, at=AT))

    for serial in note.rows[0].serials:
        assert sum(serial in sheet for sheet in sheets) == 1
    assert all("物料编码Partno." in sheet for sheet in sheets)
    assert all("SO202611230004" in sheet for sheet in sheets)


@pytest.mark.parametrize("paper", [paper for paper, _ in PAPERS])
def test_the_signatures_are_never_alone_on_a_page(paper: Paper) -> None:
    for count in range(1, 46):
        rows = tuple(replace(boards(0), remark=f"line{number}end") for number in range(count))

        *_, last = page_texts(pdf(replace(ISSUE, rows=rows, paper=paper), at=AT))

        assert f"line{count - 1}end" in last
        assert "合计Total" in last
        assert "收货人签收" in last


def test_an_unposted_document_says_so_on_every_page() -> None:
    note = replace(ISSUE, rows=(boards(400),), posted=False)

    sheets = page_texts(pdf(note, at=AT))

    assert len(sheets) == 2
    assert all("未审核NOTPOSTED" in sheet for sheet in sheets)


def test_a_posted_document_does_not_say_unposted() -> None:
    assert "未审核" not in words(ISSUE)


def test_an_unposted_document_still_scans() -> None:
    assert scanned(replace(ISSUE, posted=False)) == [["SO202611230004"]]


def test_only_a_reprint_is_marked_as_one() -> None:
    assert "补打第2次打印" in words(replace(ISSUE, print_count=2))
    assert "补打" not in words(ISSUE)


def test_a_reversal_names_what_it_reverses_and_counts_in_red_minus() -> None:
    paper = words(replace(ISSUE, number="SR202611230001", reverses="SO202611220001"))

    assert "红冲冲销SO202611220001" in paper
    assert "良品件−6" in paper
    assert "合计Total−18" in paper


def test_a_reversed_document_names_its_reversal() -> None:
    assert "已红冲见SR202611230001" in words(replace(ISSUE, reversed_by="SR202611230001"))


def test_pieces_returned_as_they_came_are_marked_and_never_called_good() -> None:
    paper = words(replace(ISSUE, kind="return_as_is"))

    assert "原件退回单RETURN-AS-ISNOTE" in paper
    assert "原件退回·未经修复更换，非良品" in paper
    assert "良品件" not in paper
    assert "出库单" not in paper


def test_an_issue_note_is_not_marked_as_return() -> None:
    assert "原件退回" not in words(ISSUE)


def test_a_number_that_no_scanner_reads_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        pdf(replace(ISSUE, number="出库1"), at=AT)

    assert refusal.value.code == "paper.code_characters"


def test_a_long_name_wraps_and_nothing_of_it_is_lost() -> None:
    name = "星屿 S5 Plus 显示屏总成(带框,含听筒网,含易碎贴)" * 4
    note = replace(ISSUE, rows=(replace(boards(2), name=name),))

    assert "".join(name.split()) in words(note)
    assert pages(pdf(note, at=AT)) == 1
