"""The part numbers a department begins with, `CAT-MODEL-nnC`: a table of kinds, spread out.

The last letter is the colour of what has one (K black, W white, B blue), else A.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from shouhou.catalog.facts import PartFacts
from shouhou.catalog.models import Part, PhoneModel
from shouhou.catalog.seed.phones import MODELS
from shouhou.catalog.seed.tables import rows
from shouhou.partners.models import Supplier

# Colours stand after a colon.
KINDS = """
cat   | name     | English             | class      | variants: models, network families or sizes
MB    | 主板     | Main board          | big_three  | A1 A2 S5 S5P X7 N3 C1
LCD   | 屏总成   | Display assembly    | big_three  | A1 A2 S5 S5P X7 N3 C1
TP    | 触摸屏   | Touch panel         | big_three  | A1 A2 S5 S5P X7 C1
CAMR  | 后摄模组 | Rear camera         | electronic | A1 A2 S5 S5P X7 N3 C1
CAMF  | 前摄     | Front camera        | electronic | A1 A2 S5 S5P X7 C1
SUB   | 尾插小板 | Charging board      | electronic | A1 A2 S5 S5P X7 N3 C1
FPC   | 排线     | Flex cable          | electronic | A1 A2 S5 S5P X7 N3 C1
SPK   | 喇叭     | Speaker             | electronic | 4G 5G
RCV   | 听筒     | Receiver            | electronic | 4G 5G
MIC   | 麦克风   | Microphone          | electronic | 4G 5G
VIB   | 马达     | Vibrator            | electronic | 4G 5G
FP    | 指纹模组 | Fingerprint reader  | electronic | A1 A2 S5 S5P X7
ANT   | 天线     | Antenna             | electronic | 4G 5G
SIM   | 卡座卡托 | SIM holder          | electronic | 4G 5G
BAT   | 电池     | Battery             | accessory  | A1 A2 S5 S5P X7 N3 C1
HSG   | 中框     | Housing             | accessory  | A1 A2 S5 S5P X7 N3 C1
BC    | 后盖     | Back cover          | accessory  | A1:KW A2:KB S5:KWB S5P:KB X7:KWB N3:K C1:K
CHG   | 充电器   | Charger             | accessory  | 10W 18W 33W
CBL   | 数据线   | Data cable          | accessory  | USBB USBC
EAR   | 有线耳机 | Wired earphone      | accessory  | 35MM USBC
PHONE | 整机     | Phone               | big_three  | A1 A2 S5 S5P X7 N3 C1
LBL-D | 机标     | Device label        | consumable | 30X15
LBL-B | 盒标     | Box label           | consumable | 80X50
LBL-N | 网标     | Network-access mark | controlled | A1 N3 C1
BOX   | 彩盒     | Box                 | consumable | S L
OCA   | OCA胶    | Optical adhesive    | consumable | 61IN 67IN
TAPE  | 封箱胶带 | Packing tape        | consumable | 48MM
"""

# Costs from … to in yuan; "back" is the share of what comes back, in percent; lead in days;
# the least and the most pieces on the turnover shelf.
FIGURES = """
cat   | from | to   | back | lead | min | max  | supplier
MB    | 260  | 780  | 15   | 25   | 20  | 60   | GY-02
LCD   | 95   | 420  | 18   | 20   | 25  | 80   | GY-01
TP    | 28   | 88   | 5    | 18   | 15  | 45   | GY-01
CAMR  | 35   | 110  | 3.3  | 20   | 10  | 30   | GY-02
CAMF  | 16   | 40   | 1.2  | 20   | 5   | 20   | GY-02
SUB   | 8    | 18   | 4.8  | 12   | 15  | 45   | GY-02
FPC   | 3    | 8    | 2.3  | 12   | 10  | 40   | GY-02
SPK   | 2    | 6    | 1.6  | 10   | 10  | 40   | GY-02
RCV   | 1.8  | 3    | 0.8  | 10   | 10  | 40   | GY-02
MIC   | 1.5  | 2.5  | 0.8  | 10   | 10  | 40   | GY-02
VIB   | 3    | 6    | 0.5  | 10   | 5   | 20   | GY-02
FP    | 12   | 35   | 1.2  | 15   | 5   | 20   | GY-02
ANT   | 1    | 3    | 0.5  | 10   | 5   | 20   | GY-02
SIM   | 2    | 5    | 0.6  | 10   | 5   | 20   | GY-02
BAT   | 22   | 46   | 15   | 15   | 40  | 120  | GY-03
HSG   | 15   | 45   | 4    | 15   | 10  | 30   | GY-03
BC    | 8    | 30   | 5.4  | 12   | 15  | 45   | GY-03
CHG   | 12   | 48   | 11   | 15   | 40  | 120  | GY-03
CBL   | 4    | 12   | 6    | 10   | 40  | 120  | GY-03
EAR   | 6    | 15   | 3    | 10   | 20  | 60   | GY-03
PHONE | 180  | 1950 | 0    | 30   | 2   | 10   | GY-02
LBL-D | 0.05 | 0.05 | 0    | 7    | 500 | 2000 | GY-03
LBL-B | 0.05 | 0.05 | 0    | 7    | 500 | 2000 | GY-03
LBL-N | 0.30 | 0.30 | 0    | 0    | 0   | 0    |
BOX   | 3.5  | 6    | 0    | 7    | 50  | 200  | GY-03
OCA   | 4    | 6    | 0    | 7    | 50  | 200  | GY-03
TAPE  | 0.5  | 0.5  | 0    | 7    | 50  | 200  | GY-03
"""

COLOURS = {"K": "黑", "W": "白", "B": "蓝"}
SERIAL = {
    "MB": Part.Wears.IMEI,
    "PHONE": Part.Wears.IMEI,
    "LCD": Part.Wears.SN,
    "LBL-N": Part.Wears.SN,
}
UNITS = {"OCA": Part.Unit.SHEET, "TAPE": Part.Unit.ROLL}
HAZARDS = {"BAT": Part.Hazard.LI_LOOSE, "PHONE": Part.Hazard.LI_IN_EQUIPMENT}
IN_LOTS = {"BAT", "CHG", "LCD"}
REPAIRABLE = {"MB", "LCD", "SUB", "PHONE"}
CODE_MATCHED = {"MB", "PHONE"}
# A worn accessory is not worth the freight back; a charger is, for it is often not broken.
RETURNABLE_CLASSES = {Part.MaterialClass.BIG_THREE, Part.MaterialClass.ELECTRONIC}
RETURNABLE_TOO = {"CHG"}

SUBSTITUTES = (
    ("CHG-10W-01A", "CHG-18W-01A"),
    ("CHG-18W-01A", "CHG-33W-01A"),
    ("BOX-S-01A", "BOX-L-01A"),
)
"""The second may be issued where the first was asked for."""


class Line(NamedTuple):
    """One kind of part, from both tables."""

    category: str
    name: str
    english_name: str
    material_class: str
    variants: tuple[str, ...]
    lowest_yuan: Decimal
    highest_yuan: Decimal
    return_percent: Decimal
    lead_days: int
    turnover_min: int
    turnover_max: int
    supplier: str

    @classmethod
    def read(cls, kind: list[str], figures: list[str]) -> Line:
        """A kind from its cells in both tables."""
        category, name, english_name, material_class, variants = kind
        _, lowest, highest, percent, lead_days, least, most, supplier = figures
        return cls(
            category=category,
            name=name,
            english_name=english_name,
            material_class=material_class,
            variants=tuple(variants.split()),
            lowest_yuan=Decimal(lowest),
            highest_yuan=Decimal(highest),
            return_percent=Decimal(percent),
            lead_days=int(lead_days),
            turnover_min=int(least),
            turnover_max=int(most),
            supplier=supplier,
        )

    def cost_fen(self, tier: float) -> int:
        """The cost at `tier` between the lowest (0) and the highest (1), to the tenth of a yuan."""
        yuan = self.lowest_yuan + (self.highest_yuan - self.lowest_yuan) * Decimal(str(tier))
        return int(yuan.quantize(Decimal("0.1")) * 100) if yuan >= 1 else int(yuan * 100)


LINES = tuple(map(Line.read, rows(KINDS), rows(FIGURES)))


def parts(
    models: Mapping[str, PhoneModel], suppliers: Mapping[str, Supplier]
) -> Iterator[PartFacts]:
    """Every part, for the models and suppliers by their codes."""
    tiers = {model.facts.code: model.tier for model in MODELS}
    for line in LINES:
        last = max(len(line.variants) - 1, 1)
        for number, variant in enumerate(line.variants):
            code, _, colours = variant.partition(":")
            for letter in colours or "A":
                yield _part(
                    line,
                    f"{line.category}-{code}-01{letter}",
                    model=models.get(code),
                    cost_fen=line.cost_fen(tiers.get(code, number / last)),
                    supplier=suppliers.get(line.supplier),
                )


def _part(
    line: Line,
    part_no: str,
    *,
    model: PhoneModel | None,
    cost_fen: int,
    supplier: Supplier | None,
) -> PartFacts:
    variant, _, suffix = part_no.removeprefix(f"{line.category}-").rpartition("-")
    colour = COLOURS.get(suffix[-1], "")
    wears = SERIAL.get(line.category, Part.Wears.NONE)
    returnable = line.material_class in RETURNABLE_CLASSES or line.category in RETURNABLE_TOO
    return PartFacts(
        part_no=part_no,
        name=f"{model.name if model else variant} {line.name} {colour}".strip(),
        english_name=f"{variant} {line.english_name}",
        category=line.category,
        material_class=line.material_class,
        uom=UNITS.get(line.category, Part.Unit.PIECE),
        model=model,
        tracking=Part.Tracking.QUANTITY if wears == Part.Wears.NONE else Part.Tracking.SERIAL,
        wears=wears,
        lot_tracked=line.category in IN_LOTS,
        cost_fen=cost_fen,
        hazard=HAZARDS.get(line.category, Part.Hazard.NONE),
        repairable=line.category in REPAIRABLE,
        returnable=returnable and line.category != "PHONE",
        four_codes=line.category in CODE_MATCHED,
        turnover_min=line.turnover_min,
        turnover_max=line.turnover_max,
        supplier=supplier,
        lead_days=line.lead_days,
        eol=model is not None and model.eol,
    )
