"""What is typed about a consignment: its filters, its agent, and handing over another way."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import ExchangeLine, InboundConsignment
from shouhou.flows.handing_over import Override
from shouhou.kernel import waybills
from shouhou.kernel.refusals import Invalid
from shouhou.partners.models import Agent
from shouhou.staff.forms.notice_choice import NoticeField, refuse_notice_of_another
from shouhou.web.filters import SearchFilter
from shouhou.web.forms import PickField
from shouhou.web.refusal_texts import text_of


class ConsignmentFilter(django_filters.FilterSet):
    """What the list of consignments is filtered by."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=ConsignmentState.choices)
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())
    owner = django_filters.ChoiceFilter(
        label=_("Owner"),
        choices=[("none", _("Unmatched")), ("known", _("Matched"))],
        method="by_owner",
    )
    search = SearchFilter(label=_("Number or waybill"), method="by_number")

    class Meta:
        model = InboundConsignment
        fields = ("state", "agent")

    def by_owner(
        self, rows: QuerySet[InboundConsignment], _name: str, value: str
    ) -> QuerySet[InboundConsignment]:
        """Whether its agent is known."""
        return rows.filter(agent__isnull=value == "none")

    def by_number(
        self, rows: QuerySet[InboundConsignment], _name: str, value: str
    ) -> QuerySet[InboundConsignment]:
        """A number or waybill, or a part of it."""
        number = waybills.normalise(value)
        found = Q(number__contains=number) | Q(parcels__waybill__contains=number)
        return rows.filter(pk__in=InboundConsignment.objects.filter(found).values("pk"))


class MatchForm(forms.Form):
    """Whose it is, and which of his notices told of it."""

    agent = PickField(
        Agent.objects.active(), by="code", suggestions="suggest_agents", label=_("Agent")
    )
    notice = NoticeField(help_text=_("The dealer is the one that the notice names."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed for another agent: the box is then counted again from nothing."),
    )

    def __init__(self, consignment: InboundConsignment, typed: QueryDict | None = None) -> None:
        known = {"agent": consignment.agent, "notice": consignment.notice}
        super().__init__(typed, initial=known)
        self.owner = consignment.agent
        if consignment.state == ConsignmentState.SIGNED:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Refuse a notice of another agent, and another agent without a reason after a count."""
        typed = super().clean() or self.cleaned_data
        refuse_notice_of_another(self)
        another = typed.get("agent") not in (None, self.owner)
        if "reason" in self.fields and another and not typed.get("reason"):
            self.add_error("reason", text_of(Invalid("exchange.reason_missing")))
        return typed


class LinesField(forms.ModelMultipleChoiceField):
    """Lines to tick, each with its piece and the way its class says."""

    def __init__(self, lines: QuerySet[ExchangeLine]) -> None:
        super().__init__(lines, label=_("Lines"), widget=forms.CheckboxSelectMultiple)

    def label_from_instance(self, line: ExchangeLine) -> str:
        """Part, piece and way."""
        piece = line.unit.label if line.unit else f"×{line.quantity}"
        return f"{line.part} {piece} → {line.get_route_display()}"


class HandOverForm(forms.Form):
    """Lines that go another way than their class says, and why."""

    route = forms.ChoiceField(
        label=_("Go to"), choices=ExchangeLine.Route.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, waiting: list[ExchangeLine], typed: QueryDict | None = None) -> None:
        super().__init__(typed)
        ids = [line.pk for line in waiting]
        lines = ExchangeLine.objects.filter(pk__in=ids).select_related("part", "unit")
        self.fields["lines"] = LinesField(lines)

    def override(self) -> Override:
        """What the command takes."""
        typed = self.cleaned_data
        chosen = frozenset(line.pk for line in typed["lines"])
        return Override(ExchangeLine.Route(typed["route"]), chosen, typed["reason"])
