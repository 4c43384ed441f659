"""The template that agents download reads back without questions."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from shouhou.exchange.packing_lists.recognise import read
from shouhou.exchange.packing_lists.template import COLUMNS, EXAMPLE, HEADER_ROW, template
from shouhou.sheets import reader
from tests.exchange.lists import IMEIS, PARTS, book, problems_of
from tests.sheets.workbooks import Writer

LIST_PART = "xl/worksheets/sheet1.xml"


def filled_in(*rows: tuple[object, ...]) -> bytes:
    """The template with rows typed below its header, as an office program would save it."""
    writer = Writer(shares_strings=False)
    with zipfile.ZipFile(io.BytesIO(template(PARTS))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    typed = "".join(
        f'<row r="{number}">'
        + "".join(
            writer.cell(value, f"{chr(65 + place)}{number}") for place, value in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, HEADER_ROW + 2)
    )
    parts[LIST_PART] = parts[LIST_PART].replace(b"</sheetData>", f"{typed}</sheetData>".encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_the_untouched_template_has_no_rows_and_its_example_is_not_imported() -> None:
    preview = read(template(PARTS), parts=book())

    assert problems_of(preview) == [("", "exchange.list_has_no_rows")]
    assert preview.rows == ()
    assert preview.warnings == ()


def test_the_filled_template_is_ready() -> None:
    preview = read(
        filled_in(
            (
                1,
                "1/2",
                "MB-S5-01A",
                "主板",
                "S5",
                "黑",
                1,
                IMEIS[0],
                "不开机",
                date(2026, 3, 8),
                "保内",
            ),
            (2, "2/2", None, "电池", "A1", None, 10, None, "鼓包", "2026年3月8日", "保外", "小心"),
            (3,),
        ),
        parts=book(),
    )

    assert problems_of(preview) == []
    assert preview.ready
    assert (preview.totals.pieces, preview.totals.boxes, preview.totals.serials) == (11, 2, 1)


def test_the_example_it_shows_would_be_accepted() -> None:
    shown = [part for part in PARTS if part.name in {"主板", "屏总成", "电池"}]
    names = {row[2]: row for row in EXAMPLE}
    rows = [
        (*row[:2], part.part_no, *row[3:])
        for number, row in names.items()
        for part in shown
        if part.part_no.rpartition("-")[0] == number.rpartition("-")[0]
    ]

    preview = read(filled_in(*rows), parts=book())

    assert len(rows) == len(EXAMPLE)
    assert problems_of(preview) == []


def test_it_lists_the_parts_and_says_that_they_are_not_the_list() -> None:
    sheets = {sheet.name: sheet for sheet in reader.read(template(PARTS)).sheets}

    assert set(sheets) == {"装箱清单", "填写说明（不是数据）", "物料表（不是数据）"}
    listed = [row[0].text for row in sheets["物料表（不是数据）"].rows[1:]]
    assert listed == sorted(part.part_no for part in PARTS)


def test_serials_are_typed_into_cells_that_keep_their_zeros() -> None:
    formats = {title: code for title, _, code in COLUMNS}

    assert (formats["串号"], formats["物料编码"], formats["箱号"]) == ("@", "@", "@")
