"""Repair orders: five parts on one sheet, and room for the pen where nothing is known yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.paper.forms.repair_order import Check
from shouhou.paper.typesetting import pages, pdf
from tests.paper.pdf_text import page_texts, size_mm
from tests.paper.samples import AT, MENDED, REPAIR, scanned, words


@pytest.mark.req("S4.2")
def test_a_finished_order_tells_source_product_findings_work_and_release() -> None:
    paper = words(MENDED)

    for fact in (
        "A来源Source",
        "代理商Agent广东(广州)星联通讯(示例)",
        "送修时间Received2026-11-2314:05",
        "B产品Product",
        "IMEI1001010030036543IMEI2001010040036541",
        "购机日期Sold2026-06-18保修结论Warranty保内",
        "凭证Proof发票26442000000012345678",
        "C申报与检测Findings",
        "1开机电流30–120mA0mANG",
        "现象码SymptomS11不开机",
        "D处理Work",
        "处理方式Action重焊",
        "IC-PMU-01IC-PMU-02L2610C1",
        "工时(分)Minutes55",
        "E质检与出站Release",
        "QC结果合格QC人QCby吴质检",
        "最终结果Result修复",
        "费用Fee¥12.50",
        "工程师Engineer周工QC复检Qualitycontrol吴质检前台接收Frontdesk",
    ):
        assert fact in paper


def test_what_is_not_known_yet_is_room_for_the_pen() -> None:
    paper = words(REPAIR)

    assert "2听筒□OK□NG□NA" in paper
    assert "1开机电流30–120mA0mANG" in paper
    assert "费用Fee备注Remark" in paper
    assert "工时(分)Minutes网标" in paper
    assert "None" not in paper


def test_a_piece_that_came_back_names_its_last_repair() -> None:
    again = replace(REPAIR, source=replace(REPAIR.source, previous_repair="RO202609100012"))

    assert "返修上次RO202609100012" in words(again)
    assert "返修" not in words(REPAIR)


def test_an_order_is_one_a4_page_that_scans_back() -> None:
    sheet = pdf(MENDED, at=AT)

    assert size_mm(sheet) == (210, 297)
    assert pages(sheet) == 1
    assert scanned(MENDED) == [["RO202611230004"]]


def test_a_long_checklist_runs_on_and_the_signatures_stay_with_the_release() -> None:
    for count in range(10, 40):
        checks = tuple(Check(item=f"项目{number}完") for number in range(count))
        findings = replace(REPAIR.findings, checks=checks)

        sheets = page_texts(pdf(replace(REPAIR, findings=findings), at=AT))

        for number in range(count):
            assert sum(f"项目{number}完" in sheet for sheet in sheets) == 1
        assert "E质检与出站" in sheets[-1]
        assert "前台接收" in sheets[-1]
