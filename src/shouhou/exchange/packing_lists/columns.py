"""Finds the header of a packing list: which row it is, and what each column means.

Every agent words, orders and decorates his list differently, so the words are data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from shouhou.sheets.workbook import Cell, Kind, Sheet

SEARCHED_ROWS = 50
LONGEST_TITLE = 24
FEWEST_FIELDS = 2


class Field(StrEnum):
    """What a column of a packing list says; OTHER is known and deliberately not read."""

    PART_NO = "part_no"
    NAME = "name"
    MODEL = "model"
    SPEC = "spec"
    COLOUR = "colour"
    QUANTITY = "quantity"
    SERIAL = "serial"
    FURTHER = "further"
    FAULT = "fault"
    SOLD_ON = "sold_on"
    WARRANTY = "warranty"
    BOX = "box"
    REMARK = "remark"
    OTHER = "other"

    __hash__ = str.__hash__  # the Enum's own is a call, and a long list asks for a million


# The words of each field, best first: of two columns with one meaning the better word is read.
VOCABULARY: Mapping[Field, str] = {
    Field.PART_NO: """物料编码 物料编号 物料代码 物料号 料号 配件编码 配件编号 配件料号 零件号
        零件编号 物料料号 产品编码 商品编码 存货编码 sap编码 erp编码 编码 料件编号 partno
        partnumber pn partcode materialno materialcode itemno itemcode sku""",
    Field.NAME: """物料名称 配件名称 零件名称 部件名称 产品名称 物品名称 货品名称 商品名称
        存货名称 品名 名称 物料描述 物料 配件 部件 零件 返修物料 不良物料 坏件名称 partname
        partdescription itemname productname item part description name""",
    Field.MODEL: """机型 适用机型 手机机型 手机型号 产品型号 机器型号 型号 规格型号 phonemodel
        modelno modelname model""",
    Field.SPEC: "规格 规格描述 物料规格 specification spec",
    Field.COLOUR: "颜色 机身颜色 colour color",
    Field.QUANTITY: """数量 返货数量 返修数量 寄回数量 退回数量 申报数量 发货数量 发出数量
        装箱数量 不良数量 不良数 坏件数量 台数 个数 件数 pcs qty quantity quantitypcs qtypcs""",
    Field.SERIAL: """串号 串码 imei imei1 imei号 imei码 imeisn imei串号 机身串号 手机串号
        主板串号 旧串号 旧串码 坏件串号 不良串号 机串号 序列号 产品序列号 sn sn号 sn码 snimei
        meid 板号 主板号 屏码 条码 条形码 机身码 serialnumber serialno serial barcode""",
    Field.FURTHER: """imei2 imei2号 imei2码 串号2 串码2 第二串号 第二串码 副串号 serialno2
        secondimei""",
    Field.FAULT: """故障现象 不良现象 故障描述 不良描述 问题描述 故障 不良原因 故障原因 不良
        现象 故障代码 客户描述 返修原因 退回原因 faultdescription reportedfault fault symptom
        defect problem failure reason""",
    Field.SOLD_ON: """购机日期 购买日期 购机时间 购买时间 销售日期 销售时间 售出日期 发票日期
        dateofpurchase purchasedate purchasedon saledate saledon soldon solddate""",
    Field.WARRANTY: """保修类型 保修状态 保修情况 保内保外 是否保内 是否在保 在保状态 是否保修
        质保类型 质保状态 质保 保修 三包 warrantytype warrantystatus warrantyclaim warranty""",
    Field.BOX: "箱号 箱次 箱序号 第几箱 所在箱 箱 boxno boxnumber box cartonno carton ctnno",
    Field.REMARK: "备注 附注 备注说明 说明 remarks remark notes note comments comment",
    Field.OTHER: """序号 项次 行号 编号 no 单位 unit 单价 金额 price amount 实收数量 实收 实收数
        签收数量 收货数量 核对数量 清点数量 良品数量 良品数 客户名称 客户姓名 代理商名称
        网点名称 公司名称 单位名称 门店名称 供应商名称 姓名 联系人 发件人 寄件人 电话 联系电话
        手机号 手机号码 地址 日期 激活日期 生产日期 送修日期 返修日期 发货日期 收货日期 维修单号
        工单号 单号 运单号 快递单号 物流单号 新串号 新串码 换机串号 图片
        照片 软件版本 版本 agent customer sender waybill date phone address unitprice
        receivedqty customername agentname sendername companyname""",
}

# A list must at least name its pieces by one of these.
NAMING = frozenset({Field.PART_NO, Field.NAME, Field.SERIAL})

_MEANINGS = {
    word: (meaning, rank)
    for meaning, words in VOCABULARY.items()
    for rank, word in enumerate(words.split())
}
# Longer words first: 实收数量 is not 数量. Short Latin words hide inside others (sn, pn).
_INNER_WORDS = sorted(
    (word for word in _MEANINGS if len(word) > (1 if not word.isascii() else 3)),
    key=len,
    reverse=True,
)
_BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
_PUNCTUATION = re.compile(r"[\s*:：.。,，、/\\|_·#&'\"()\[\]-]+")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and the columns (from 1) of each field, the better word first."""

    top: int = 0
    bottom: int = 0
    columns: Mapping[Field, tuple[int, ...]] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """How many different things the columns say; 0 when the list would name no piece."""
        said = self.columns.keys() - {Field.OTHER}
        return len(said) if said & NAMING else 0

    @property
    def found(self) -> bool:
        """Whether this is a packing list's header."""
        return self.score >= FEWEST_FIELDS


def header_of(sheet: Sheet) -> Header:
    """The row, or the two rows, near the top that say most; a header not found scores 0."""
    best = Header()
    above: Sequence[Cell] = ()
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS], 1):
        single = Header(number, number, _columns(row, ()))
        double = Header(number - 1, number, _columns(row, above))
        taller = double if double.score > single.score else single
        if taller.score > best.score:
            best = taller
        above = row
    return best


def _columns(row: Sequence[Cell], above: Sequence[Cell]) -> dict[Field, tuple[int, ...]]:
    """The columns that a row, or the row above where it is silent, gives a meaning."""
    found: dict[Field, list[tuple[int, int]]] = {}
    for place in range(max(len(row), len(above))):
        meaning = _meaning_at(row, place) or _meaning_at(above, place)
        if meaning:
            found.setdefault(meaning[0], []).append((meaning[1], place + 1))
    return {key: tuple(place for _, place in sorted(places)) for key, places in found.items()}


def _meaning_at(row: Sequence[Cell], place: int) -> tuple[Field, int] | None:
    if place >= len(row) or row[place].kind is not Kind.TEXT:
        return None
    return meaning_of(row[place].text)


@lru_cache(1024)
def meaning_of(title: str) -> tuple[Field, int] | None:
    """What a column title means and how good a word it is; a word inside it counts less."""
    if len(title) > 4 * LONGEST_TITLE:
        return None
    plain = unicodedata.normalize("NFKC", title).casefold()
    for text in (_BRACKETED.sub("", plain), plain):
        word = _PUNCTUATION.sub("", text)
        if word in _MEANINGS:
            return _MEANINGS[word]
    if len(word) > LONGEST_TITLE:
        return None
    inside = next((inner for inner in _INNER_WORDS if inner in word), None)
    if inside is None:
        return None
    meaning, rank = _MEANINGS[inside]
    return meaning, rank + 100
