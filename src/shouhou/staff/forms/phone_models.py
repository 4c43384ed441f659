"""What is typed about a phone model and its type allocation codes."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.facts import PhoneModelFacts
from shouhou.catalog.models import PhoneModel
from shouhou.web.filters import SearchFilter, YesNoFilter
from shouhou.web.forms import DayField, MoneyField, as_typed


class PhoneModelFilter(django_filters.FilterSet):
    """By code, name, pinyin or TAC; by network and end of life."""

    q = SearchFilter(label=_("Code, name, pinyin or TAC"), method="search")
    network = django_filters.ChoiceFilter(label=_("Network"), choices=PhoneModel.Network.choices)
    approved = YesNoFilter(
        label=_("Approved"), field_name="approved_by", lookup_expr="isnull", exclude=True
    )
    eol = YesNoFilter(label=_("End of life"))

    class Meta:
        model = PhoneModel
        fields = ()

    def search(self, rows: QuerySet[PhoneModel], _name: str, typed: str) -> QuerySet[PhoneModel]:
        """Models that match what was typed."""
        text = as_typed(typed)
        named = Q(code__icontains=text) | Q(name__icontains=text) | Q(pinyin__icontains=text)
        return rows.filter(named | Q(tacs__tac__startswith=text)).distinct()


class PhoneModelForm(forms.Form):
    """A phone model as R&D or the material clerk keeps it."""

    code = forms.CharField(label=_("Code"), max_length=10)
    name = forms.CharField(label=_("Name"), max_length=40)
    network = forms.ChoiceField(label=_("Network"), choices=PhoneModel.Network.choices)
    launched_on = DayField(label=_("Launched on"))
    price_fen = MoneyField(label=_("Price"))
    imei_count = forms.TypedChoiceField(
        label=_("IMEIs"), choices=PhoneModel.ImeiCount.choices, coerce=int, initial=2
    )
    has_meid = forms.BooleanField(label=_("Has an MEID"), required=False)
    sn_pattern = forms.CharField(label=_("Pattern of its SN"), max_length=120, required=False)
    nal_mark_mode = forms.ChoiceField(
        label=_("Network-access mark"), choices=PhoneModel.NalMarkMode.choices
    )
    nal_licence_no = forms.CharField(
        label=_("Network-access licence"), max_length=20, required=False
    )
    nal_valid_until = DayField(label=_("Licence valid until"), required=False)
    eol = forms.BooleanField(label=_("End of life"), required=False)

    @classmethod
    def of(cls, model: PhoneModel, data: Any = None) -> PhoneModelForm:
        """The form of a model that is there: its code stays."""
        form = cls(data, initial={name: getattr(model, name) for name in cls.base_fields})
        form.fields["code"].disabled = True
        return form

    def facts(self) -> PhoneModelFacts:
        """The model as the command takes it."""
        return PhoneModelFacts(**self.cleaned_data)


class TacForm(forms.Form):
    """The first eight digits of the IMEIs in one slot."""

    tac = forms.CharField(label=_("TAC"), max_length=20)
    slot = forms.TypedChoiceField(label=_("Slot"), coerce=int)

    def __init__(self, model: PhoneModel, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = range(1, model.imei_count + 1)
        self.fields["slot"].choices = [(slot, f"IMEI{slot}") for slot in slots]  # type: ignore[attr-defined]
