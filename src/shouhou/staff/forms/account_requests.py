"""What is asked about an agent's account, and what the lists of it are filtered by."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.lifecycle import RequestState
from shouhou.exchange.models import AccountRequest, ExchangeLine, ReturnObligation
from shouhou.flows.account_requests import MOST_PIECES, Wanted
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.web.filters import DayRangeFilter, SearchFilter
from shouhou.web.forms import PickField, as_typed

WHICH = [("open", _("Outstanding")), ("overdue", _("Overdue")), ("over", _("Settled"))]


class PiecesForm(forms.Form):
    """So many pieces, and why."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES)
    reason = forms.CharField(label=_("Reason"), max_length=400)

    def wanted(self) -> Wanted:
        """What the command takes."""
        return Wanted(self.cleaned_data["quantity"], self.cleaned_data["reason"])


class AdvanceForm(PiecesForm):
    """Good pieces for an agent before his old parts are here."""

    part = PickField(
        Part.objects.approved(), by="part_no", suggestions="suggest_parts", label=_("Part")
    )
    field_order = ("part", "quantity", "reason")


class RequestFilter(django_filters.FilterSet):
    """What the list of requests is filtered by."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=RequestState.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=AccountRequest.Kind.choices)
    agent = django_filters.ModelChoiceFilter(
        label=_("Agent"), queryset=Agent.objects.all(), to_field_name="code"
    )

    class Meta:
        model = AccountRequest
        fields = ("state", "kind", "agent")


class _OfAPart(django_filters.FilterSet):
    """Filters of rows that are about one agent and one part."""

    agent = django_filters.ModelChoiceFilter(
        label=_("Agent"), queryset=Agent.objects.all(), to_field_name="code"
    )
    part = SearchFilter(label=_("Part"), method="of_part")

    def of_part(self, rows: QuerySet, _name: str, typed: str) -> QuerySet:
        """Rows of the parts whose number begins so."""
        return rows.filter(part__part_no__istartswith=as_typed(typed))


class ObligationFilter(_OfAPart):
    """What the list of old parts is filtered by."""

    which = django_filters.ChoiceFilter(label=_("Old parts"), choices=WHICH, method="of_which")
    due_on = DayRangeFilter(label=_("Due on"))

    class Meta:
        model = ReturnObligation
        fields = ("which", "agent", "part", "due_on")

    def of_which(
        self, rows: QuerySet[ReturnObligation], _name: str, which: str
    ) -> QuerySet[ReturnObligation]:
        """Outstanding, overdue or settled ones."""
        open_ones = {"settled__lt": F("quantity")}
        if which == "over":
            return rows.exclude(**open_ones)
        late = {"due_on__lt": clock.today()} if which == "overdue" else {}
        return rows.filter(**open_ones, **late)


class OwedFilter(_OfAPart):
    """What the list of what we owe is filtered by."""

    route = django_filters.ChoiceFilter(label=_("Way"), choices=ExchangeLine.Route.choices)

    class Meta:
        model = ExchangeLine
        fields = ("agent", "part", "route")
