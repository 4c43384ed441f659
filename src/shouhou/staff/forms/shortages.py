"""What the register of shortages is filtered by, and what is noted, settled or put first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part, PartSubstitute
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.models import Demand
from shouhou.web.filters import SearchFilter
from shouhou.web.forms import DayField, as_typed

AGES = [(str(days), _("%(days)s days or more") % {"days": days}) for days in (3, 7, 14, 30)]
WHICH = [("open", _("Short")), ("over", _("Filled or settled"))]


class ShortageFilter(django_filters.FilterSet):
    """What the register is filtered by."""

    which = django_filters.ChoiceFilter(
        label=_("Shortages"), choices=WHICH, method="of_which", empty_label=None
    )
    cause = django_filters.ChoiceFilter(label=_("Cause"), choices=Demand.Cause.choices)
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())
    part = SearchFilter(label=_("Part"), method="of_part")
    age = django_filters.ChoiceFilter(label=_("Short for"), choices=AGES, method="of_age")

    class Meta:
        model = Demand
        fields = ("which", "cause", "agent", "part", "age")

    def of_which(self, rows: QuerySet[Demand], _name: str, which: str) -> QuerySet[Demand]:
        """Those that are still short, or those that are over."""
        short = {"promised__lt": F("quantity") - F("closed")}
        return rows.filter(**short) if which == "open" else rows.exclude(**short)

    def of_part(self, rows: QuerySet[Demand], _name: str, typed: str) -> QuerySet[Demand]:
        """Shortages of the parts whose number begins so."""
        return rows.filter(part__part_no__istartswith=as_typed(typed))

    def of_age(self, rows: QuerySet[Demand], _name: str, days: str) -> QuerySet[Demand]:
        """Shortages since so many days ago, or longer."""
        return rows.filter(since__lte=clock.now() - timedelta(days=int(days)))


class ExpectForm(forms.Form):
    """When the goods come, and when the agent was told."""

    expected_on = DayField(label=_("Expected on"), required=False)
    told_on = DayField(label=_("Agent told on"), required=False)

    @classmethod
    def of(cls, shortage: Demand) -> ExpectForm:
        """The form with what was noted before."""
        told = shortage.agent_told_at
        return cls(
            initial={
                "expected_on": shortage.expected_on,
                "told_on": clock.day_of(told) if told else None,
            }
        )


class SubstituteForm(forms.Form):
    """An approved part that goes for the one that is short."""

    substitute = forms.ModelChoiceField(
        Part.objects.none(), label=_("Substitute"), to_field_name="part_no"
    )

    def __init__(self, *args: Any, shortage: Demand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        approved = PartSubstitute.objects.filter(part=shortage.part, approved_by__isnull=False)
        choices = Part.objects.approved().filter(pk__in=approved.values("substitute"))
        self.fields["substitute"].queryset = choices  # type: ignore[attr-defined]


class FirstForm(forms.Form):
    """How soon, and why."""

    priority = forms.IntegerField(
        label=_("Priority"),
        min_value=0,
        max_value=99,
        help_text=_("The higher, the sooner. 0 is the ordinary turn."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=400)
