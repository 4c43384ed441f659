"""Packing slips and manifests: what is in which box, and what the courier signs for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.paper.forms.packing_slip import Box
from shouhou.paper.typesetting import pdf
from tests.paper.pdf_text import page_texts, size_mm
from tests.paper.samples import AT, MANIFEST, PACKING, boards, parcel, scanned, words


def test_each_box_stands_with_its_code_its_weight_and_its_parts() -> None:
    paper = words(PACKING)

    first, second = paper.split("第2箱")
    assert "第1箱BoxSH202611230004-01毛重Weight2.405kg封签SealFQ000123件数Pieces6" in first
    assert "MB-S5-01B主板" in first
    assert "BoxSH202611230004-02毛重Weight2.405kg件数Pieces12" in second
    assert "CH-A2-02W充电器" in second
    assert "合计Total182项lines" in second


def test_the_freight_is_written_above_the_boxes() -> None:
    paper = words(PACKING)

    for fact in (
        "收货方To广东(广州)星联通讯(示例)DL-44-01",
        "承运Carrier顺丰速运标快(陆运)",
        "运单号WaybillSF1234567890123",
        "出库单IssuenoteSO202611230004",
        "付费Payer寄付月结7550000001",
        "箱数Boxes2",
        "毛重Weight4.810kg",
        "声明价值Declared¥1,234,567.89",
        "保价金额Insured¥12,000.00",
        "保价费Premium¥60.05",
        "仅限陆运Groundonly",
    ):
        assert fact in paper
    assert "含锂电池" not in paper


def test_a_packing_slip_scans_back_as_its_shipment() -> None:
    assert scanned(PACKING) == [["SH202611230004"]]


def test_every_box_of_a_large_shipment_keeps_its_first_part_beside_it() -> None:
    boxes = tuple(Box(rows=(replace(boards(0), remark=f"in{number}."),)) for number in range(80))

    sheets = page_texts(pdf(replace(PACKING, boxes=boxes), at=AT))

    for number in range(80):
        code, inside = f"SH202611230004-{number + 1:02}", f"in{number}."
        assert [code in sheet for sheet in sheets] == [inside in sheet for sheet in sheets]
    assert "in79." in sheets[-1]
    assert "收货清点" in sheets[-1]


@pytest.mark.req("S2.6.R3")
def test_the_manifest_counts_exactly_its_shipments_for_the_courier_to_sign() -> None:
    paper = words(MANIFEST)

    for row in MANIFEST.rows:
        assert paper.count(row.waybill) == 1
        assert paper.count(row.shipment) == 1
    assert "合计Total12票shipments1212.000kg¥1,200.00¥1,200.00¥6.00" in paper
    assert "快递员签名Courier" in paper
    assert "实收件数Parcelscounted" in paper


def test_a_manifest_lies_across_a4_and_scans_back() -> None:
    assert size_mm(pdf(MANIFEST, at=AT)) == (297, 210)
    assert scanned(MANIFEST) == [["SF-20261123"]]


def test_a_long_manifest_never_leaves_the_courier_an_empty_page_to_sign() -> None:
    for count in range(15, 40):
        rows = tuple(parcel(number) for number in range(count))

        *_, last = page_texts(pdf(replace(MANIFEST, rows=rows), at=AT))

        assert rows[-1].waybill in last
        assert "快递员签名" in last


def test_what_the_parcel_holds_is_marked_beside_it() -> None:
    rows = (replace(parcel(1), marks=("lithium", "fragile")),)

    assert "寄付月结含锂电池易碎" in words(replace(MANIFEST, rows=rows))
