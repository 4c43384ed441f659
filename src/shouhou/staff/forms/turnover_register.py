"""Which days and part the turnover register shows, and the custodian's count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.turnover import Day
from shouhou.exchange.turnover_register import Narrowing
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.reports.turnover_sums import By, Step
from shouhou.web.forms import DayField, PickField

LONGEST = timedelta(days=92)
LONGEST_SUMS = timedelta(days=366)


class PeriodForm(forms.Form):
    """From one day to another, both included; of one part, class or agent, or of all."""

    first = DayField(label=_("From day"))
    last = DayField(label=_("To day"))
    part = PickField(
        Part.objects.all(),
        by="part_no",
        suggestions="suggest_parts",
        label=_("Part"),
        required=False,
    )
    material_class = forms.ChoiceField(
        choices=[("", _("all")), *Part.MaterialClass.choices],
        label=_("Material class"),
        required=False,
    )
    agent = forms.ModelChoiceField(
        Agent.objects.all(), label=_("Agent"), required=False, empty_label=_("all")
    )

    def asked(self) -> Narrowing:
        """What of the register is wanted."""
        typed = self.cleaned_data
        return Narrowing(typed["part"], typed["material_class"], typed["agent"])

    def clean(self) -> dict[str, Any]:
        """At most a quarter, and not backwards."""
        cleaned: dict[str, Any] = super().clean() or {}
        first: date | None = cleaned.get("first")
        last: date | None = cleaned.get("last")
        if first and last and not timedelta() <= last - first <= LONGEST:
            self.add_error("last", _("Choose a day from the first on, at most 92 days later."))
        return cleaned


class SumsForm(forms.Form):
    """From one day to another, how long a period is, and what a row is about."""

    first = DayField(label=_("From day"))
    last = DayField(label=_("To day"))
    step = forms.ChoiceField(label=_("Periods"), choices=Step.choices)
    by = forms.ChoiceField(label=_("Rows"), choices=By.choices)

    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.cleaned_data["first"], self.cleaned_data["last"]

    def clean(self) -> dict[str, Any]:
        """At most a year, not backwards, and nothing that has not come yet."""
        cleaned: dict[str, Any] = super().clean() or {}
        first: date | None = cleaned.get("first")
        last: date | None = cleaned.get("last")
        if first and last:
            cleaned["last"] = last = min(last, clock.today())
            if not timedelta() <= last - first <= LONGEST_SUMS:
                self.add_error("last", _("Choose a day from the first on, at most a year later."))
        return cleaned


class CountForm(forms.Form):
    """Good pieces counted, part by part; fast movers at least, the others may stay empty."""

    def __init__(self, days: Sequence[Day], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = {str(row.part.pk): row for row in days}
        for name, row in self.days.items():
            self.fields[name] = forms.IntegerField(
                label=str(row.part),
                min_value=0,
                required=False,
                widget=forms.NumberInput(
                    {
                        "class": "form-control pieces",
                        "inputmode": "numeric",
                        "aria-label": str(row.part),
                    }
                ),
            )

    def moved(self) -> Iterator[tuple[Day, BoundField]]:
        """The parts that went in or out, each with its field: the first to count."""
        return ((row, self[name]) for name, row in self.days.items() if row.moved)

    def stood(self) -> Iterator[tuple[Day, BoundField]]:
        """The parts that only stood there, each with its field."""
        return ((row, self[name]) for name, row in self.days.items() if not row.moved)

    def counted(self) -> dict[int, int]:
        """What was counted, by part."""
        counts = self.cleaned_data.items()
        return {int(name): count for name, count in counts if count is not None}
