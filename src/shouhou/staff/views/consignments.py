"""Consignments: the list, one consignment with its next step, and the verbs of its page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.exchange.commands import refusing, signing
from shouhou.exchange.models import Handover, InboundConsignment
from shouhou.flows import booking, handing_over
from shouhou.kernel import clock
from shouhou.reports import receiving
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.consignments import ConsignmentFilter, HandOverForm, MatchForm
from shouhou.staff.permits import who
from shouhou.staff.screens.consignment_page import page_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


def _age(consignment: InboundConsignment) -> int:
    """Days since it was signed for."""
    return (clock.now() - consignment.signed_at).days


class Consignments(ListPage):
    """Every consignment, the newest first."""

    title = gettext_lazy("Consignments")
    filter_set = ConsignmentFilter
    sort = "-number"
    icon = "package-open"
    template_name = "staff/consignments/list.html"
    empty_text = gettext_lazy("No consignment yet. Sign for a parcel to make one.")
    columns = (
        Column(
            gettext_lazy("Number"), "number", Kind.CODE, Link("consignment", "number"), "number"
        ),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(gettext_lazy("Signed for"), "signed_at", Kind.WHEN, sort="signed_at"),
        Column(gettext_lazy("Days"), _age, Kind.NUMBER),
        Column(gettext_lazy("Boxes"), "boxes", Kind.NUMBER),
        Column(gettext_lazy("Pieces counted"), "pieces", Kind.NUMBER),
        Column(gettext_lazy("Open differences"), "open_differences", Kind.NUMBER),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        return receiving.consignments(who(self.request))


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One consignment, with all that happened to it."""
    context = page_of(consignment_of(request, number), who(request))
    return render(request, "staff/consignments/show.html", context)


@action
def match(request: HttpRequest, number: str) -> HttpResponse:
    """Say whose it is."""
    consignment = consignment_of(request, number)
    form = MatchForm(consignment, request.POST)
    if not form.is_valid():
        context = {**page_of(consignment, who(request)), "match_form": form}
        return render(request, "staff/consignments/show.html", context, status=422)
    said, by = form.cleaned_data, who(request)
    notice, reason = said["notice"], said.get("reason", "")
    matched = signing.match(consignment.pk, said["agent"], by=by, notice=notice, reason=reason)
    messages.success(request, _("%(agent)s is the owner.") % {"agent": matched.agent})
    if matched.round != consignment.round:
        messages.warning(request, _("The box is counted again from nothing."))
    return redirect("consignment", number)


@action
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Send it back as it came."""
    reason = reason_of(request.POST)
    refusing.refuse(consignment_of(request, number).pk, reason=reason, by=who(request))
    messages.success(request, _("%(number)s goes back as it came.") % {"number": number})
    return redirect("consignment", number)


@action
def take_in(request: HttpRequest, number: str) -> HttpResponse:
    """Sign for it: it was turned away and has come again."""
    refusing.take_in(consignment_of(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s is signed for.") % {"number": number})
    return redirect("consignment", number)


@action
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Make the inbound document and hand it to the supervisor."""
    document = booking.submit(consignment_of(request, number).pk, by=who(request))
    told = {"document": document.number}
    messages.success(request, _("%(document)s waits for the supervisor.") % told)
    return redirect("consignment", number)


@action
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Make the slips: to the bench and to the turnover warehouse, as the classes say."""
    slips = handing_over.hand_over(consignment_of(request, number).pk, by=who(request))
    _say_slips(request, slips)
    return redirect("consignment", number)


def otherwise(request: HttpRequest, number: str) -> HttpResponse:
    """The page that asks which lines go another way, and why."""
    consignment = consignment_of(request, number)
    form = HandOverForm(handing_over.at_front_desk(consignment))
    context = {"consignment": consignment, "form": form}
    return render(request, "staff/consignments/hand_over.html", context)


@action
def hand_over_otherwise(request: HttpRequest, number: str) -> HttpResponse:
    """Make the slips with some lines going another way."""
    consignment = consignment_of(request, number)
    form = HandOverForm(handing_over.at_front_desk(consignment), request.POST)
    if not form.is_valid():
        context = {"consignment": consignment, "form": form}
        return render(request, "staff/consignments/hand_over.html", context, status=422)
    override = form.override()
    _say_slips(request, handing_over.hand_over(consignment.pk, by=who(request), override=override))
    return redirect("consignment", number)


def _say_slips(request: HttpRequest, slips: list[Handover]) -> None:
    for slip in slips:
        told = {"number": slip.number, "place": str(slip.target)}
        messages.success(request, _("%(number)s goes to %(place)s.") % told)


def consignment_of(request: HttpRequest, number: str) -> InboundConsignment:
    """The consignment of the URL, when this person may see it."""
    mine = InboundConsignment.objects.visible_to(who(request)).select_related(
        "agent", "dealer", "notice", "signed_by", "document", "packing_list"
    )
    return get_object_or_404(mine, number=number)
