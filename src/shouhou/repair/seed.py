"""The checklists a bench begins with: appearance for every part, functions by category."""

from __future__ import annotations

from shouhou.accounts.transactions import command
from shouhou.catalog.seed.tables import rows
from shouhou.repair.models import InspectionItem

Section = InspectionItem.Section

# What the eye sees is proved by a photo.
APPEARANCE = """
item           | English                     | method         | standard                 | photo
划伤、裂、变形 | Scratches, cracks, bends    | 目视，45°反光  | 无贯穿划伤，无裂，不变形 | yes
进液、腐蚀、烧痕 | Liquid, corrosion, burns  | 10倍镜看触点   | 防水标未变色，触点无锈   | yes
私拆、改装     | Opened or modified          | 易碎贴与螺丝   | 易碎贴完整，螺丝无痕     | yes
缺件、断排     | Pieces missing, torn flex   | 对照物料清单   | 元件齐全，排线无折断     | yes
标签、串号     | Labels and serials          | 扫描           | 清晰可读，与实物一致     |
"""

FUNCTION = """
category | item            | English                   | method           | standard
PHONE    | 开机            | Powers on                 | 按电源键         | 30 s 内进系统
PHONE    | 显示            | Display                   | 纯色图 5 张      | 无亮点、漏光、条纹
PHONE    | 触摸            | Touch                     | 划线测试         | 无断触、漂移
PHONE    | 通话            | Call                      | 拨 112           | 送受话清晰
PHONE    | 网络、识卡      | Network and SIM           | 双卡注册         | 两卡均驻网
PHONE    | 充电            | Charging                  | 标配充电器       | 电流 ≥ 1.5 A
PHONE    | 摄像            | Cameras                   | 前后摄各拍一张   | 对焦正常，无黑点
PHONE    | WiFi、蓝牙      | Wi-Fi and Bluetooth       | 工程模式         | 可搜索并连接
PHONE    | IMEI            | IMEI                      | *#06#            | 与机标一致
MB       | 开机            | Powers on                 | 治具供电 4.0 V   | 电流曲线正常，进系统
MB       | 待机电流        | Standby current           | 程控电源         | ≤ 8 mA
MB       | 通话、网络      | Calls and network         | 综测仪           | 各频段登录
MB       | 充电            | Charging                  | 5 V/2 A          | 电流 ≥ 1.5 A
MB       | WiFi、蓝牙、GPS | Wi-Fi, Bluetooth, GPS     | 工程模式         | 可搜索并连接
MB       | 音频            | Audio                     | 治具回环         | 送受话无杂音
MB       | 识卡            | Reads the cards           | 双卡治具         | 两卡识别
MB       | IMEI            | IMEI                      | *#06#            | 与机标一致
LCD      | 显示            | Display                   | 纯色图 5 张      | 无亮点、漏光、条纹
LCD      | 背光            | Backlight                 | 亮度计           | ≥ 350 nit
LCD      | 均匀度          | Uniformity                | 九点测亮         | ≥ 80 %
LCD      | 排线接口        | Flex connector            | 10倍镜           | 针脚无歪斜、无锈
LCD      | 触摸            | Touch                     | 划线测试         | 无断触、漂移
TP       | 触摸            | Touch                     | 划线测试         | 无断触、漂移
TP       | 多点            | Multi-touch               | 五指             | 五点同时响应
TP       | 排线接口        | Flex connector            | 10倍镜           | 针脚无歪斜、无锈
CAMR     | 成像            | Picture                   | 分辨率卡         | 无黑点，四角清晰
CAMR     | 对焦            | Focus                     | 10 cm 与 2 m     | 2 s 内合焦
CAMR     | 闪光灯          | Flash                     | 拍照             | 同步点亮
CAMF     | 成像            | Picture                   | 分辨率卡         | 无黑点
CAMF     | 偏色            | Colour                    | 白卡             | 无明显偏色
SUB      | 充电            | Charging                  | 治具             | 电流 ≥ 1.5 A
SUB      | 数据            | Data                      | 治具             | 识别并传输
SUB      | 送话            | Microphone                | 录音             | 清晰
SUB      | 插拔            | Socket                    | 插拔 5 次        | 不松动
FPC      | 通断            | Continuity                | 万用表           | 全部导通
FPC      | 弯折            | Bending                   | 弯折 10 次再测   | 仍导通
SPK      | 声音            | Sound                     | 1 kHz            | 无破音
SPK      | 阻抗            | Impedance                 | 万用表           | 8 Ω ± 15 %
RCV      | 声音            | Sound                     | 1 kHz            | 无破音
RCV      | 阻抗            | Impedance                 | 万用表           | 32 Ω ± 15 %
MIC      | 拾音            | Pick-up                   | 录音             | 清晰，无底噪
VIB      | 振动            | Vibration                 | 3.0 V            | 起振正常
VIB      | 电流            | Current                   | 3.0 V            | ≤ 80 mA
FP       | 识别            | Recognition               | 录入 3 枚        | 识别 ≥ 9/10
FP       | 唤醒            | Wakes the phone           | 按压             | 1 s 内亮屏
ANT      | 通断            | Continuity                | 万用表           | 导通
ANT      | 信号            | Signal                    | 综测仪           | 不低于样机 3 dB
SIM      | 识卡            | Reads the card            | 治具             | 双卡识别
SIM      | 插拔            | Socket                    | 插拔 5 次        | 卡托顺畅，弹片不塌
"""


@command
def plant() -> None:
    """Enter the checklists of an empty bench."""
    appearance = [
        InspectionItem(
            section=Section.APPEARANCE,
            position=position,
            name=name,
            name_en=english,
            method=method,
            standard=standard,
            photo_required=photo == "yes",
        )
        for position, (name, english, method, standard, photo) in enumerate(rows(APPEARANCE), 1)
    ]
    functions = [
        InspectionItem(
            category=category,
            section=Section.FUNCTION,
            position=position,
            name=name,
            name_en=english,
            method=method,
            standard=standard,
        )
        for position, (category, name, english, method, standard) in enumerate(rows(FUNCTION), 1)
    ]
    InspectionItem.objects.bulk_create([*appearance, *functions])
