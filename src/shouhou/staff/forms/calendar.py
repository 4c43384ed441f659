"""The days of a year that are not what their weekday says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.calendar import SpecialDay
from shouhou.catalog.models import CalendarDay
from shouhou.web.forms import DayField


class SpecialDayForm(forms.Form):
    """One holiday or make-up working day."""

    date = DayField(label=_("Day"))
    kind = forms.ChoiceField(label=_("Kind"), choices=CalendarDay.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=30)


SpecialDays = forms.formset_factory(SpecialDayForm, extra=1, can_delete=True, max_num=366)


def days_of(lines: Any) -> list[SpecialDay]:
    """The filled lines of a valid formset, in their order."""
    filled = [form.cleaned_data for form in lines if form.has_changed() or form.initial]
    kept = [line for line in filled if line.get("date") and not line.get("DELETE")]
    return [SpecialDay(line["date"], line["kind"], line["name"]) for line in kept]
