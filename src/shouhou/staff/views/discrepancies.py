"""Differences between list and box: what is open, the talks about it, the agreement."""

from __future__ import annotations

from operator import methodcaller
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.exchange.commands import discrepancies
from shouhou.exchange.models import Discrepancy
from shouhou.reports import photos, receiving
from shouhou.staff.forms.discrepancies import AgreeForm, ContactForm, DiscrepancyFilter
from shouhou.staff.forms.photos import kept
from shouhou.staff.permits import who
from shouhou.staff.screens.late_column import DueColumn
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Discrepancies(ListPage):
    """Every difference: the open ones first, the one first whose agent is to be called."""

    title = gettext_lazy("Differences")
    filter_set = DiscrepancyFilter
    sort = "urgency"
    icon = "scale"
    empty_text = gettext_lazy("No difference yet. They are found when a count is finished.")
    columns = (
        Column(
            gettext_lazy("Number"), "number", Kind.CODE, Link("discrepancy", "number"), "number"
        ),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(
            gettext_lazy("Consignment"),
            "consignment.number",
            Kind.CODE,
            Link("consignment", "consignment.number"),
        ),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Kind"), methodcaller("get_kind_display")),
        Column(gettext_lazy("Part"), "part"),
        Column(gettext_lazy("Quantity"), "quantity", Kind.NUMBER),
        DueColumn(gettext_lazy("Call the agent by"), "contact_due_at", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        return receiving.discrepancies(who(self.request))


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One difference with its talks."""
    return _shown(request, number, ContactForm(), AgreeForm())


@action
def note_contact(request: HttpRequest, number: str) -> HttpResponse:
    """Write down that we spoke with the agent."""
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _shown(request, number, form, AgreeForm(), status=422)
    discrepancies.note_contact(_one(request, number).pk, form.talk(), by=who(request))
    messages.success(request, _("The talk is noted."))
    return redirect("discrepancy", number)


@action
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """Close it as agreed; lead to the next open one of the box, or to the box."""
    form = AgreeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, number, ContactForm(), form, status=422)
    difference = _one(request, number)
    pictures = kept(form.cleaned_data["photos"], by=who(request))
    discrepancies.agree(difference.pk, form.agreement(pictures), by=who(request))
    messages.success(request, _("%(number)s is agreed.") % {"number": number})
    following = receiving.next_open(difference.consignment_id)
    if following is not None:
        return redirect("discrepancy", following.number)
    return redirect("consignment", difference.consignment.number)


def _one(request: HttpRequest, number: str) -> Discrepancy:
    rows = receiving.discrepancies(who(request)).select_related("closed_by")
    return get_object_or_404(rows, number=number)


def _shown(
    request: HttpRequest, number: str, talk: ContactForm, agreement: AgreeForm, status: int = 200
) -> HttpResponse:
    difference = _one(request, number)
    context = {
        "difference": difference,
        "contacts": list(difference.contacts.select_related("noted_by").order_by("-pk")),
        "photos": photos.of_difference(difference),
        "contact_form": talk,
        "agree_form": agreement,
        "unknown_years": receiving.unknown_years(difference),
        "entries": timeline_of(difference),
    }
    return render(request, "staff/discrepancies/show.html", context, status=status)
