"""How the stock list is filtered, also back to any past day."""

from __future__ import annotations

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.stock.models import Condition, Holding, Place
from shouhou.web.filters import SearchFilter
from shouhou.web.forms import DayInput, as_typed


class StockFilter(django_filters.FilterSet):
    """By part, place, condition, lot, and on which day."""

    q = SearchFilter(label=_("Part"), method="search")
    place = django_filters.ModelChoiceFilter(
        label=_("Place"),
        queryset=Place.objects.filter(outside=False).order_by("pk"),
        to_field_name="code",
    )
    condition = django_filters.ChoiceFilter(label=_("Stock condition"), choices=Condition.choices)
    lot = django_filters.CharFilter(label=_("Lot"), field_name="lot__code", lookup_expr="iexact")
    day = django_filters.DateFilter(label=_("At the end of"), method="on_day", widget=DayInput)

    class Meta:
        model = Holding
        fields = ()

    def search(self, rows: QuerySet[Holding], _name: str, typed: str) -> QuerySet[Holding]:
        """Parts whose number, name or pinyin holds what was typed."""
        words = as_typed(typed)
        return rows.filter(
            Q(part__part_no__icontains=words)
            | Q(part__name__icontains=words)
            | Q(part__english_name__icontains=words)
            | Q(part__pinyin__icontains=words)
        )

    def on_day(self, rows: QuerySet[Holding], _name: str, _day: object) -> QuerySet[Holding]:
        """The balances were reckoned for this day already, when the rows were asked for."""
        return rows
