"""How the trail is filtered."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import TrailEntry, User
from shouhou.web.filters import DayRangeFilter, SearchFilter
from shouhou.web.forms import as_typed


class TrailFilter(django_filters.FilterSet):
    """By person, thing, act, outcome and day."""

    actor = django_filters.ModelChoiceFilter(
        label=_("Person"), queryset=User.objects.order_by("username"), to_field_name="username"
    )
    subject = SearchFilter(label=_("Thing"), method="about")
    verb = SearchFilter(label=_("Act"), field_name="verb", lookup_expr="contains")
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"),
        choices=[(TrailEntry.Outcome.DONE, _("Done")), (TrailEntry.Outcome.REFUSED, _("Refused"))],
    )
    at = DayRangeFilter(label=_("Day"))

    class Meta:
        model = TrailEntry
        fields = ()

    def about(self, rows: QuerySet[TrailEntry], _name: str, typed: str) -> QuerySet[TrailEntry]:
        """Entries about the thing that goes by this number or name."""
        return rows.filter(subject_label__istartswith=as_typed(typed))
