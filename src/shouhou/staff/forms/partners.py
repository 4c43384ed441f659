"""What is typed about agents, suppliers and carriers."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.partners.facts import AgentFacts, CarrierFacts, Partner, SupplierFacts
from shouhou.partners.models import Agent
from shouhou.web.filters import SearchFilter, YesNoFilter
from shouhou.web.forms import MoneyField, PickField, as_typed


class PartnerFilter(django_filters.FilterSet):
    """By code, name or pinyin, and whether the partner is active."""

    q = SearchFilter(label=_("Code or name"), method="search")
    active = YesNoFilter(label=_("Active"))

    def search(self, rows: QuerySet[Any], _name: str, typed: str) -> QuerySet[Any]:
        """Partners whose code or name holds what was typed."""
        words = as_typed(typed)
        return rows.filter(Q(code__icontains=words) | Q(name__icontains=words))


class PartnerForm(forms.Form):
    """What every partner has."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=80)

    @classmethod
    def of(cls, partner: Partner, data: Any = None) -> PartnerForm:
        """The form of a partner that is there: its code stays."""
        form = cls(data, initial={name: getattr(partner, name) for name in cls.base_fields})
        form.fields["code"].disabled = True
        return form

    def facts(self) -> AgentFacts | SupplierFacts | CarrierFacts:
        """The partner as the command takes it."""
        raise NotImplementedError


class AgentForm(PartnerForm):
    """An agent, service centre or dealer."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Agent.Kind.choices)
    parent = PickField(
        Agent.objects.filter(kind=Agent.Kind.AGENT),
        by="code",
        suggestions="suggest_agents",
        label=_("Agent above"),
        required=False,
        help_text=_("For dealers only."),
    )
    province = forms.CharField(label=_("Province"), max_length=20)
    city = forms.CharField(label=_("City"), max_length=20)
    contact = forms.CharField(label=_("Contact"), max_length=40)
    phone = forms.CharField(label=_("Phone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200)
    wants_labels = forms.BooleanField(label=_("Wants device and box labels"), required=False)

    def facts(self) -> AgentFacts:
        """The agent as the command takes it."""
        return AgentFacts(**self.cleaned_data)


class SupplierForm(PartnerForm):
    """A supplier."""

    contact = forms.CharField(label=_("Contact"), max_length=40)
    phone = forms.CharField(label=_("Phone"), max_length=20)

    def facts(self) -> SupplierFacts:
        """The supplier as the command takes it."""
        return SupplierFacts(**self.cleaned_data)


class CarrierForm(PartnerForm):
    """A carrier with the shape of its waybill numbers."""

    code = forms.CharField(label=_("Code"), max_length=10)
    name = forms.CharField(label=_("Name"), max_length=40)
    kuaidi100_code = forms.CharField(label=_("Kuaidi100 code"), max_length=30, required=False)
    kdniao_code = forms.CharField(label=_("Kdniao code"), max_length=10, required=False)
    strict_pattern = forms.CharField(
        label=_("Waybill pattern in use"), max_length=120, required=False
    )
    lenient_pattern = forms.CharField(
        label=_("Older waybill pattern"), max_length=120, required=False
    )
    phone_needed = forms.BooleanField(label=_("Tracking asks for a phone"), required=False)
    max_insured_fen = MoneyField(label=_("Highest insured value"), required=False)
    takes_loose_batteries = forms.BooleanField(
        label=_("Takes loose batteries by road"), required=False
    )
    claim_days = forms.IntegerField(label=_("Days to claim"), min_value=0, initial=30)
    monthly_account = forms.CharField(label=_("Monthly account"), max_length=30, required=False)

    def facts(self) -> CarrierFacts:
        """The carrier as the command takes it."""
        return CarrierFacts(**self.cleaned_data)
