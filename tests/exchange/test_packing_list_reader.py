"""What a packing list says, however the agent laid it out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from shouhou.exchange.packing_lists.as_json import preview_as_json
from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook
from shouhou.exchange.packing_lists.preview import IgnoredAs, Line, PreviewRow
from shouhou.exchange.packing_lists.recognise import read
from shouhou.exchange.packing_lists.values import WarrantyClaim
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid
from tests.exchange.lists import (
    HEADER,
    IMEIS,
    book,
    preview_of,
    preview_rows,
    problems_of,
)
from tests.sheets.workbooks import DIALECTS, Tab, Xml, excel

BOARD = "MB-S5-01A"


def only_row(*cells: object, header: tuple[object, ...] = HEADER) -> PreviewRow:
    """The only row of a list that is ready to be imported."""
    preview = preview_rows(cells, header=header)
    assert problems_of(preview) == []
    (row,) = preview.rows
    return row


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


# ── parts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part_no", "name", "model", "found"),
    [
        ("mb-s5-01a", "", "", BOARD),
        ("ＭＢ－Ｓ５－０１Ａ", "", "", BOARD),
        (" MB—S5—01A ", "", "", BOARD),
        ("", "主板", "S5", BOARD),
        ("", "主板", "星屿S5", BOARD),
        ("", "主板", "S5 Plus", "MB-S5P-01A"),
        ("", "S5主板", "", BOARD),
        ("", "星屿 S5 Plus 主板", "", "MB-S5P-01A"),
        ("", "显示屏", "X7", "LCD-X7-01A"),
        ("", "lcd", "x7", "LCD-X7-01A"),
        ("", "数据线", "S5", "CBL-USB-01A"),
        ("", "数据线", "", "CBL-USB-01A"),
        (BOARD, "某某主板", "", BOARD),
    ],
)
def test_a_part_is_found_by_number_or_by_name_and_model(
    part_no: str, name: str, model: str, found: str
) -> None:
    row = only_row(part_no, name, model, 1)

    assert row.part is not None
    assert row.part.part_no == found


def test_the_colour_chooses_among_parts_of_one_name() -> None:
    row = only_row("后盖", "S5", "白", 1, header=("名称", "机型", "颜色", "数量"))

    assert row.part is not None
    assert row.part.part_no == "BC-S5-02W"


@pytest.mark.parametrize(
    ("cells", "where", "code", "near"),
    [
        (("MB-S5-01B", "", "", 1), "A2", "row_part_unknown", BOARD),
        (("XYZ", "主板", "S5", 1), "A2", "row_part_unknown", BOARD),
        (("", "主机板", "S5", 1), "B2", "row_part_unknown", BOARD),
        (("", "主板", "Z9", 1), "B2", "row_part_unknown", None),
        (("", "主板", "", 1), "B2", "row_part_ambiguous", "MB-A1-01A"),
        (("", "后盖", "S5", 1), "B2", "row_part_ambiguous", "BC-S5-01K"),
        (("", "", "S5", 1), "B2", "row_part_missing", None),
        ((BOARD, "", "A1", 1), "A2", "row_model_disagrees", None),
        ((BOARD, "电池", "", 1), "A2", "row_name_disagrees", None),
        (
            (Xml('<c r="{ref}" t="e"><v>#N/A</v></c>'), "主板", "S5", 1),
            "A2",
            "row_cell_error",
            None,
        ),
    ],
)
def test_a_part_that_cannot_be_told_is_a_problem_of_its_row(
    cells: tuple[object, ...], where: str, code: str, near: str | None
) -> None:
    preview = preview_rows(cells)

    (problem,) = preview.problems
    assert (problem.where, problem.code) == (f"Sheet1!{where}", f"exchange.{code}")
    if near:
        assert near in problem.facts["near"]
    assert list(preview.rows[0].lines()) == []


def test_suggestions_end_before_they_cost_a_second() -> None:
    many = PartBook(KnownPart(f"MB-{number}-01A", f"主板{number}") for number in range(2000))
    rows = [HEADER, *([f"MB-{number}-01B", "", "", 1] for number in range(500))]

    preview = read(excel(Tab(rows)), parts=many)

    near = [problem.facts["near"] for problem in preview.problems]
    assert len(near) == 500
    assert near[0]
    assert near[-1] == ()


# ── serials ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    "typed",
    [
        f" {IMEIS[0]}\r\n",
        f"'{IMEIS[0]}",
        "".join(chr(ord(digit) + 0xFEE0) for digit in IMEIS[0]),
        f"{IMEIS[0][:6]} {IMEIS[0][6:]}",
        "00-101003-000001-0",
        f"\u200b{IMEIS[0]}\u202e",
        f"{IMEIS[0][:8]}\xa0{IMEIS[0][8:]}\t",
        f"IMEI1:{IMEIS[0]};IMEI2:{IMEIS[1]};SN:X1",
        f"(8040){IMEIS[0]}(8041){IMEIS[1]}",
    ],
)
def test_a_serial_is_normalised_as_a_scan_is(typed: str) -> None:
    assert only_row(BOARD, "", "", 1, typed).serials == (IMEIS[0],)


@pytest.mark.parametrize("mark", [",", "，", "、", "\n", "\r\n", ";", " / ", "  "])
def test_several_serials_in_a_cell_are_several_pieces(mark: str) -> None:
    preview = preview_rows([BOARD, "", "", 3, mark.join(IMEIS[:3])])

    assert problems_of(preview) == []
    (row,) = preview.rows
    assert row.part is not None
    assert list(row.lines()) == [Line(row.part, 1, serial) for serial in IMEIS[:3]]


def test_serials_count_the_pieces_when_the_quantity_is_empty() -> None:
    assert only_row(BOARD, "", "", None, ",".join(IMEIS[:2])).quantity == 2


def test_serials_must_be_as_many_as_the_quantity() -> None:
    preview = preview_rows([BOARD, "", "", 3, ",".join(IMEIS[:2])])

    (problem,) = preview.problems
    assert (problem.where, problem.code) == ("Sheet1!D2", "exchange.row_quantity_not_serials")
    assert problem.facts == {"quantity": 3, "serials": 2}


@pytest.mark.req("S2.2.1b")
def test_a_serial_borne_twice_names_both_rows() -> None:
    preview = preview_rows([BOARD, "", "", 1, IMEIS[0]], [BOARD, "", "", 1, f" {IMEIS[0]}"])

    (problem,) = preview.problems
    assert (problem.where, problem.code) == ("Sheet1!E3", "exchange.row_serial_repeated")
    assert problem.facts == {"serial": IMEIS[0], "first": "Sheet1!E2"}
    assert [bool(row.problems) for row in preview.rows] == [False, True]


def test_a_serial_borne_twice_in_one_cell_is_a_problem_too() -> None:
    preview = preview_rows([BOARD, "", "", 2, f"{IMEIS[0]},{IMEIS[0]}"])

    assert problems_of(preview) == [("Sheet1!E2", "exchange.row_serial_repeated")]


@pytest.mark.parametrize(
    ("serial", "code"),
    [
        ("001010030000011", "identifier.check_digit"),
        ("00101003000001", "identifier.length"),
        ("0010100300000101", "identifier.length"),
        ("O01010030000010", "identifier.charset"),
        ("00I010030000010", "identifier.charset"),
        ("000000000000000", "identifier.denied"),
        ("主板一号", "exchange.row_serial_characters"),
        ("{{7*7}}", "exchange.row_serial_characters"),
        ("8.61235E+14", "exchange.row_serial_rounded"),
        ("X" * 41, "exchange.row_serial_length"),
        ("1", "exchange.row_serial_length"),
        (1010030000010, "exchange.row_serial_lost_zero"),
        (Xml('<c r="{ref}"><v>8.9860112345678896E+19</v></c>'), "exchange.row_serial_rounded"),
        (Xml('<c r="{ref}" t="e"><v>#REF!</v></c>'), "exchange.row_cell_error"),
    ],
)
def test_a_number_no_phone_bears_is_refused(serial: object, code: str) -> None:
    preview = preview_rows([BOARD, "", "", 1, serial])

    assert problems_of(preview) == [("Sheet1!E2", code)]
    assert preview.rows[0].serials == ()


def test_a_board_may_bear_its_own_number_or_a_meid() -> None:
    assert only_row(BOARD, "", "", 1, "PCB5S0A26K").serials == ("PCB5S0A26K",)
    assert only_row(BOARD, "", "", 1, "A0000045123456").serials == ("A0000045123456",)


def test_a_panel_may_bear_fifteen_digits_that_are_no_imei() -> None:
    assert only_row("LCD-S5-01A", "", "", 1, "123456789012345").serials == ("123456789012345",)


def test_an_imei_beside_a_part_without_numbers_is_checked_as_one() -> None:
    preview = preview_rows(["BAT-S5-01A", "", "", 1, "001010030000011"])

    assert problems_of(preview) == [("Sheet1!E2", "identifier.check_digit")]


def test_a_float_that_excel_made_of_an_imei_is_the_imei() -> None:
    number = Xml('<c r="{ref}"><v>8.61234567890127E14</v></c>')

    assert only_row("BAT-S5-01A", "", "", 1, number).serials == ("861234567890127",)


def test_a_tracked_part_without_its_serial_is_warned_about() -> None:
    preview = preview_rows([BOARD, "", "", 1])

    assert preview.ready
    assert [(w.where, w.code) for w in preview.warnings] == [
        ("Sheet1!E2", "exchange.row_serial_missing")
    ]


# ── quantities, days and claims ────────────────────────────────────────────────────────────────


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


# ── text ───────────────────────────────────────────────────────────────────────────────────────


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


def test_all_problems_of_a_row_are_named_at_once() -> None:
    preview = preview_rows(["NIX", "", "", 0, "1", None, "2026-02-30", "也许"])

    assert [where for where, _ in problems_of(preview)] == [
        f"Sheet1!{place}2" for place in ("A", "E", "D", "G", "H")
    ]
    with pytest.raises(Invalid) as refused:
        preview.require_ready()
    assert refused.value.rows == preview.problems


def test_the_preview_is_plain_json() -> None:
    preview = preview_rows(
        [BOARD, "主板", "S5", 1, IMEIS[0], "不开机", date(2026, 3, 8), "保内"],
        ["NIX", "", "", 0, "", "", "9999-01-01"],
        ["合计", None, None, 1],
    )

    plain = json.loads(json.dumps(preview_as_json(preview), ensure_ascii=False))

    assert plain["ready"] is False
    assert plain["rows"][0]["serials"] == [IMEIS[0]]
    assert plain["rows"][0]["sold_on"] == "2026-03-08"
    assert plain["rows"][1]["part_no"] is None
    assert [problem["where"] for problem in plain["problems"]] == [
        "Sheet1!A3",
        "Sheet1!D3",
        "Sheet1!G3",
    ]
    assert plain["problems"][2]["facts"]["earliest"] == "2000-01-01"
    assert plain["ignored"] == [{"sheet": "Sheet1", "row": 4, "reason": "total", "text": "合计 1"}]
    assert plain["totals"]["pieces"] == 1


def test_a_csv_is_read_like_a_workbook() -> None:
    content = "\r\n".join(["料号,数量,串号", f'{BOARD},1,="{IMEIS[0]}"']).encode("gb18030")

    preview = read(content, parts=book())

    assert preview.ready
    assert preview.rows[0].serials == (IMEIS[0],)
