"""Reads what agents write above the table: who sends it, with which waybill, in how many boxes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from shouhou.exchange.packing_lists.preview import Heading
from shouhou.sheets.workbook import Cell

LONGEST = 60

_LABELS = {
    "agent": "代理商 代理商名称 客户 客户名称 寄件单位 发货单位 返货单位 单位 服务中心 客服中心"
    " 网点 agent customer from",
    "sender": "发件人 寄件人 发货人 经办人 联系人 sender contact",
    "waybill": "运单号 快递单号 物流单号 运单 快递 物流单 waybill waybillno trackingno awb",
    "packed_on": "日期 发货日期 寄件日期 装箱日期 返货日期 date",
    "boxes": "箱数 总箱数 共几箱 boxes cartons",
}
_FIELDS = {word: field for field, words in _LABELS.items() for word in words.split()}
_PAIR = re.compile(
    r"([^\s:：]{1,16}(?: [a-zA-Z]+)?)\s*[:：]\s*([^:：]*?)(?=\s+[^\s:：]{1,16}[:：]|$)"
)


def read(rows: Sequence[Sequence[Cell]]) -> Heading:
    """The pairs of label and value in `rows`, within one cell or in two side by side."""
    found: dict[str, str] = {}
    for row in rows:
        for label, value in (*_inside(row), *_side_by_side(row)):
            field = _FIELDS.get(_key(label))
            if field and value.strip():
                found.setdefault(field, value.strip()[:LONGEST])
    return Heading(**found)


def _inside(row: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for cell in row:
        yield from _PAIR.findall(cell.text[: 10 * LONGEST])


def _side_by_side(row: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    filled = [cell.text for cell in row if cell.text]
    yield from pairwise(filled)


def _key(label: str) -> str:
    return re.sub(r"[\s:：.]", "", unicodedata.normalize("NFKC", label).casefold())
