"""What the list of exchange orders is filtered by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.exchange import progress
from shouhou.exchange.lifecycle import ExchangeState
from shouhou.exchange.models import ExchangeOrder
from shouhou.partners.models import Agent
from shouhou.web.filters import DayRangeFilter, SearchFilter
from shouhou.web.forms import as_typed


class ExchangeFilter(django_filters.FilterSet):
    """By agent, part, grounds, how far it has come, and the day it was written."""

    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())
    part = SearchFilter(label=_("Part"), method="of_part")
    grounds = django_filters.ChoiceFilter(label=_("Grounds"), choices=ExchangeOrder.Grounds.choices)
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ExchangeState.choices, method="of_state"
    )
    made_at = DayRangeFilter(label=_("Written on"))

    class Meta:
        model = ExchangeOrder
        fields = ()

    def of_part(
        self, rows: QuerySet[ExchangeOrder], _name: str, typed: str
    ) -> QuerySet[ExchangeOrder]:
        """Orders for the parts whose number begins so."""
        return rows.filter(part__part_no__istartswith=as_typed(typed))

    def of_state(
        self, rows: QuerySet[ExchangeOrder], _name: str, state: str
    ) -> QuerySet[ExchangeOrder]:
        """Orders that have come just so far."""
        return progress.in_state(rows, state)
