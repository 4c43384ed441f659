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
from shouhou.web.forms import DayField, PickField

LONGEST = timedelta(days=92)


class PeriodForm(forms.Form):
    """From one day to another, both included, of one part or of all."""

    first = DayField(label=_("From day"))
    last = DayField(label=_("To day"))
    part = PickField(
        Part.objects.all(),
        by="part_no",
        suggestions="suggest_parts",
        label=_("Part"),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """At most a quarter, and not backwards."""
        cleaned: dict[str, Any] = super().clean() or {}
        first: date | None = cleaned.get("first")
        last: date | None = cleaned.get("last")
        if first and last and not timedelta() <= last - first <= LONGEST:
            self.add_error("last", _("Choose a day from the first on, at most 92 days later."))
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

    def lines(self) -> Iterator[tuple[Day, BoundField]]:
        """Every part of the day with its field."""
        for name, row in self.days.items():
            yield row, self[name]

    def counted(self) -> dict[int, int]:
        """What was counted, by part."""
        counts = self.cleaned_data.items()
        return {int(name): count for name, count in counts if count is not None}
