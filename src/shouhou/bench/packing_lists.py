"""Measures the preview of a packing list: what a person waits after choosing his file."""

from __future__ import annotations

import time
from io import BytesIO
from statistics import median

import xlsxwriter

from shouhou.exchange.packing_lists.part_book import KnownPart, PartBook
from shouhou.exchange.packing_lists.recognise import read
from shouhou.kernel.identifiers import Imei

# Rows and the milliseconds they may take, the start of the reading child included.
TARGETS = ((200, 300.0), (10_000, 1000.0))
ROUNDS = 5

TITLES = (
    *("序号", "箱号", "物料编码", "物料名称", "机型", "颜色"),
    *("数量", "串号", "故障现象", "购机日期", "保修类型", "备注"),
)
MODELS = ("A1", "A2", "S5", "S5P", "X7", "N3", "C1")
FAULTS = ("不开机", "花屏", "触摸失灵", "无信号", "不充电")


def figures() -> list[tuple[str, float, float]]:
    """(name, milliseconds, target in milliseconds) for each size of list."""
    return [
        (f"packing list: preview of {rows:,} rows", measure(rows), target)
        for rows, target in TARGETS
    ]


def measure(rows: int) -> float:
    """The median milliseconds from the file's bytes to the finished preview."""
    content = packing_list(rows)
    return median(_milliseconds(content, rows) for _ in range(ROUNDS))


def packing_list(rows: int) -> bytes:
    """A list of so many boards without any problem, stored as agents' office programs store it.

    Those keep each text once, in a table of its own; our writer, which streams, does not.
    """
    stored = BytesIO()
    with xlsxwriter.Workbook(stored) as workbook:
        sheet = workbook.add_worksheet("装箱清单")
        sheet.write_row(0, 0, TITLES)
        for number in range(rows):
            sheet.write_row(number + 1, 0, _line(number))
    return stored.getvalue()


def _line(number: int) -> tuple[object, ...]:
    model = MODELS[number % len(MODELS)]
    serial = str(Imei.of("00101003", number))
    sold = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    place = (number + 1, f"{number // 200 + 1}/50", f"MB-{model}-01A", "主板", model, "黑")
    return (*place, 1, serial, FAULTS[number % len(FAULTS)], sold, "保内", f"工单 {number}")


def _milliseconds(content: bytes, rows: int) -> float:
    parts = PartBook(KnownPart(f"MB-{model}-01A", "主板", model, wears="imei") for model in MODELS)
    started = time.perf_counter()
    preview = read(content, parts=parts)
    spent = (time.perf_counter() - started) * 1000
    if not preview.ready or preview.totals.pieces != rows:
        raise AssertionError(f"the list was read wrong: {preview.problems[:3]}")
    return spent
