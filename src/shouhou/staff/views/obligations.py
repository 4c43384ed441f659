"""The old parts that agents owe: the list, one obligation, and what is asked about it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy

from shouhou.exchange.models import ReturnObligation
from shouhou.exchange.obligations import unanswered
from shouhou.flows import account_requests
from shouhou.staff.forms.account_requests import ObligationFilter, PiecesForm
from shouhou.staff.permits import who
from shouhou.staff.screens.workshop_offers import of_obligation
from shouhou.staff.views.account_requests import tell
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Obligations(ListPage):
    """What agents owe for pieces they got in advance, the one due first first."""

    title = gettext_lazy("Old parts owed")
    filter_set = ObligationFilter
    sort = "due_on"
    empty_text = gettext_lazy(
        "No agent owes an old part. Who got a piece in advance stands here once it is shipped."
    )
    columns = (
        Column(gettext_lazy("Due on"), "due_on", Kind.DAY, Link("obligation"), "due_on"),
        Column(gettext_lazy("Agent"), "agent", link=Link("account", "agent.code")),
        Column(gettext_lazy("Part"), "part"),
        Column(gettext_lazy("Issued"), "quantity", Kind.NUMBER),
        Column(gettext_lazy("Outstanding"), "outstanding", Kind.NUMBER),
        Column(gettext_lazy("State"), "standing", Kind.STATE),
        Column(gettext_lazy("Issued at"), "issued_at", Kind.WHEN),
        Column(
            gettext_lazy("Document"),
            "issued_by_line.document.number",
            Kind.CODE,
            Link("document", "issued_by_line.document.number"),
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = ReturnObligation.objects.visible_to(who(self.request))
        return mine.select_related("agent", "part", "issued_by_line__document")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One obligation with everything that settled it."""
    return _page(request, _obligation(request, pk))


@action
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that old parts need not come."""
    obligation, form = _obligation(request, pk), PiecesForm(request.POST)
    if not form.is_valid():
        return _page(request, obligation, waive=form)
    asked = account_requests.ask_waiving(obligation.pk, form.wanted(), by=who(request))
    tell(request, asked)
    return redirect("account_request", asked.number)


@action
def charge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that old parts are charged."""
    obligation, form = _obligation(request, pk), PiecesForm(request.POST)
    if not form.is_valid():
        return _page(request, obligation, charge=form)
    asked = account_requests.ask_charging(obligation.pk, form.wanted(), by=who(request))
    tell(request, asked)
    return redirect("account_request", asked.number)


def _page(request: HttpRequest, obligation: ReturnObligation, **typed: PiecesForm) -> HttpResponse:
    lacking = unanswered(obligation)
    offers = of_obligation(obligation, who(request)) if lacking else frozenset()
    settled = obligation.settlements.select_related("settled_by", "document_line__document")
    context = {
        "obligation": obligation,
        "lacking": lacking,
        "forms": {verb: PiecesForm(initial={"quantity": lacking}) for verb in offers} | typed,
        "settlements": settled.order_by("pk"),
        "taken": obligation.return_settlements.select_related("line__consignment", "document"),
        "requests": obligation.account_requests.order_by("pk"),
    }
    status = 422 if typed else 200
    return render(request, "staff/obligations/show.html", context, status=status)


def _obligation(request: HttpRequest, pk: int) -> ReturnObligation:
    mine = ReturnObligation.objects.visible_to(who(request))
    related = mine.select_related("agent", "part", "issued_by_line__document")
    return get_object_or_404(related, pk=pk)
