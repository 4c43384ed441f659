"""The days of a year that are not what their weekday says, typed as runs: a feast is one line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.calendar import SpecialDay
from shouhou.catalog.models import CalendarDay
from shouhou.web.forms import DayField

ONE_DAY = timedelta(days=1)


class RunForm(forms.Form):
    """One run of holidays, or of make-up working days; a single day needs no last one."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CalendarDay.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=30)

    def clean(self) -> dict[str, Any]:
        """A run that goes forward, and within one year."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and not first <= last <= first + timedelta(days=366):
            self.add_error("last", _("The last day lies before the first."))
        return cleaned

    def days(self) -> list[SpecialDay]:
        """Every day of the run."""
        run = self.cleaned_data
        length = ((run["last"] or run["first"]) - run["first"]).days + 1
        return [
            SpecialDay(run["first"] + ONE_DAY * number, run["kind"], run["name"])
            for number in range(length)
        ]


Runs = forms.formset_factory(RunForm, extra=1, can_delete=True, max_num=366)


def days_of(runs: Any) -> list[SpecialDay]:
    """The days of every filled line of a valid formset that was not taken away."""
    kept = [form for form in runs if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [day for form in kept for day in form.days()]


def runs_of(days: Iterable[CalendarDay]) -> list[dict[str, Any]]:
    """The days of a year as lines: neighbours of one kind and name are one run."""
    runs: list[dict[str, Any]] = []
    for day in days:
        last = runs[-1] if runs else None
        if (
            last
            and (last["kind"], last["name"]) == (day.kind, day.name)
            and last["last"] + ONE_DAY == day.date
        ):
            last["last"] = day.date
        else:
            run = {"first": day.date, "last": day.date, "kind": day.kind, "name": day.name}
            runs.append(run)
    return runs
