"""How documents are filtered, and the lines of a draft corrected."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document, Line
from shouhou.web.filters import DayRangeFilter, SearchFilter
from shouhou.web.forms import as_typed


class DocumentFilter(django_filters.FilterSet):
    """By number, serial or agent; by kind, state and the day it was posted."""

    q = SearchFilter(label=_("Number, serial or agent"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    book_date = DayRangeFilter(label=_("Posted on"))

    class Meta:
        model = Document
        fields = ()

    def search(self, rows: QuerySet[Document], _name: str, typed: str) -> QuerySet[Document]:
        """Documents whose number or agent holds what was typed, or that move this piece."""
        words = as_typed(typed)
        named = Q(number__icontains=words) | Q(agent__code__icontains=words)
        bearing = Line.objects.filter(unit__serials__value=words.upper()).values("document")
        return rows.filter(named | Q(agent__name__icontains=words) | Q(pk__in=bearing))


class CorrectionForm(forms.Form):
    """The pieces of every line of a draft; nothing for a line that goes."""

    def __init__(self, lines: list[Line], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for line in lines:
            piece = line.unit.label if line.unit else ""
            self.fields[str(line.line_no)] = forms.IntegerField(
                label=f"#{line.line_no} {line.source.part} {piece}".strip(),
                min_value=0,
                max_value=1 if line.unit else 1_000_000,
                initial=line.quantity,
            )

    def quantities(self) -> dict[int, int]:
        """The pieces by line number."""
        return {int(line_no): quantity for line_no, quantity in self.cleaned_data.items()}
