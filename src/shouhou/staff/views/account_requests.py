"""What is asked about an agent's account: the list, one request, and the answer to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.exchange.models import AccountRequest
from shouhou.flows import account_requests
from shouhou.partners.models import Agent
from shouhou.reports import accounts
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.account_requests import AdvanceForm, RequestFilter
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.staff.screens.workshop_offers import of_request
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class AccountRequests(ListPage):
    """Everything that was asked about the accounts, the newest first."""

    title = gettext_lazy("Account requests")
    filter_set = RequestFilter
    sort = "-number"
    empty_text = gettext_lazy(
        "Nothing was asked. Issues in advance begin on an agent's account, what he gives up on a"
        " shortage, what he need not send or is charged for on the old parts."
    )
    columns = (
        Column(
            gettext_lazy("Number"),
            "number",
            Kind.CODE,
            Link("account_request", "number"),
            "number",
        ),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Part"), "part.part_no", Kind.CODE),
        Column(gettext_lazy("Pieces"), "quantity", Kind.NUMBER),
        Column(gettext_lazy("Reason"), "reason"),
        Column(gettext_lazy("Asked by"), "asked_by"),
        Column(gettext_lazy("Asked at"), "asked_at", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = AccountRequest.objects.visible_to(who(self.request))
        return mine.select_related("agent", "part", "asked_by")


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One request with what it would change."""
    asked = _asked(request, number)
    context = {
        "asked": asked,
        "offers": of_request(asked, who(request)),
        "account": accounts.summary(asked.agent),
        "entries": timeline_of(asked),
    }
    return render(request, "staff/account_requests/show.html", context)


def new_advance(request: HttpRequest, code: str) -> HttpResponse:
    """The form for an issue in advance."""
    return _form(request, _agent(request, code), AdvanceForm())


@action
def ask_advance(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the supervisor for it."""
    agent, form = _agent(request, code), AdvanceForm(request.POST)
    if not form.is_valid():
        return _form(request, agent, form, status=422)
    part = form.cleaned_data["part"]
    asked = account_requests.ask_advance(agent, part, form.wanted(), by=who(request))
    tell(request, asked)
    return redirect("account_request", asked.number)


@action
def grant(request: HttpRequest, number: str) -> HttpResponse:
    """Agree."""
    account_requests.grant(_asked(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s is granted and done.") % {"number": number})
    return redirect("account_request", number)


@action
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Say no."""
    reason = reason_of(request.POST)
    account_requests.refuse(_asked(request, number).pk, reason=reason, by=who(request))
    return redirect("account_request", number)


@action
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take it back."""
    account_requests.withdraw(_asked(request, number).pk, by=who(request))
    return redirect("account_request", number)


def tell(request: HttpRequest, asked: AccountRequest) -> None:
    """Say that it waits now, and for whom."""
    number = {"number": asked.number}
    if asked.kind == AccountRequest.Kind.CHARGE:
        messages.success(request, _("%(number)s is asked; finance decides it.") % number)
    else:
        messages.success(request, _("%(number)s is asked; the supervisor decides it.") % number)


def _form(request: HttpRequest, agent: Agent, form: AdvanceForm, status: int = 200) -> HttpResponse:
    context = {"agent": agent, "form": form, "account": accounts.summary(agent)}
    return render(request, "staff/account_requests/form.html", context, status=status)


def _asked(request: HttpRequest, number: str) -> AccountRequest:
    mine = AccountRequest.objects.visible_to(who(request)).select_related(
        "agent", "part", "asked_by", "decided_by", "shortage", "obligation__part", "demand"
    )
    return get_object_or_404(mine, number=number)


def _agent(request: HttpRequest, code: str) -> Agent:
    return get_object_or_404(Agent.objects.visible_to(who(request)), code=code)
