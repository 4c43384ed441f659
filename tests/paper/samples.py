"""Sheets as the department prints them, for the tests to vary."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from PIL import Image

from shouhou.paper import codes
from shouhou.paper.forms.bench_tag import BenchTag
from shouhou.paper.forms.bin_card import BinCard, BinCardRow
from shouhou.paper.forms.box_label import BoxLabel
from shouhou.paper.forms.day_book import DayBook, DayBookEntry, DayBookRow
from shouhou.paper.forms.handover_slip import HandoverRow, HandoverSlip
from shouhou.paper.forms.issue_note import IssueNote
from shouhou.paper.forms.manifest import Manifest, ManifestRow
from shouhou.paper.forms.packing_slip import Box, Freight, PackingSlip
from shouhou.paper.forms.repair_order import (
    Check,
    Findings,
    PartChange,
    Product,
    Release,
    RepairOrder,
    Source,
    Work,
)
from shouhou.paper.forms.stationery import Letterhead, PartRow, Party
from shouhou.paper.typesetting import Form, pdf, pictures
from tests.paper.pdf_text import text

AT = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
DAY = date(2026, 11, 23)

COMPANY = Letterhead(
    company="深圳星屿通讯有限公司",
    company_en="Shenzhen Xingyu Communications Co., Ltd.",
    address="深圳市示例路 8 号",
    phone="400-000-0000",
)
GUANGDONG = Party(
    name="广东(广州)星联通讯(示例)",
    code="DL-44-01",
    contact="欧阳㛃",
    phone="19900001234",
    address="广东省广州市天河区示例路 88 号星联大厦 12 层",
)


def serials(count: int) -> tuple[str, ...]:
    """`count` serials that are all different."""
    return tuple(f"0010100300{number:05d}" for number in range(count))


def boards(count: int) -> PartRow:
    """Main boards, each with its serial."""
    return PartRow(
        part_no="MB-S5-01B", name="主板", model="星屿 S5", quantity=count, serials=serials(count)
    )


CHARGERS = PartRow(
    part_no="CH-A2-02W", name="充电器 10W 白", model="A2 Pro", quantity=12, unit="个"
)

ISSUE = IssueNote(
    letterhead=COMPANY,
    number="SO202611230004",
    day=DAY,
    agent=GUANGDONG,
    rows=(boards(6), CHARGERS),
    operator="林小燕",
    reviewer="陈建国",
    posted=True,
    printed_by="林小燕",
    copies=("customer",),
)

SEAL = "9f3a77c1d0b24e58" * 4


def received(number: str, *quantities: int) -> DayBookEntry:
    """A posted document by which boards came in, one row a quantity."""
    return DayBookEntry(
        number=number,
        kind="返货入库",
        party="广东(广州)星联通讯(示例)",
        operator="林小燕",
        rows=tuple(
            DayBookRow(part_no="MB-S5-01B", name="主板", condition="pending", came_in=quantity)
            for quantity in quantities
        ),
    )


def issued(number: str, quantity: int) -> DayBookEntry:
    """A posted document by which chargers went out."""
    row = DayBookRow(
        part_no="CH-A2-02W", name="充电器 10W 白", condition="good", went_out=quantity, unit="个"
    )
    return DayBookEntry(
        number=number, kind="换货出库", party="河南星联通讯(示例)", operator="林小燕", rows=(row,)
    )


DAY_BOOK = DayBook(
    letterhead=COMPANY,
    number="DB20261123-ZZ",
    day=DAY,
    place="周转仓",
    keeper="王仓管",
    entries=(received("SI202611230001", 4, 5), issued("SO202611230002", 7)),
    seal_number=184467,
    seal=SEAL,
)

TAG = BenchTag(
    number="RO202611230004",
    part_no="LCD-S5P-01K",
    part_name="显示屏总成(带框) 星屿 S5 Plus",
    agent="广东(广州)星联通讯(示例)",
    quantity=3,
    day=DAY,
    serial="001010030036543",
)

BOX_LABEL = BoxLabel(
    sender="深圳星屿通讯有限公司 售后部",
    sender_phone="400-000-0000",
    number="SH202611230004",
    box=2,
    boxes=5,
    agent=GUANGDONG,
    carrier="顺丰速运",
    waybill="SF1234567890123",
    weight_grams=2405,
    contents="主板 6，充电器 12",
    marks=("lithium", "ground_only"),
)

PACKING = PackingSlip(
    letterhead=COMPANY,
    number="SH202611230004",
    day=DAY,
    agent=GUANGDONG,
    document="SO202611230004",
    freight=Freight(
        carrier="顺丰速运",
        service="标快(陆运)",
        waybill="SF1234567890123",
        payer="寄付月结",
        monthly_account="7550000001",
        weight_grams=4810,
        declared_fen=123_456_789,
        insured_fen=1_200_000,
        premium_fen=6005,
        marks=("ground_only",),
    ),
    boxes=(
        Box(rows=(boards(6),), weight_grams=2405, seal_no="FQ000123"),
        Box(rows=(CHARGERS,), weight_grams=2405),
    ),
    packer="赵物流",
    checker="王仓管",
)

HANDOVER = HandoverSlip(
    letterhead=COMPANY,
    number="HO202611230004",
    from_place="前台收发货",
    to_place="维修检测",
    giver="林小燕",
    receiver="周工",
    handed_at=AT,
    rows=(HandoverRow(part=replace(boards(6), condition="pending")),),
    source="IC202611230002",
)


def parcel(number: int) -> ManifestRow:
    """The `number`th parcel of the day: one box of one kilogram for a hundred yuan."""
    return ManifestRow(
        waybill=f"SF12345678{number:05d}",
        shipment=f"SH20261123{number:04d}",
        consignee="内蒙古星联通讯(示例)",
        city="呼和浩特",
        boxes=1,
        weight_grams=1000,
        declared_fen=10_000,
        insured_fen=10_000,
        premium_fen=50,
        payer="寄付月结",
    )


MANIFEST = Manifest(
    letterhead=COMPANY,
    number="SF-20261123",
    day=DAY,
    carrier="顺丰速运",
    monthly_account="7550000001",
    clerk="赵物流",
    rows=tuple(parcel(number) for number in range(12)),
)


def change(number: int) -> BinCardRow:
    """The `number`th change of the bin: one piece leaves."""
    return BinCardRow(
        day=DAY,
        document=f"SO20261123{number:04d}",
        purpose="换货出库 广东",
        balance=100 - number,
        handler="王仓管",
        went_out=1,
    )


CARD = BinCard(
    company="深圳星屿通讯有限公司",
    warehouse="主仓",
    bin="A-03-02-05",
    part_no="LCD-S5P-01K",
    name="显示屏总成(带框) 黑",
    spec="6.67 英寸",
    models="星屿 S5 Plus",
    unit="件",
    condition="good",
    minimum=20,
    maximum=120,
    address="https://shouhou.example/bins/A-03-02-05",
    rows=tuple(change(number) for number in range(1, 6)),
    brought_forward=100,
)

REPAIR = RepairOrder(
    letterhead=COMPANY,
    number="RO202611230004",
    engineer="周工",
    source=Source(
        source="代理返件",
        inbound_line="IC202611230002 / 3",
        agent="广东(广州)星联通讯(示例)",
        received_at=AT,
        handed_by="林小燕",
        accepted_by="周工",
    ),
    product=Product(
        item_kind="主板",
        model="星屿 S5",
        part_no="MB-S5-01B",
        imei1="001010030036543",
        imei2="001010040036541",
        sold_on=date(2026, 6, 18),
        proof="发票 26442000000012345678",
        warranty_verdict="保内",
    ),
    findings=Findings(
        reported_symptom="不开机",
        checks=(
            Check(item="开机电流", limit="30–120 mA", value="0 mA", result="NG"),
            Check(item="听筒"),
        ),
        symptom="S11 不开机",
    ),
)
MENDED = replace(
    REPAIR,
    work=Work(
        actions="重焊",
        parts=(PartChange(old_part="IC-PMU-01", new_part="IC-PMU-02", quantity=1, lot="L2610C"),),
        software="V1.2.5",
        labour_minutes=55,
    ),
    release=Release(
        qc_result="合格",
        qc_by="吴质检",
        final_result="修复",
        destination="良品库",
        finished_at=AT,
        fee_fen=1250,
    ),
)


def words(form: Form) -> str:
    """The text on the form's pages, without white space."""
    return text(pdf(form, at=AT))


def scanned(form: Form, *, dots_per_mm: float = 8) -> list[list[str]]:
    """What a scanner reads on each page of the form, printed at 203 dots an inch."""
    return [
        codes.read(Image.open(io.BytesIO(page)))
        for page in pictures(form, at=AT, dots_per_mm=dots_per_mm)
    ]
