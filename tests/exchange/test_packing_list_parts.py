"""Which part an agent means, and how a part that cannot be told is named."""

from __future__ import annotations

import pytest

from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook
from shouhou.exchange.packing_lists.recognise import read
from tests.exchange.lists import BOARD, HEADER, only_row, preview_rows
from tests.sheets.workbooks import Tab, Xml, excel


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
        (("MB-S5-01B", "", "", 1), "A2", "row_part_mistyped", BOARD),
        (("XYZ", "主板", "S5", 1), "A2", "row_part_mistyped", BOARD),
        (("", "主机板", "S5", 1), "B2", "row_part_mistyped", BOARD),
        (("", "主板", "Z9", 1), "B2", "row_part_mistyped", "MB-A1-01A"),
        (("", "雨伞", "", 1), "B2", "row_part_unknown", None),
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

    codes = [problem.code for problem in preview.problems]
    assert len(codes) == 500
    assert (codes[0], codes[-1]) == ("exchange.row_part_mistyped", "exchange.row_part_unknown")
