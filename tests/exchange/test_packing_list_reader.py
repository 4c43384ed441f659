"""What a packing list says, however the agent laid it out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from shouhou.exchange.packing_lists.preview import IgnoredAs
from shouhou.exchange.packing_lists.recognise import read
from shouhou.exchange.packing_lists.values import WarrantyClaim
from tests.exchange.lists import (
    BOARD,
    HEADER,
    IMEIS,
    book,
    only_row,
    preview_of,
    preview_rows,
    problems_of,
)
from tests.sheets.workbooks import DIALECTS, Tab


@pytest.mark.req("S2.2.1b")
def test_every_field_of_a_row_is_typed() -> None:
    row = only_row(BOARD, "主板", "S5", 1, IMEIS[0], "不开机", date(2026, 3, 8), "保内", "急件")

    assert row.part is not None
    assert (row.sheet, row.row, row.part.part_no, row.model) == ("Sheet1", 2, BOARD, "S5")
    assert (row.quantity, row.serials, row.fault) == (1, (IMEIS[0],), "不开机")
    assert (row.sold_on, row.warranty_claim) == (date(2026, 3, 8), WarrantyClaim.IN_WARRANTY)
    assert row.remark == "急件"


@pytest.mark.req("S2.2.1b")
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_same_list_reads_alike_whoever_wrote_it(dialect: Callable[[Tab], bytes]) -> None:
    rows = [
        ["广西代理返货清单"],
        [],
        HEADER,
        [BOARD, "主板", "S5", 1, IMEIS[0], "不开机", date(2026, 3, 8), "保内"],
        ["BAT-A1-01A", "电池", "A1", 10],
        ["合计", None, None, 11],
    ]

    preview = read(dialect(Tab(rows)), parts=book())

    assert preview.ready
    assert (preview.totals.rows, preview.totals.pieces, preview.totals.serials) == (2, 11, 1)
    assert [row.reason for row in preview.ignored] == [IgnoredAs.TOTAL]
    assert preview.warnings == ()


@pytest.mark.parametrize(
    "header",
    [
        ("料号", "数量"),
        ("数量", "料号"),
        ("序号", "备注", "物料编号", "数量（个）"),
        ("* 物料编码", "发货数量(PCS)"),
        ("Part No.", "Qty"),
        ("物料编码 Part No.", "数量 Qty"),
        ("P/N", "QTY (PCS)"),
        ("ＳＡＰ编码", "台数"),
        ("配件\n编码", "寄回\n数量："),
    ],
)
def test_columns_are_known_by_many_words_in_any_order(header: tuple[str, ...]) -> None:
    by_word = {"序号": 1, "备注": "x"}
    cells = [
        by_word.get(word, 3 if any(sign in word.lower() for sign in ("数", "qty")) else BOARD)
        for word in header
    ]

    preview = preview_rows(cells, header=header)

    assert problems_of(preview) == []
    assert [(row.part.part_no, row.quantity) for row in preview.rows if row.part] == [(BOARD, 3)]


@pytest.mark.parametrize(
    "word", ["串号", "IMEI", "IMEI1", "SN", "S/N", "条码", "IMEI/SN", "机身码", "Serial No."]
)
def test_the_serial_column_has_many_names(word: str) -> None:
    row = only_row(BOARD, IMEIS[0], header=("物料编码", word))

    assert (row.serials, row.quantity) == ((IMEIS[0],), 1)


def test_the_received_quantity_is_not_the_declared_one() -> None:
    row = only_row(BOARD, 9, 10, header=("物料编码", "实收数量", "数量"))

    assert row.quantity == 10


def test_the_new_serial_and_the_second_imei_are_not_the_serial() -> None:
    header = ("物料编码", "新串号", "IMEI2", "串号")

    assert only_row(BOARD, IMEIS[1], IMEIS[2], IMEIS[0], header=header).serials == (IMEIS[0],)


def test_a_row_without_imei_is_known_by_the_sn_beside_it() -> None:
    header = ("物料编码", "SN", "IMEI")

    assert only_row("LCD-S5-01A", "P5A260308", None, header=header).serials == ("P5A260308",)


def test_a_header_may_stand_in_two_rows_below_a_merged_title() -> None:
    tab = Tab(
        [
            ["返修物料装箱清单"],
            ["代理商：广西星联", None, None, "运单号：SF1234567890"],
            ["物料信息", None, None, "数量", "串号"],
            ["编码", "名称", "机型"],
            [BOARD, "主板", "S5", 1, IMEIS[0]],
        ],
        merges=["A1:E1", "A3:C3", "D3:D4", "E3:E4"],
    )

    preview = preview_of(tab)

    assert preview.ready
    assert preview.rows[0].serials == (IMEIS[0],)
    assert (preview.heading.agent, preview.heading.waybill) == ("广西星联", "SF1234567890")


def test_what_stands_above_the_table_is_read_beside_its_label() -> None:
    tab = Tab(
        [
            ["装箱清单"],
            ["代理商", "广西星联通讯", "发件人：韦三 箱数：3"],
            ["日期:", date(2026, 11, 20)],
            HEADER,
            [BOARD, None, None, 1],
        ]
    )

    heading = preview_of(tab).heading

    assert (heading.agent, heading.sender, heading.boxes, heading.packed_on) == (
        "广西星联通讯",
        "韦三",
        "3",
        "2026-11-20",
    )


def test_every_sheet_with_a_header_is_read_and_the_others_are_named() -> None:
    preview = preview_of(
        Tab([["请先阅读"]], name="封面"),
        Tab([HEADER, [BOARD, None, None, 1]], name="第1箱"),
        Tab([HEADER, ["BAT-A1-01A", None, None, 2]], name="第2箱"),
        Tab([HEADER, [BOARD, None, None, 5]], name="示例（不是数据）"),
        Tab([HEADER, [BOARD, None, None, 7]], name="旧", state="hidden"),
        Tab([], name="Sheet3"),
    )

    assert preview.sheets == ("第1箱", "第2箱")
    assert preview.totals.pieces == 3
    assert [(warning.code, warning.where) for warning in preview.warnings][:2] == [
        ("exchange.list_sheet_unread", "封面"),
        ("exchange.list_hidden_sheet", "旧"),
    ]


def test_a_workbook_without_a_header_is_told_so() -> None:
    preview = preview_of(Tab([["你好"], [1, 2, 3]]))

    assert problems_of(preview) == [("", "exchange.list_has_no_header")]
    assert not preview.ready


def test_a_header_without_rows_is_told_so() -> None:
    assert problems_of(preview_rows()) == [("", "exchange.list_has_no_rows")]


def test_totals_signatures_notes_and_empty_numbers_are_left_out_and_shown() -> None:
    header = ("序号", "料号", "名称", "数量", "备注")
    preview = preview_of(
        Tab(
            [
                header,
                [1, BOARD, "主板", 2],
                ["小计", None, None, 2],
                [],
                header,
                [2, "BAT-A1-01A", "电池", 3],
                [3],
                ["合 计：", None, None, 5],
                ["制表：韦三", None, "审核：", "日期：2026-11-20"],
                ["注：以上物料均为返修件，请核对数量后签收。"],
            ],
            merges=["A10:E10"],
        )
    )

    assert preview.ready
    assert [(row.row, row.reason) for row in preview.ignored] == [
        (3, IgnoredAs.TOTAL),
        (5, IgnoredAs.HEADER),
        (7, IgnoredAs.NUMBERING),
        (8, IgnoredAs.TOTAL),
        (9, IgnoredAs.SIGNATURE),
        (10, IgnoredAs.NOTE),
    ]
    assert "exchange.list_total_differs" not in [warning.code for warning in preview.warnings]


def test_a_total_that_is_not_the_sum_is_warned_about() -> None:
    preview = preview_rows([BOARD, None, None, 2], ["合计", None, None, 3])

    (warning,) = (w for w in preview.warnings if w.code == "exchange.list_total_differs")
    assert (warning.where, warning.facts) == ("Sheet1!D3", {"declared": "3", "counted": 2})


def test_a_merged_cell_speaks_for_all_its_rows() -> None:
    preview = preview_of(
        Tab(
            [
                ("料号", "名称", "机型", "数量", "串号", "故障"),
                [BOARD, "主板", "S5", 2, IMEIS[0], "不开机"],
                [None, None, None, None, IMEIS[1]],
            ],
            merges=["A2:A3", "B2:B3", "C2:C3", "D2:D3", "F2:F3"],
        )
    )

    assert problems_of(preview) == []
    assert [(row.part.part_no, row.quantity, row.fault) for row in preview.rows if row.part] == [
        (BOARD, 1, "不开机"),
        (BOARD, 1, "不开机"),
    ]


def test_a_merged_quantity_must_be_borne_out_by_the_serials_beside_it() -> None:
    rows = [("料号", "数量", "串号"), [BOARD, 3, IMEIS[0]], [BOARD, None, IMEIS[1]]]

    with_serials = preview_of(Tab(rows, name="S", merges=["B2:B3"]))
    without = preview_of(Tab([rows[0], [BOARD, 3], ["BAT-A1-01A"]], name="S", merges=["B2:B3"]))

    assert problems_of(with_serials) == [("S!B2", "exchange.row_quantity_not_serials")]
    assert {code for _, code in problems_of(without)} == {"exchange.row_quantity_merged"}


def test_hidden_rows_are_read_and_warned_about() -> None:
    tab = Tab([HEADER, [BOARD, None, None, 1]], name="S", hidden_rows=frozenset({2}))

    preview = preview_of(tab)

    assert preview.totals.pieces == 1
    assert [(w.code, w.facts) for w in preview.warnings if "hidden" in w.code] == [
        ("exchange.list_hidden_rows", {"numbers": (2,)})
    ]


def test_without_a_quantity_column_a_row_is_one_piece_and_the_reader_is_told() -> None:
    preview = preview_rows(["电池", "A1"], header=("名称", "机型"))

    assert preview.totals.pieces == 1
    assert [warning.code for warning in preview.warnings] == ["exchange.list_counts_rows"]


def test_a_row_that_counts_pieces_is_no_signature_however_it_begins() -> None:
    preview = preview_rows(["电话听筒排线", "10个"], header=("名称", "数量"))

    assert [row.quantity for row in preview.rows] == [10]
    assert preview.ignored == ()


def test_boxes_below_each_other_are_one_list() -> None:
    header = ("料号", "数量")
    tab = Tab([header, ["第1箱"], [BOARD, 1], [], ["第2箱"], header, ["BAT-A1-01A", 2]])

    preview = preview_of(tab)

    assert problems_of(preview) == []
    assert preview.totals.pieces == 3
    assert [row.reason for row in preview.ignored] == [
        IgnoredAs.NOTE,
        IgnoredAs.NOTE,
        IgnoredAs.HEADER,
    ]
