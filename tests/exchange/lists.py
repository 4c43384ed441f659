"""The parts of the demo brand and packing lists about them."""

from __future__ import annotations

from collections.abc import Sequence

from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook
from shouhou.exchange.packing_lists.preview import PackingListPreview, PreviewRow
from shouhou.exchange.packing_lists.recognise import read
from tests.sheets.workbooks import Tab, excel

MODELS = {"A1": "星屿 A1", "S5": "星屿 S5", "S5P": "星屿 S5 Plus", "X7": "星屿 X7"}
KINDS = (
    ("MB", "主板", "imei", ()),
    ("LCD", "屏总成", "sn", ("显示屏", "LCD", "Display")),
    ("TP", "触摸屏", "", ("TP",)),
    ("BAT", "电池", "", ("Battery",)),
    ("SUB", "尾插小板", "", ("尾插",)),
)
PARTS = (
    *(
        KnownPart(
            f"{kind}-{code}-01A", name, code, (model,), aliases=aliases, spec="黑", wears=wears
        )
        for kind, name, wears, aliases in KINDS
        for code, model in MODELS.items()
    ),
    KnownPart("BC-S5-01K", "后盖", "S5", ("星屿 S5",), spec="黑色"),
    KnownPart("BC-S5-02W", "后盖", "S5", ("星屿 S5",), spec="白色"),
    KnownPart("CBL-USB-01A", "数据线"),
)
IMEIS = (
    "001010030000010",
    "001010030000028",
    "001010030000036",
    "001010030000044",
    "001010030000051",
)

BOARD = "MB-S5-01A"
HEADER = (
    "物料编码",
    "物料名称",
    "机型",
    "数量",
    "串号",
    "故障现象",
    "购机日期",
    "保修类型",
    "备注",
)


def book() -> PartBook:
    """The parts a list may name."""
    return PartBook(PARTS)


def preview_of(*tabs: Tab) -> PackingListPreview:
    """The preview of a workbook with these sheets."""
    return read(excel(*tabs), parts=book())


def preview_rows(*rows: Sequence[object], header: Sequence[object] = HEADER) -> PackingListPreview:
    """The preview of one plain sheet: a header and these rows."""
    return preview_of(Tab([header, *rows], name="Sheet1"))


def problems_of(preview: PackingListPreview) -> list[tuple[str, str]]:
    """(place, code) of every problem."""
    return [(problem.where, problem.code) for problem in preview.problems]


def only_row(*cells: object, header: Sequence[object] = HEADER) -> PreviewRow:
    """The only row of a list that is ready to be imported."""
    preview = preview_rows(cells, header=header)
    assert problems_of(preview) == []
    (row,) = preview.rows
    return row
