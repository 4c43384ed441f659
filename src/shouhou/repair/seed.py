"""The checklists a department begins with: appearance for every part, functions by category."""

from __future__ import annotations

from shouhou.accounts.transactions import command
from shouhou.repair.models import InspectionItem

APPEARANCE = (
    ("划伤/裂/变形", "Scratches, cracks, bends", "目视, 45° 反光", "无贯穿划伤, 无裂"),
    ("进液/腐蚀/烧痕", "Liquid, corrosion, burns", "防水标与触点", "防水标未变色"),
    ("私拆/改装", "Opened or modified", "易碎贴与螺丝", "易碎贴完整"),
)
FUNCTION: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "MB": (
        ("开机", "Powers on", "治具供电 4.0V", "电流曲线正常, 进系统"),
        ("通话/网络", "Calls and network", "综测仪", "各频段登录"),
        ("充电", "Charging", "5V/2A", "电流 ≥ 1.5A"),
        ("WiFi/蓝牙", "WiFi and Bluetooth", "工程模式", "可搜索并连接"),
        ("IMEI", "IMEI", "*#06#", "与机标一致"),
    ),
    "LCD": (
        ("显示", "Display", "纯色图 5 张", "无亮点/漏光/条纹"),
        ("触摸", "Touch", "划线测试", "无断触/漂移"),
        ("背光", "Backlight", "亮度计", "≥ 350 nit"),
    ),
    "TP": (("触摸", "Touch", "划线测试", "无断触/漂移"),),
    "CAMR": (("成像", "Picture", "分辨率卡", "无黑点, 对焦正常"),),
    "CAMF": (("成像", "Picture", "分辨率卡", "无黑点"),),
    "SUB": (("充电/数据", "Charging and data", "治具", "电流与数据均正常"),),
    "FPC": (("通断", "Continuity", "万用表", "全部导通"),),
    "SPK": (("声音", "Sound", "1 kHz", "无破音"),),
    "RCV": (("声音", "Sound", "1 kHz", "无破音"),),
    "MIC": (("拾音", "Pick-up", "录音", "清晰"),),
    "VIB": (("振动", "Vibration", "3.0V", "起振正常"),),
    "FP": (("识别", "Recognition", "录入 3 枚", "识别 ≥ 9/10"),),
    "ANT": (("通断", "Continuity", "万用表", "导通"),),
    "SIM": (("识卡", "Reads the card", "治具", "双卡识别"),),
    "PHONE": (
        ("开机", "Powers on", "按键", "30 s 内进系统"),
        ("显示/触摸", "Display and touch", "工程模式", "正常"),
        ("通话", "Call", "112", "收发正常"),
        ("IMEI", "IMEI", "*#06#", "与机标一致"),
    ),
}


@command
def plant() -> None:
    """Enter the checklists of an empty bench."""
    InspectionItem.objects.bulk_create(
        [
            *_items("", InspectionItem.Section.APPEARANCE, APPEARANCE),
            *(
                item
                for category, rows in FUNCTION.items()
                for item in _items(category, InspectionItem.Section.FUNCTION, rows)
            ),
        ]
    )


def _items(
    category: str, section: InspectionItem.Section, rows: tuple[tuple[str, str, str, str], ...]
) -> list[InspectionItem]:
    return [
        InspectionItem(
            category=category,
            section=section,
            position=position,
            name=name,
            name_en=english,
            method=method,
            standard=standard,
        )
        for position, (name, english, method, standard) in enumerate(rows, start=1)
    ]
