"""What is tallied by hand: a figure for every row of the day, or for a row the system lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.day_book import IN, OUT, Key, Row
from shouhou.partners.models import Agent
from shouhou.web.forms import PickField


class TallyForm(forms.Form):
    """One figure a row; an empty one is not tallied."""

    def __init__(self, rows: Sequence[Row], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {"-".join(map(str, row.key)): row for row in rows}
        for name, row in self.rows.items():
            self.fields[name] = forms.IntegerField(
                label=f"{row.agent} {row.part}",
                min_value=0,
                required=False,
                initial=row.tallied,
                widget=forms.NumberInput({"class": "pieces", "inputmode": "numeric"}),
            )

    def lines(self) -> Iterator[tuple[Row, BoundField]]:
        """Every row with its field."""
        for name, row in self.rows.items():
            yield row, self[name]

    def counts(self) -> dict[Key, int | None]:
        """The figures by what they are the figure of."""
        return {row.key: self.cleaned_data[name] for name, row in self.rows.items()}


class MissingRowForm(forms.Form):
    """A row that the hand counted and the system does not have."""

    direction = forms.ChoiceField(label=_("Direction"), choices=[(IN, _("In")), (OUT, _("Out"))])
    agent = PickField(
        Agent.objects.all(), by="code", suggestions="suggest_agents", label=_("Agent")
    )
    part = PickField(Part.objects.all(), by="part_no", suggestions="suggest_parts", label=_("Part"))
    quantity = forms.IntegerField(label=_("Tallied"), min_value=1)

    def counts(self) -> dict[Key, int | None]:
        """The one figure."""
        line = self.cleaned_data
        key = Key(line["agent"].pk, line["part"].pk, line["direction"])
        return {key: line["quantity"]}
