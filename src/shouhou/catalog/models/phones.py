"""Phone models and the type allocation codes that their IMEIs begin with."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PhoneModels(models.QuerySet["PhoneModel"]):
    """Questions about phone models."""

    def bearing(self, tac: str) -> PhoneModels:
        """The models that any IMEI beginning with `tac` may belong to; normally one."""
        return self.filter(tacs__in=Tac.objects.speaking(tac)).distinct()


class Marks(NamedTuple):
    """How the pieces of a model are marked; as long as nobody approved it, nothing is known."""

    sn_pattern: str = ""
    imei_count: int = 0
    nal_mark_mode: str = ""


class PhoneModel(models.Model):
    """One model of phone that the brand sold, and how its pieces are marked.

    Whoever edits it or its type allocation codes takes its approval away, until somebody else
    approves it again. Checks go by it as it was approved: the desk never waits for a new price.
    """

    class Network(models.TextChoices):
        CDMA_4G = "cdma_4g", "CDMA/4G"
        LTE = "4g", "4G"
        NR = "5g", "5G"

    class NalMarkMode(models.TextChoices):
        PAPER_LEGACY = "paper_legacy", _("Paper mark (issued until 2023)")
        E_DISPLAY = "e_display", _("Shown by the phone")
        BODY_PRINT = "body_print", _("Printed on the body")
        STICKER = "sticker", _("Sticker of the new kind")

    class ImeiCount(models.IntegerChoices):
        SINGLE = 1, _("One IMEI")
        DUAL = 2, _("Two IMEIs")

    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("name"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    network = models.CharField(_("network"), max_length=10, choices=Network.choices)
    launched_on = models.DateField(_("launched on"))
    eol = models.BooleanField(_("end of life"), default=False)
    nal_mark_mode = models.CharField(
        _("network-access mark"), max_length=12, choices=NalMarkMode.choices
    )
    nal_licence_no = models.CharField(_("network-access licence"), max_length=20, blank=True)
    nal_valid_until = models.DateField(_("licence valid until"), null=True, blank=True)
    price_fen = models.PositiveIntegerField(_("price"))
    imei_count = models.PositiveSmallIntegerField(
        _("IMEIs"), choices=ImeiCount.choices, default=ImeiCount.DUAL
    )
    has_meid = models.BooleanField(_("has an MEID"), default=False)
    sn_pattern = models.CharField(_("pattern of its SN"), max_length=120, blank=True)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    as_approved = models.JSONField(default=dict)

    objects = PhoneModels.as_manager()

    class Meta:
        verbose_name = _("phone model")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="a_model_code_names_one_model"),
            models.CheckConstraint(
                condition=Q(imei_count__in=(1, 2)), name="a_phone_bears_one_or_two_imeis"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_phone_model",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def approved(self) -> bool:
        """Whether somebody else has looked at it as it stands."""
        return self.approved_by_id is not None

    @property
    def marks(self) -> Marks:
        """How its pieces are marked, as it was last approved: what a check goes by."""
        if self.approved:
            return Marks(self.sn_pattern, self.imei_count, self.nal_mark_mode)
        return Marks(**self.as_approved)


class Tacs(models.QuerySet["Tac"]):
    """Questions about type allocation codes."""

    def speaking(self, tac: str) -> Tacs:
        """Where this code names a model; one that nobody approved names none."""
        return self.filter(tac=tac, approved=True)


class Tac(models.Model):
    """One type allocation code in one IMEI slot of a model; both slots may share a code.

    It says nothing until its model is approved with it.
    """

    tac = models.CharField(_("TAC"), max_length=8, db_index=True)
    model = models.ForeignKey(PhoneModel, models.PROTECT, related_name="tacs")
    slot = models.PositiveSmallIntegerField(_("slot"), default=1)
    approved = models.BooleanField(_("approved"), default=False)

    objects = Tacs.as_manager()

    class Meta:
        verbose_name = _("TAC")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tac", "model", "slot"], name="a_tac_stands_once_in_a_slot_of_a_model"
            ),
            models.CheckConstraint(
                condition=Q(slot__in=(1, 2)), name="a_tac_stands_in_slot_one_or_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tac} {self.model.code}/{self.slot}"
