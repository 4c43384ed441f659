"""What the list of agents is filtered by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.partners.models import Agent


class AgentFilter(django_filters.FilterSet):
    """By kind, province, and any word of the name or its pinyin."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Agent.Kind.choices)

    class Meta:
        model = Agent
        fields = ("q", "kind")

    def search(self, rows: QuerySet[Agent], _name: str, words: str) -> QuerySet[Agent]:
        """Agents whose code, name, city or pinyin holds the words."""
        return rows.filter(pk__in=Agent.objects.matching(words).values("pk"))
