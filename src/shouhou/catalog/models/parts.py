"""The part master: what can lie on a shelf, and what may stand in for what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models.phones import PhoneModel
from shouhou.partners.models import Supplier


class Parts(models.QuerySet["Part"]):
    """Questions about parts."""

    def approved(self) -> Parts:
        """Parts that may be used: the supervisor approved them as they stand."""
        return self.filter(approved_by__isnull=False)

    def numbered(self, part_no: str) -> Parts:
        """The part with this number, however it was typed."""
        return self.filter(part_no=part_no.strip().upper())

    def matching(self, words: str) -> Parts:
        """Parts whose number, names or pinyin hold `words`."""
        return self.filter(
            Q(part_no__icontains=words)
            | Q(name__icontains=words)
            | Q(english_name__icontains=words)
            | Q(alias__icontains=words)
            | Q(pinyin__icontains=words)
        )

    def substitutes_of(self, part: Part) -> Parts:
        """The approved parts that may be issued instead of `part`."""
        return self.approved().filter(stands_in__part=part, stands_in__approved_by__isnull=False)


class Part(models.Model):
    """One part number: a spare part, an accessory, a consumable or a whole phone.

    Whoever edits it takes its approval away; nothing may use it until somebody else
    approves it again.
    """

    class Category(models.TextChoices):
        PHONE = "PHONE", _("Phone")
        MB = "MB", _("Main board")
        LCD = "LCD", _("Display assembly")
        TP = "TP", _("Touch panel")
        BAT = "BAT", _("Battery")
        CAMR = "CAMR", _("Rear camera")
        CAMF = "CAMF", _("Front camera")
        SUB = "SUB", _("Charging board")
        FPC = "FPC", _("Flex cable")
        SPK = "SPK", _("Speaker")
        RCV = "RCV", _("Receiver")
        MIC = "MIC", _("Microphone")
        VIB = "VIB", _("Vibrator")
        FP = "FP", _("Fingerprint reader")
        ANT = "ANT", _("Antenna")
        SIM = "SIM", _("SIM holder")
        HSG = "HSG", _("Housing")
        BC = "BC", _("Back cover")
        CHG = "CHG", _("Charger")
        CBL = "CBL", _("Data cable")
        EAR = "EAR", _("Wired earphone")
        LBL_D = "LBL-D", _("Device label")
        LBL_B = "LBL-B", _("Box label")
        LBL_N = "LBL-N", _("Network-access mark")
        BOX = "BOX", _("Box")
        OCA = "OCA", _("Optical adhesive")
        TAPE = "TAPE", _("Packing material")

    class MaterialClass(models.TextChoices):
        BIG_THREE = "big_three", _("Big three")
        ELECTRONIC = "electronic", _("Electronic part")
        ACCESSORY = "accessory", _("Accessory")
        CONSUMABLE = "consumable", _("Consumable")
        CONTROLLED = "controlled", _("Controlled number")

    class Tracking(models.TextChoices):
        SERIAL = "serial", _("Piece by piece")
        QUANTITY = "quantity", _("By quantity")

    class Wears(models.TextChoices):
        NONE = "none", _("No number")
        IMEI = "imei", _("IMEI")
        SN = "sn", _("Serial number")

    class Unit(models.TextChoices):
        PIECE = "piece", _("piece")
        SET = "set", _("set")
        ROLL = "roll", _("roll")
        SHEET = "sheet", _("sheet")

    class Hazard(models.TextChoices):
        NONE = "none", _("None")
        LI_IN_EQUIPMENT = "li_in_equipment", _("Lithium battery in equipment")
        LI_LOOSE = "li_loose", _("Loose lithium battery")
        LI_DEFECTIVE = "li_defective", _("Defective lithium battery")

    part_no = models.CharField(_("part number"), max_length=30)
    name = models.CharField(_("name"), max_length=60)
    english_name = models.CharField(_("English name"), max_length=80, blank=True)
    alias = models.CharField(_("alias"), max_length=60, blank=True)
    pinyin = models.CharField(max_length=300, blank=True)
    spec = models.CharField(_("specification"), max_length=120, blank=True)
    model = models.ForeignKey(
        PhoneModel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("fits model"),
    )
    category = models.CharField(_("category"), max_length=6, choices=Category.choices)
    material_class = models.CharField(
        _("material class"), max_length=12, choices=MaterialClass.choices
    )
    tracking = models.CharField(_("tracking"), max_length=8, choices=Tracking.choices)
    wears = models.CharField(_("wears"), max_length=4, choices=Wears.choices, default=Wears.NONE)
    lot_tracked = models.BooleanField(_("tracked by lot"), default=False)
    uom = models.CharField(_("unit"), max_length=6, choices=Unit.choices, default=Unit.PIECE)
    cost_fen = models.PositiveIntegerField(_("standard cost"))
    hazard = models.CharField(
        _("hazard"), max_length=16, choices=Hazard.choices, default=Hazard.NONE
    )
    repairable = models.BooleanField(_("repairable"), default=False)
    returnable = models.BooleanField(_("defective must come back"), default=False)
    four_codes = models.BooleanField(_("codes are matched before it ships"), default=False)
    turnover_min = models.PositiveIntegerField(_("turnover minimum"), default=0)
    turnover_max = models.PositiveIntegerField(_("turnover maximum"), default=0)
    supplier = models.ForeignKey(
        Supplier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("supplier"),
    )
    moq = models.PositiveIntegerField(_("smallest order"), default=1)
    lead_days = models.PositiveSmallIntegerField(_("lead time in days"), default=0)
    eol = models.BooleanField(_("end of life"), default=False)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    objects = Parts.as_manager()

    class Meta:
        verbose_name = _("part")
        ordering: ClassVar = ["part_no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part_no"], name="a_part_number_names_one_part"),
            models.CheckConstraint(
                condition=Q(tracking="quantity", wears="none")
                | Q(tracking="serial", wears__in=("imei", "sn")),
                name="exactly_the_serial_parts_wear_a_number",
            ),
            models.CheckConstraint(
                condition=Q(four_codes=False) | Q(wears="imei"),
                name="only_bearers_of_an_imei_are_code_matched",
            ),
            models.CheckConstraint(
                condition=Q(turnover_min__lte=F("turnover_max")),
                name="the_turnover_minimum_never_exceeds_the_maximum",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_no} {self.name}"

    @property
    def approved(self) -> bool:
        """Whether the part may be used."""
        return self.approved_by_id is not None


class PartSubstitute(models.Model):
    """One permission to issue `substitute` where `part` was asked for; never the other way."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(Part, models.PROTECT, related_name="stands_in")
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("substitute part")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["part", "substitute"], name="a_substitute_stands_in_once_for_a_part"
            ),
            models.CheckConstraint(
                condition=~Q(part=F("substitute")), name="a_part_never_stands_in_for_itself"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_substitute",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part.part_no} ← {self.substitute.part_no}"
