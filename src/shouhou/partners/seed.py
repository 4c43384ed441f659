"""The partners a department begins with: real carriers; agents and suppliers are invented."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.partners.commands import add, approve
from shouhou.partners.facts import AgentFacts, CarrierFacts, SupplierFacts
from shouhou.partners.models import Agent


class Outlet(NamedTuple):
    """One agent or service centre; `share` is its weight in what comes back."""

    code: str
    province: str
    city: str
    share: float


# The two digits after the prefix are the province's code of GB/T 2260.
AGENTS = (
    Outlet("DL-44-01", "广东", "广州", 5.5),
    Outlet("DL-44-02", "广东", "深圳", 4.0),
    Outlet("DL-37-01", "山东", "济南", 4.0),
    Outlet("DL-37-02", "山东", "青岛", 3.2),
    Outlet("DL-41-01", "河南", "郑州", 7.0),
    Outlet("DL-32-01", "江苏", "南京", 3.5),
    Outlet("DL-32-02", "江苏", "苏州", 2.5),
    Outlet("DL-51-01", "四川", "成都", 6.0),
    Outlet("DL-13-01", "河北", "石家庄", 5.3),
    Outlet("DL-43-01", "湖南", "长沙", 4.8),
    Outlet("DL-33-01", "浙江", "杭州", 4.6),
    Outlet("DL-34-01", "安徽", "合肥", 4.4),
    Outlet("DL-42-01", "湖北", "武汉", 4.2),
    Outlet("DL-45-01", "广西", "南宁", 3.6),
    Outlet("DL-53-01", "云南", "昆明", 3.4),
    Outlet("DL-36-01", "江西", "南昌", 3.2),
    Outlet("DL-21-01", "辽宁", "沈阳", 3.0),
    Outlet("DL-35-01", "福建", "福州", 2.9),
    Outlet("DL-61-01", "陕西", "西安", 2.8),
    Outlet("DL-52-01", "贵州", "贵阳", 2.8),
    Outlet("DL-14-01", "山西", "太原", 2.5),
    Outlet("DL-23-01", "黑龙江", "哈尔滨", 2.3),
    Outlet("DL-50-01", "重庆", "重庆", 2.3),
    Outlet("DL-31-01", "上海", "上海", 1.8),
    Outlet("DL-62-01", "甘肃", "兰州", 1.8),
    Outlet("DL-65-01", "新疆", "乌鲁木齐", 1.8),
    Outlet("DL-22-01", "吉林", "长春", 1.7),
    Outlet("DL-15-01", "内蒙古", "呼和浩特", 1.7),
    Outlet("DL-11-01", "北京", "北京", 1.6),
    Outlet("DL-12-01", "天津", "天津", 1.0),
    Outlet("DL-46-01", "海南", "海口", 0.7),
    Outlet("DL-64-01", "宁夏", "银川", 0.5),
    Outlet("DL-63-01", "青海", "西宁", 0.4),
    Outlet("DL-54-01", "西藏", "拉萨", 0.2),
)

SERVICE_CENTRES = (
    Outlet("KF-11-01", "北京", "北京", 0.6),
    Outlet("KF-31-01", "上海", "上海", 0.6),
    Outlet("KF-44-01", "广东", "广州", 0.6),
    Outlet("KF-51-01", "四川", "成都", 0.6),
    Outlet("KF-42-01", "湖北", "武汉", 0.6),
    Outlet("KF-61-01", "陕西", "西安", 0.6),
)

SURNAMES = "梁邓傅曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔"

POSTAL_ITEM = r"^[A-Z]{2}\d{9}[A-Z]{2}$"
THIRTY_THOUSAND_YUAN = 30_000_00

CARRIERS = (
    CarrierFacts(
        code="SF",
        name="顺丰",
        kuaidi100_code="shunfeng",
        kdniao_code="SF",
        strict_pattern=r"^SF[A-Z0-9]\d{12}$",
        lenient_pattern=r"^\d{12}$",
        phone_needed=True,
        takes_loose_batteries=True,
    ),
    CarrierFacts(
        code="EMS",
        name="EMS",
        kuaidi100_code="ems",
        kdniao_code="EMS",
        strict_pattern=rf"{POSTAL_ITEM}|^(10|11|12|50|51|52|95|97|98|99)\d{{11}}$",
    ),
    CarrierFacts(
        code="YZPY",
        name="邮政快递包裹",
        kuaidi100_code="youzhengguonei",
        kdniao_code="YZPY",
        strict_pattern=r"^[981]\d{12}$|^P[A-Z]\d{11}$",
    ),
    CarrierFacts(
        code="JD",
        name="京东",
        kuaidi100_code="jd",
        kdniao_code="JD",
        strict_pattern=r"^JD[A-Z0-9]{2}\d{11}$",
    ),
    CarrierFacts(
        code="ZTO",
        name="中通",
        kuaidi100_code="zhongtong",
        kdniao_code="ZTO",
        strict_pattern=r"^7[3-68]\d{12}$",
        phone_needed=True,
        max_insured_fen=THIRTY_THOUSAND_YUAN,
    ),
    CarrierFacts(
        code="YTO",
        name="圆通",
        kuaidi100_code="yuantong",
        kdniao_code="YTO",
        strict_pattern=r"^YT\d{13}$",
        lenient_pattern=r"^\d{10,12}$|^\d{18}$",
        max_insured_fen=THIRTY_THOUSAND_YUAN,
    ),
    CarrierFacts(
        code="STO",
        name="申通",
        kuaidi100_code="shentong",
        kdniao_code="STO",
        strict_pattern=r"^(77|43)\d{12,15}$",
        max_insured_fen=THIRTY_THOUSAND_YUAN,
    ),
    CarrierFacts(
        code="YD",
        name="韵达",
        kuaidi100_code="yunda",
        kdniao_code="YD",
        strict_pattern=r"^[34]\d{14}$|^5\d{12}$",
        lenient_pattern=r"^\d{13}$",
        max_insured_fen=THIRTY_THOUSAND_YUAN,
    ),
    CarrierFacts(
        code="JT",
        name="极兔",
        kuaidi100_code="jtexpress",
        kdniao_code="JTSD",
        strict_pattern=r"^JT\d{13}$",
    ),
    CarrierFacts(
        code="DBL",
        name="德邦",
        kuaidi100_code="debangkuaidi",
        kdniao_code="DBL",
        strict_pattern=r"^DPK\d{12}$",
        lenient_pattern=r"^\d{8,10}$",
        takes_loose_batteries=True,
    ),
)

SUPPLIERS = (
    SupplierFacts(code="GY-01", name="华屏示例", contact="严经理", phone="19900009001"),
    SupplierFacts(code="GY-02", name="芯板示例", contact="温经理", phone="19900009002"),
    SupplierFacts(code="GY-03", name="配件示例", contact="柏经理", phone="19900009003"),
)


@command
def plant(*, by: User, approved_by: User) -> None:
    """Enter the carriers, suppliers, agents and service centres of an empty system."""
    for agent in _outlets():
        approve(add(agent, by=by), by=approved_by)
    for supplier in SUPPLIERS:
        approve(add(supplier, by=by), by=approved_by)
    for carrier in CARRIERS:
        approve(add(carrier, by=by), by=approved_by)


def _outlets() -> list[AgentFacts]:
    in_province = Counter(outlet.province for outlet in AGENTS)
    agents = [
        (outlet, Agent.Kind.AGENT, _agent_name(outlet, several=in_province[outlet.province] > 1))
        for outlet in AGENTS
    ]
    centres = [
        (outlet, Agent.Kind.SERVICE_CENTRE, f"{outlet.city}星屿客服中心(示例)")
        for outlet in SERVICE_CENTRES
    ]
    return [
        AgentFacts(
            kind=kind,
            code=outlet.code,
            name=name,
            province=outlet.province,
            city=outlet.city,
            contact=f"{SURNAMES[number]}经理",
            phone=f"1990000{number + 1:04d}",
            address=f"{outlet.city}市示例路 {number + 1} 号",
            wants_labels=outlet.share >= 2,
        )
        for number, (outlet, kind, name) in enumerate(agents + centres)
    ]


def _agent_name(outlet: Outlet, *, several: bool) -> str:
    return f"{outlet.province}{outlet.city if several else ''}星联通讯(示例)"
