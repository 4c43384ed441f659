"""The parties outside the department: agents, suppliers, carriers, and who acts for an agent."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User


class Agents(models.QuerySet["Agent"]):
    """Questions about agents."""

    def visible_to(self, user: User) -> Agents:
        """Every agent for people of the house; for an agent's user his own alone."""
        return self if user.sees_every_agent else self.filter(memberships__user=user)

    def active(self) -> Agents:
        """Agents that were approved and not closed since."""
        return self.filter(active=True)

    def matching(self, words: str) -> Agents:
        """Agents whose code, name, city or pinyin holds `words`."""
        return self.filter(
            Q(code__icontains=words)
            | Q(name__icontains=words)
            | Q(city__icontains=words)
            | Q(pinyin__icontains=words)
        )


class Agent(models.Model):
    """One provincial agent, service centre or dealer that sends us defectives."""

    class Kind(models.TextChoices):
        AGENT = "agent", _("Provincial agent")
        SERVICE_CENTRE = "service_centre", _("Service centre")
        DEALER = "dealer", _("Dealer")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    province = models.CharField(_("province"), max_length=20)
    city = models.CharField(_("city"), max_length=20)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dealers",
        verbose_name=_("agent above"),
    )
    contact = models.CharField(_("contact"), max_length=40)
    phone = models.CharField(_("phone"), max_length=20)
    address = models.CharField(_("address"), max_length=200)
    wants_labels = models.BooleanField(_("wants device and box labels"), default=False)
    active = models.BooleanField(_("active"), default=False)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = Agents.as_manager()

    class Meta:
        verbose_name = _("agent")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="an_agent_code_names_one_agent"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(kind="dealer"),
                name="only_dealers_stand_under_an_agent",
            ),
            models.CheckConstraint(
                condition=Q(active=False) | Q(approved_by__isnull=False),
                name="an_active_agent_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_agent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Supplier(models.Model):
    """One maker or trader that the main warehouse buys parts from."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    contact = models.CharField(_("contact"), max_length=40)
    phone = models.CharField(_("phone"), max_length=20)
    active = models.BooleanField(_("active"), default=False)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("supplier")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="a_supplier_code_names_one_supplier"),
            models.CheckConstraint(
                condition=Q(active=False) | Q(approved_by__isnull=False),
                name="an_active_supplier_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_supplier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Carrier(models.Model):
    """One courier, with the shape of its waybill numbers and what it takes.

    Patterns of different carriers overlap, so they warn and never decide (`kernel.waybills`).
    """

    code = models.CharField(_("code"), max_length=10)
    name = models.CharField(_("name"), max_length=40)
    kuaidi100_code = models.CharField(_("Kuaidi100 code"), max_length=30, blank=True)
    kdniao_code = models.CharField(_("Kdniao code"), max_length=10, blank=True)
    strict_pattern = models.CharField(_("waybill pattern in use"), max_length=120, blank=True)
    lenient_pattern = models.CharField(_("older waybill pattern"), max_length=120, blank=True)
    phone_needed = models.BooleanField(_("tracking asks for a phone"), default=False)
    max_insured_fen = models.PositiveBigIntegerField(_("highest insured value"), null=True)
    takes_loose_batteries = models.BooleanField(_("takes loose batteries by road"), default=False)
    claim_days = models.PositiveSmallIntegerField(_("days to claim"), default=30)
    monthly_account = models.CharField(_("monthly account"), max_length=30, blank=True)
    active = models.BooleanField(_("active"), default=False)
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("carrier")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], name="a_carrier_code_names_one_carrier"),
            models.CheckConstraint(
                condition=Q(active=False) | Q(approved_by__isnull=False),
                name="an_active_carrier_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_carrier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Membership(models.Model):
    """One user acts for one agent, and sees that agent's rows only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = _("membership")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], name="a_user_acts_for_one_agent"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.agent}"
