"""What is typed about a part, its substitutes and how it is tracked."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.facts import PartFacts
from shouhou.catalog.models import Part, PhoneModel
from shouhou.partners.models import Supplier
from shouhou.web.filters import SearchFilter, YesNoFilter
from shouhou.web.forms import MoneyField, PickField, as_typed

FIXED = ("part_no", "tracking", "wears", "lot_tracked")
"""What a part keeps when it is edited."""


class PartFilter(django_filters.FilterSet):
    """By number, name or pinyin; by category, class and approval."""

    q = SearchFilter(label=_("Number, name or pinyin"), method="search")
    category = django_filters.ChoiceFilter(label=_("Category"), choices=Part.Category.choices)
    material_class = django_filters.ChoiceFilter(
        label=_("Material class"), choices=Part.MaterialClass.choices
    )
    approved = YesNoFilter(
        label=_("Approved"), field_name="approved_by", lookup_expr="isnull", exclude=True
    )
    eol = YesNoFilter(label=_("End of life"))

    class Meta:
        model = Part
        fields = ()

    def search(self, rows: QuerySet[Part], _name: str, typed: str) -> QuerySet[Part]:
        """Parts that match what was typed."""
        return rows & Part.objects.matching(as_typed(typed))


class TrackingForm(forms.Form):
    """Whether pieces are kept one by one, and what they wear."""

    tracking = forms.ChoiceField(label=_("Tracking"), choices=Part.Tracking.choices)
    wears = forms.ChoiceField(label=_("Wears"), choices=Part.Wears.choices)
    lot_tracked = forms.BooleanField(label=_("Tracked by lot"), required=False)


class PartForm(TrackingForm):
    """A part as the material clerk keeps it."""

    part_no = forms.CharField(label=_("Part number"), max_length=30)
    name = forms.CharField(label=_("Name"), max_length=60)
    english_name = forms.CharField(label=_("English name"), max_length=80, required=False)
    alias = forms.CharField(label=_("Alias"), max_length=60, required=False)
    spec = forms.CharField(label=_("Specification"), max_length=120, required=False)
    category = forms.ChoiceField(label=_("Category"), choices=Part.Category.choices)
    material_class = forms.ChoiceField(
        label=_("Material class"), choices=Part.MaterialClass.choices
    )
    model = PickField(
        PhoneModel.objects.all(),
        by="code",
        suggestions="suggest_models",
        label=_("Fits model"),
        required=False,
    )
    uom = forms.ChoiceField(label=_("Unit"), choices=Part.Unit.choices)
    cost_fen = MoneyField(label=_("Standard cost"))
    hazard = forms.ChoiceField(label=_("Hazard"), choices=Part.Hazard.choices)
    repairable = forms.BooleanField(label=_("Repairable"), required=False)
    returnable = forms.BooleanField(label=_("Defective must come back"), required=False)
    four_codes = forms.BooleanField(label=_("Codes are matched before it ships"), required=False)
    turnover_min = forms.IntegerField(label=_("Turnover minimum"), min_value=0, initial=0)
    turnover_max = forms.IntegerField(label=_("Turnover maximum"), min_value=0, initial=0)
    supplier = PickField(
        Supplier.objects.filter(active=True),
        by="code",
        suggestions="suggest_suppliers",
        label=_("Supplier"),
        required=False,
    )
    moq = forms.IntegerField(label=_("Smallest order"), min_value=1, initial=1)
    lead_days = forms.IntegerField(label=_("Lead time in days"), min_value=0, initial=0)
    eol = forms.BooleanField(label=_("End of life"), required=False)
    field_order = ("part_no", "name", "english_name", "alias", "spec", "category")

    @classmethod
    def of(cls, part: Part, data: Any = None) -> PartForm:
        """The form of a part that is there: its number and tracking stay."""
        initial = {name: getattr(part, name) for name in cls.base_fields}
        form = cls(data, initial=initial)
        for name in FIXED:
            form.fields[name].disabled = True
        return form

    def facts(self) -> PartFacts:
        """The part as the command takes it."""
        return PartFacts(**self.cleaned_data)


class SubstituteForm(forms.Form):
    """A part that may be issued instead."""

    substitute = PickField(
        Part.objects.approved(), by="part_no", suggestions="suggest_parts", label=_("Substitute")
    )
