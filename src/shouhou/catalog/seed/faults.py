"""The fault codes a department begins with: our own five-part set and the law's list."""

from __future__ import annotations

from shouhou.catalog.facts import FaultCodeFacts
from shouhou.catalog.models import FaultCode
from shouhou.catalog.seed.tables import rows

Kind = FaultCode.Kind

# Appendix 3 of the Three Guarantees rule for mobile phones.
PERFORMANCE = """
code | Chinese                          | English                                    | group
PF01 | 说明书所列功能失效               | Function listed in the manual fails        | host
PF02 | 屏幕无显示、错字、漏划           | No display, wrong or incomplete characters | host
PF03 | 无法开机、不能正常登录或通信     | Cannot power on, register or communicate   | host
PF04 | 无振铃                           | No ring                                    | host
PF05 | 拨号错误                         | Dialling error                             | host
PF06 | 非正常关机                       | Abnormal power-off                         | host
PF07 | SIM卡接触不良                    | Poor SIM contact                           | host
PF08 | 按键控制失效                     | Key control fails                          | host
PF09 | 无声响、单向无声或音量不正常     | No, one-way or abnormal sound              | host
PF10 | 因结构或材料因素造成的外壳裂损   | Shell cracked by structure or material     | host
PF11 | 充电器不工作或工作不正常         | Charger fails                              | charger
PF12 | 电池充电后移动电话仍不能正常工作 | Phone fails after charging the battery     | battery
PF13 | 移动终端卡不能正常工作           | Terminal card fails                        | terminal_card
PF14 | 外接有线耳机不能正常送受话       | Wired earphone fails                       | earphone
PF15 | 数据接口卡不能正常工作           | Data card fails                            | data_card
"""

CONDITIONS = """
code | Chinese      | English
C1   | 一直         | Always
C2   | 间歇         | Intermittently
C3   | 使用一段时间后 | After a while
C4   | 发热时       | When hot
C5   | 低温         | When cold
C6   | 充电时       | While charging
C7   | 跌落后       | After a fall
C8   | 进液后       | After liquid entered
C9   | 升级后       | After an upgrade
"""

SYMPTOMS = """
code | Chinese       | English                      | group      | proves
P01  | 不开机        | Does not power on            | power      | PF03
P02  | 自动关机      | Powers off by itself         | power      | PF06
P03  | 自动重启      | Restarts by itself           | power      | PF06
P04  | 死机          | Freezes                      | power      | PF01
P05  | 待机短、耗电快 | Short standby                | power      | PF12
P06  | 电池鼓包      | Swollen battery              | power      | PF12
P07  | 发热          | Heats up                     | power      |
G01  | 不充电        | Does not charge              | charging   | PF11
G02  | 充电慢或间断  | Charges slowly or on and off | charging   | PF11
G03  | 尾插松动      | Loose charging socket        | charging   | PF01
D01  | 无显示、黑屏  | No display                   | display    | PF02
D02  | 花屏、条纹    | Garbled display              | display    | PF02
D03  | 亮点坏点、漏光 | Bad pixels, light leak       | display    |
D04  | 屏碎          | Broken screen                | display    |
T01  | 触摸失灵      | No touch                     | touch      | PF01
T02  | 触摸漂移、断触 | Touch drifts or drops        | touch      | PF01
R01  | 无信号、无服务 | No service                   | radio      | PF03
R02  | 信号弱        | Weak signal                  | radio      | PF03
R03  | 不识SIM卡     | SIM not recognised           | radio      | PF07
R04  | WiFi异常      | Wi-Fi fails                  | radio      | PF01
R05  | 蓝牙异常      | Bluetooth fails              | radio      | PF01
R06  | GPS异常       | GPS fails                    | radio      | PF01
A01  | 受话无声、声小 | No or low receiver sound     | audio      | PF09
A02  | 送话无声      | Not heard by the other side  | audio      | PF09
A03  | 扬声器无声、破音 | No or broken speaker sound | audio      | PF09
A04  | 无振铃        | No ring                      | audio      | PF04
A05  | 无振动        | No vibration                 | audio      | PF01
A06  | 耳机无声      | No earphone sound            | audio      | PF14
M01  | 后摄打不开    | Rear camera fails            | camera     | PF01
M02  | 前摄打不开    | Front camera fails           | camera     | PF01
M03  | 成像模糊、黑点 | Blurred or spotted image     | camera     | PF01
M04  | 闪光灯异常    | Flash fails                  | camera     | PF01
K01  | 电源键、音量键失效 | Power or volume key fails | keys      | PF08
K02  | 指纹失效      | Fingerprint reader fails     | keys       | PF01
S01  | 不识存储卡    | Memory card not recognised   | storage    | PF01
S02  | 内存报错      | Memory error                 | storage    |
W01  | 系统卡顿      | Slow system                  | software   |
W02  | 升级失败、变砖 | Failed upgrade               | software   | PF03
W03  | IMEI丢失、无效 | IMEI lost or invalid         | software   | PF03
W04  | 应用异常      | App fails                    | software   |
X01  | 外壳裂损      | Cracked shell                | appearance | PF10
X02  | 掉漆          | Paint comes off              | appearance |
X03  | 后盖翘起      | Back cover lifts             | appearance |
Z01  | 缺件          | Piece missing                | other      |
Z02  | 标签破损      | Damaged label                | other      |
Z99  | 其他          | Other                        | other      |
"""

SECTIONS = """
code   | Chinese    | English                   | group
MB     | 主板       | Main board                | board
MB-BB  | 主板基带   | Main board, baseband      | board
MB-PMU | 主板电源   | Main board, power         | board
MB-RF  | 主板射频   | Main board, radio         | board
MB-CPU | 主板处理器 | Main board, processor     | board
MB-MEM | 主板存储   | Main board, memory        | board
MB-AUD | 主板音频   | Main board, audio         | board
MB-CHG | 主板充电   | Main board, charging      | board
LCD    | 显示屏     | Display                   | module
TP     | 触摸屏     | Touch panel               | module
FPC    | 排线       | Flex cable                | module
BAT    | 电池       | Battery                   | module
CAMR   | 后摄       | Rear camera               | module
CAMF   | 前摄       | Front camera              | module
SPK    | 喇叭       | Speaker                   | module
RCV    | 听筒       | Receiver                  | module
MIC    | 麦克风     | Microphone                | module
VIB    | 马达       | Vibrator                  | module
USB    | 尾插       | Charging socket           | module
SIM    | 卡座       | SIM holder                | module
KEY    | 按键       | Keys                      | module
FP     | 指纹       | Fingerprint reader        | module
ANT    | 天线       | Antenna                   | module
HSG    | 外壳       | Housing                   | module
SW     | 软件       | Software                  | software
ACC    | 附件       | Accessory                 | accessory
USR    | 用户       | User (no technical fault) | ntf
"""

DEFECTS = """
code | Chinese      | English
D01  | 虚焊、脱焊   | Cold or broken solder joint
D02  | 元件失效     | Component failed
D03  | 短路         | Short circuit
D04  | 断线、断排   | Broken wire or flex
D05  | 进液腐蚀     | Liquid corrosion
D06  | 外力断裂     | Broken by force
D07  | 装配不良     | Assembly defect
D08  | 软件缺陷     | Software defect
D09  | 参数、号码丢失 | Parameter or number lost
D10  | 电芯衰减     | Worn cell
D11  | 氧化、接触不良 | Oxidation or poor contact
D12  | 来料尺寸     | Part out of dimension
D13  | 静电击穿     | Static discharge
D14  | 私拆改装     | Opened or modified by others
D15  | 未复现       | No trouble found
D99  | 其他         | Other
"""

# The level rises with the skill: 0 no tool, 1 module, 2 soldered part, 3 chip. What counts
# towards the two repairs of the Three Guarantees is a repair, not an exchange or a return.
REPAIRS = """
code | Chinese      | English                  | level | counts
R01  | 升级、刷机   | Software upgrade         | 0     | yes
R02  | 重焊         | Resolder                 | 2     | yes
R03  | 更换元件     | Replace component        | 2     | yes
R04  | 更换模组     | Replace module           | 1     | yes
R05  | 换主板       | Replace main board       | 1     | yes
R06  | 换整屏       | Replace display assembly | 1     | yes
R07  | 拆屏贴合     | Separate and laminate    | 1     | yes
R08  | 清洁、清理   | Clean                    | 0     | yes
R09  | 重装、紧固   | Refit, tighten           | 0     | yes
R10  | 写号、校准   | Write number, calibrate  | 0     | yes
R11  | 换新品       | Exchange for a new one   |       |
R12  | 未复现退回   | Return, no trouble found |       |
R13  | 拒修退回     | Return, repair refused   |       |
R14  | 报废         | Scrap                    |       |
"""


def performance_faults() -> list[FaultCodeFacts]:
    """The law's list; symptoms point into it, so it is entered first."""
    return [
        FaultCodeFacts(kind=Kind.PERFORMANCE, code=code, zh=zh, en=en, group=group)
        for code, zh, en, group in rows(PERFORMANCE)
    ]


def other_codes(performance: dict[str, FaultCode]) -> list[FaultCodeFacts]:
    """Every other code; `performance` are the rows of the law's list by code."""
    return [
        *_plain(Kind.CONDITION, CONDITIONS),
        *(
            FaultCodeFacts(
                kind=Kind.SYMPTOM,
                code=code,
                zh=zh,
                en=en,
                group=group,
                performance_fault=performance.get(proves),
            )
            for code, zh, en, group, proves in rows(SYMPTOMS)
        ),
        *_plain(Kind.SECTION, SECTIONS),
        *_plain(Kind.DEFECT, DEFECTS),
        *(
            FaultCodeFacts(
                kind=Kind.REPAIR,
                code=code,
                zh=zh,
                en=en,
                repair_level=int(level) if level else None,
                counts_as_repair=counts == "yes",
            )
            for code, zh, en, level, counts in rows(REPAIRS)
        ),
    ]


def _plain(kind: Kind, table: str) -> list[FaultCodeFacts]:
    return [
        FaultCodeFacts(kind=kind, code=code, zh=zh, en=en, group="".join(group))
        for code, zh, en, *group in rows(table)
    ]
