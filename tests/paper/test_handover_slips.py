"""Handover slips: what one hands over beside what the other counts."""

from __future__ import annotations

from dataclasses import replace

from shouhou.paper.typesetting import pdf
from tests.paper.pdf_text import page_texts
from tests.paper.samples import AT, HANDOVER, boards, scanned, words


def test_both_people_their_places_and_the_pieces_are_on_the_slip() -> None:
    paper = words(HANDOVER)

    for fact in (
        "移交From前台收发货移交人Giver林小燕来源单据SourceIC202611230002",
        "接收To维修检测接收人Receiver周工",
        "MB-S5-01B主板星屿S5待检件6",
        "移交人签名Handedoverby移交时间At2026-11-2314:05接收人签名Receivedby接收时间At",
    ):
        assert fact in paper
    for serial in HANDOVER.rows[0].part.serials:
        assert serial in paper


def test_an_unconfirmed_slip_leaves_the_count_to_the_receiver() -> None:
    paper = words(HANDOVER)

    assert "待接收确认" in paper
    assert "合计Total61项lines" in paper


def test_a_confirmed_slip_tells_both_counts_and_when() -> None:
    (row,) = HANDOVER.rows
    slip = replace(HANDOVER, rows=(replace(row, received=5),), confirmed_at=AT)

    paper = words(slip)

    assert "待接收确认" not in paper
    assert "待检件65" in paper
    assert "合计Total651项lines" in paper
    assert "接收时间At2026-11-2314:05" in paper


def test_a_slip_of_two_hundred_serials_holds_them_all_and_scans_back_once() -> None:
    slip = replace(HANDOVER, rows=(replace(HANDOVER.rows[0], part=boards(230)),))

    sheets = page_texts(pdf(slip, at=AT))

    assert len(sheets) == 2
    for serial in slip.rows[0].part.serials:
        assert sum(serial in sheet for sheet in sheets) == 1
    assert scanned(slip) == [["HO202611230004"], []]
