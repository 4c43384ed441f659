"""What is typed about a box that is on its way."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.commands.notices import Announced
from shouhou.exchange.models import InboundConsignment, InboundNotice
from shouhou.kernel import waybills
from shouhou.partners.models import Agent, Carrier
from shouhou.web.filters import SearchFilter
from shouhou.web.forms import PickField

MOST_BOXES = 500


class NoticeFilter(django_filters.FilterSet):
    """What the list of notices is filtered by."""

    arrived = django_filters.ChoiceFilter(
        label=_("Arrived"),
        choices=[("no", _("Still expected")), ("yes", _("Arrived"))],
        method="by_arrival",
    )
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())
    waybill = SearchFilter(label=_("Waybill"), method="by_waybill")

    class Meta:
        model = InboundNotice
        fields = ()

    def by_arrival(
        self, rows: QuerySet[InboundNotice], _name: str, value: str
    ) -> QuerySet[InboundNotice]:
        """Whether something came for it."""
        came = InboundConsignment.objects.taken().filter(notice__isnull=False).values("notice")
        if value == "yes":
            return rows.filter(pk__in=came)
        return rows.filter(cancelled_at=None).exclude(pk__in=came)

    def by_waybill(
        self, rows: QuerySet[InboundNotice], _name: str, value: str
    ) -> QuerySet[InboundNotice]:
        """A waybill or a part of it."""
        return rows.filter(waybills__contains=waybills.normalise(value))


class NoticeForm(forms.Form):
    """An agent's word that a box is coming."""

    agent = PickField(
        Agent.objects.active().exclude(kind=Agent.Kind.DEALER),
        by="code",
        suggestions="suggest_agents",
        label=_("Agent"),
    )
    dealer = PickField(
        Agent.objects.active().filter(kind=Agent.Kind.DEALER),
        by="code",
        suggestions="suggest_agents",
        label=_("For his dealer"),
        required=False,
    )
    carrier = forms.ModelChoiceField(
        Carrier.objects.filter(active=True), label=_("Carrier"), required=False
    )
    boxes = forms.IntegerField(label=_("Boxes"), min_value=1, max_value=MOST_BOXES, initial=1)
    waybills = forms.CharField(
        label=_("Waybills"),
        required=False,
        max_length=400,
        help_text=_("One a line, or with blanks between."),
        widget=forms.Textarea({"rows": 3, "class": "code"}),
    )
    remark = forms.CharField(label=_("Remark"), required=False, max_length=400)

    def announced(self) -> Announced:
        """What the command takes."""
        typed = self.cleaned_data
        return Announced(
            agent=typed["agent"],
            dealer=typed["dealer"],
            carrier=typed["carrier"],
            waybills=tuple(typed["waybills"].replace(",", " ").replace("，", " ").split()),
            boxes=typed["boxes"],
            remark=typed["remark"],
        )
