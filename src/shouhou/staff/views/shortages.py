"""The register of shortages: who waits for what, since when, and what is done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.flows import account_requests, swapping
from shouhou.staff.forms.account_requests import PiecesForm
from shouhou.staff.forms.shortages import ExpectForm, FirstForm, ShortageFilter, SubstituteForm
from shouhou.staff.permits import who
from shouhou.staff.screens import workshop_offers
from shouhou.staff.screens.timelines import timeline_of
from shouhou.staff.views.account_requests import tell
from shouhou.stock.commands import demands
from shouhou.stock.models import Demand
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Shortages(ListPage):
    """Every shortage with a number, the oldest first; those that are over when asked for."""

    title = gettext_lazy("Shortages")
    filter_set = ShortageFilter
    sort = "shortage_no"
    empty_text = gettext_lazy(
        "Nothing is short. A swap without good stock is entered here by itself."
    )
    columns = (
        Column(
            gettext_lazy("Number"),
            "shortage_no",
            Kind.CODE,
            Link("shortage", "shortage_no"),
            "shortage_no",
        ),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Part"), "part.part_no", Kind.CODE),
        Column(gettext_lazy("Short"), "missing", Kind.NUMBER),
        Column(gettext_lazy("Since"), "since", Kind.WHEN),
        Column(gettext_lazy("Cause"), lambda row: row.get_cause_display()),
        Column(gettext_lazy("Expected on"), "expected_on", Kind.DAY),
        Column(gettext_lazy("Agent told"), "agent_told_at", Kind.DAY),
        Column(gettext_lazy("Priority"), lambda row: row.priority or None, Kind.NUMBER),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see; what is short, unless those that are over are asked for."""
        mine = Demand.objects.visible_to(who(self.request)).exclude(shortage_no="")
        related = mine.select_related("agent", "part")
        if self.request.GET.get("which"):
            return related
        return related.filter(promised__lt=F("quantity") - F("closed"))


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One shortage with its history and what may be done about it."""
    shortage = _shortage(request, number)
    return render(request, "staff/shortages/show.html", _context(request, shortage))


@action
def expect(request: HttpRequest, number: str) -> HttpResponse:
    """Note when the goods come and when the agent was told."""
    shortage, form = _shortage(request, number), ExpectForm(request.POST)
    if not form.is_valid():
        return _again(request, shortage, "expect", form)
    typed = form.cleaned_data
    demands.expect(shortage.pk, typed["expected_on"], told=typed["told_on"], by=who(request))
    messages.success(request, _("%(number)s: noted.") % {"number": number})
    return redirect("shortage", number)


@action
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to settle pieces otherwise."""
    shortage, form = _shortage(request, number), PiecesForm(request.POST)
    if not form.is_valid():
        return _again(request, shortage, "close", form)
    asked = account_requests.ask_giving_up(shortage.pk, form.wanted(), by=who(request))
    tell(request, asked)
    return redirect("shortage", number)


@action
def substitute(request: HttpRequest, number: str) -> HttpResponse:
    """The agent takes another part for what is short."""
    shortage = _shortage(request, number)
    form = SubstituteForm(request.POST, shortage=shortage)
    if not form.is_valid():
        return _again(request, shortage, "substitute", form)
    part = form.cleaned_data["substitute"]
    made = swapping.offer_substitute(shortage.pk, part, by=who(request))
    told = {"number": made.number, "part": part}
    messages.success(request, _("%(number)s promises %(part)s in its stead.") % told)
    return redirect("shortage", number)


@action
def prioritise(request: HttpRequest, number: str) -> HttpResponse:
    """Let a shortage go before older ones."""
    shortage, form = _shortage(request, number), FirstForm(request.POST)
    if not form.is_valid():
        return _again(request, shortage, "prioritise", form)
    typed = form.cleaned_data
    demands.prioritise(shortage.pk, typed["priority"], reason=typed["reason"], by=who(request))
    return redirect("shortage", number)


def _shortage(request: HttpRequest, number: str) -> Demand:
    mine = Demand.objects.visible_to(who(request)).exclude(shortage_no="")
    return get_object_or_404(mine.select_related("agent", "part", "place"), shortage_no=number)


def _context(request: HttpRequest, shortage: Demand) -> dict[str, Any]:
    offers = workshop_offers.of_shortage(shortage, who(request))
    return {
        "shortage": shortage,
        "source": getattr(shortage, "exchange_order", None),
        "promises": shortage.reservations.order_by("pk"),
        "requests": shortage.account_requests.order_by("pk"),
        "forms": {verb: form for verb, form in _forms(shortage).items() if verb in offers},
        "entries": timeline_of(shortage),
    }


def _forms(shortage: Demand) -> dict[str, Form]:
    return {
        "expect": ExpectForm.of(shortage),
        "substitute": SubstituteForm(shortage=shortage),
        "close": PiecesForm(initial={"quantity": shortage.missing}),
        "prioritise": FirstForm(initial={"priority": shortage.priority or None}),
    }


def _again(request: HttpRequest, shortage: Demand, verb: str, form: Form) -> HttpResponse:
    """The page once more, with what was typed and what is wrong with it."""
    context = _context(request, shortage)
    context["forms"] |= {verb: form}
    return render(request, "staff/shortages/show.html", context, status=422)
