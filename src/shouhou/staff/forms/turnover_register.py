"""The turnover register: which days are shown, and what the custodian counted at the close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.turnover import Day
from shouhou.kernel import clock
from shouhou.web.forms import DayField, PickField

SHOWN_DAYS = 7


class RegisterForm(forms.Form):
    """From which day to which, and of which part."""

    first = DayField(label=_("From"))
    last = DayField(label=_("To"))
    part = PickField(
        Part.objects.all(),
        by="part_no",
        suggestions="suggest_parts",
        label=_("Part"),
        required=False,
    )

    @classmethod
    def asked(cls, query: Any) -> RegisterForm:
        """The days that the URL names; the last week when it names none."""
        today = clock.today()
        week = {"first": today - timedelta(days=SHOWN_DAYS), "last": today}
        return cls({**week, **query.dict()})


class CloseForm(forms.Form):
    """The good pieces counted of each part; a part left empty is closed by the books."""

    def __init__(self, days: Sequence[Day], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = {str(row.part.pk): row for row in days}
        for name, row in self.days.items():
            self.fields[name] = forms.IntegerField(
                label=str(row.part),
                min_value=0,
                max_value=1_000_000,
                required=False,
                widget=forms.NumberInput({"class": "pieces", "inputmode": "numeric"}),
            )

    def lines(self) -> Iterator[tuple[Day, BoundField]]:
        """Every part with its field."""
        for name, row in self.days.items():
            yield row, self[name]

    def counted(self) -> dict[int, int]:
        """What was counted, by part."""
        typed = self.cleaned_data
        return {int(name): typed[name] for name in self.days if typed[name] is not None}
