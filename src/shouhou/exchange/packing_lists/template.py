"""The empty packing list that agents download: what is filled in here is read without questions.

Its words are Chinese because the list is a paper form of the department, like its reader's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shouhou.exchange.packing_lists.part_book import KnownPart
from shouhou.exchange.packing_lists.values import EARLIEST_SALE, MOST_PIECES

ROOM = 2000
TITLE_ROW, HEADING_ROW, HEADER_ROW = 0, 1, 4

# Title, width, number format.
COLUMNS = (
    ("序号", 6, "0"),
    ("箱号", 8, "@"),
    ("物料编码", 16, "@"),
    ("物料名称", 16, "@"),
    ("机型", 10, "@"),
    ("颜色", 8, "@"),
    ("数量", 7, "0"),
    ("串号", 20, "@"),
    ("故障现象", 22, "@"),
    ("购机日期", 13, "yyyy-mm-dd"),
    ("保修类型", 12, "@"),
    ("备注", 18, "@"),
)
HEADINGS = (("代理商", "运单号", "箱数"), ("发件人", "发货日期"))
CLAIMS = ("保内", "保外", "人为", "无凭证", "DOA")
EXAMPLE = (
    (
        "1",
        "1/2",
        "MB-S5-01B",
        "主板",
        "S5",
        "",
        "1",
        "001010030000010",
        "不开机",
        "2026-03-08",
        "保内",
    ),
    (
        "2",
        "1/2",
        "LCD-S5-01B",
        "屏总成",
        "S5",
        "黑",
        "1",
        "P5A26030817",
        "花屏",
        "2026-03-08",
        "保内",
    ),
    ("3", "2/2", "BAT-A1-01A", "电池", "A1", "", "10", "", "不充电", "", "保外"),
)
INSTRUCTIONS = (
    "请在“装箱清单”工作表中填写，一行一种物料；本页只是说明，不会导入。",
    "物料编码和“物料名称＋机型”至少填一项；编码可在“物料表”中查找。",
    "有串号的物料（主板、屏总成、整机）一行一件，数量填 1。",
    "也可在一格内用逗号或换行分隔多个串号，数量与串号个数相同。",
    "双卡手机可另加“IMEI2”“SN”两列：清点时扫到其中任何一个都能对上。",
    "串号列为文本格式，请用扫描枪扫入；变成 8.61E+14 的串号已丢失尾数，须重新扫描。",
    f"数量为 1 至 {MOST_PIECES} 的整数。",
    "购机日期写全年月日，如 2026-03-08 或 2026年3月8日；没有凭证可不填。",
    f"保修类型填：{'、'.join(CLAIMS)}。",
    "箱号写作 1/3，表示共三箱的第一箱。",
    "合计行、签字行可以保留，不会当作物料。",
)
LIST, HELP, PARTS = "装箱清单", "填写说明（不是数据）", "物料表（不是数据）"


def template(parts: Iterable[KnownPart]) -> bytes:
    """The template as .xlsx: the list to fill in, how to, and the parts it may name."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8F0FE"})
        title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
        formats = {
            code: workbook.add_format({"num_format": code}) for code in {c[2] for c in COLUMNS}
        }
        sheet = workbook.add_worksheet(LIST)
        for place, (_, width, code) in enumerate(COLUMNS):
            sheet.set_column(place, place, width, formats[code])
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, len(COLUMNS) - 1, "装箱清单 Packing list", title)
        _write_headings(sheet, bold, formats["@"])
        sheet.write_row(HEADER_ROW, 0, [column[0] for column in COLUMNS], bold)
        sheet.freeze_panes(HEADER_ROW + 1, 0)
        _write_help(workbook.add_worksheet(HELP), bold, formats["@"])
        count = _write_parts(workbook.add_worksheet(PARTS), parts, bold)
        _guide(sheet, count)
    return out.getvalue()


def _write_headings(sheet: Worksheet, bold: Format, plain: Format) -> None:
    """Labels to be filled in to their right."""
    for line, labels in enumerate(HEADINGS, HEADING_ROW):
        for number, label in enumerate(labels):
            sheet.write_string(line, 1 + 4 * number, label, bold)
            sheet.write_blank(line, 2 + 4 * number, None, plain)


def _write_help(sheet: Worksheet, bold: Format, plain: Format) -> None:
    sheet.set_column(0, len(COLUMNS) - 1, 16, plain)
    for line, instruction in enumerate(INSTRUCTIONS):
        sheet.write_string(line, 0, f"{line + 1}. {instruction}")
    start = len(INSTRUCTIONS) + 1
    sheet.write_string(start, 0, "示例：")
    _write_lines(sheet, start + 1, [[column[0] for column in COLUMNS]], bold)
    _write_lines(sheet, start + 2, EXAMPLE, plain)


def _write_parts(sheet: Worksheet, parts: Iterable[KnownPart], bold: Format) -> int:
    """The parts by number; returns how many they are."""
    lines = [(part.part_no, part.name, part.model, part.spec) for part in parts]
    sheet.set_column(0, 3, 18)
    _write_lines(sheet, 0, [("物料编码", "物料名称", "机型", "规格")], bold)
    _write_lines(sheet, 1, sorted(lines), None)
    sheet.freeze_panes(1, 0)
    return len(lines)


def _write_lines(
    sheet: Worksheet, first: int, lines: Sequence[Sequence[str]], style: Format | None
) -> None:
    for line, texts in enumerate(lines, first):
        for place, text in enumerate(texts):
            if text:
                sheet.write_string(line, place, text, style)


def _guide(sheet: Worksheet, parts: int) -> None:
    """Excel's own hints while typing; warnings only, the reader decides."""
    hints: dict[str, dict[str, object]] = {
        "数量": {
            "validate": "integer",
            "criteria": "between",
            "minimum": 1,
            "maximum": MOST_PIECES,
        },
        "保修类型": {"validate": "list", "source": list(CLAIMS)},
        "购机日期": {"validate": "date", "criteria": ">=", "minimum": EARLIEST_SALE},
    }
    if parts:
        hints["物料编码"] = {"validate": "list", "source": f"='{PARTS}'!$A$2:$A${parts + 1}"}
    for place, (name, _, _) in enumerate(COLUMNS):
        if name in hints:
            rule = {**hints[name], "error_type": "warning", "ignore_blank": True}
            sheet.data_validation(HEADER_ROW + 1, place, HEADER_ROW + ROOM, place, rule)
