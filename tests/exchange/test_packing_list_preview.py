"""The preview as a whole: ready or not, as JSON, and from a CSV as from a workbook."""

from __future__ import annotations

import json
from datetime import date

import pytest

from shouhou.exchange.packing_lists.as_json import preview_as_json
from shouhou.exchange.packing_lists.recognise import read
from shouhou.kernel.refusals import Invalid
from tests.exchange.lists import BOARD, IMEIS, book, preview_rows, problems_of


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
