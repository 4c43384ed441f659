"""Delegation of posting, asked and approved; and who keeps which warehouse."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.accounts import commands
from shouhou.accounts.models import Delegation
from shouhou.flows import standing_in
from shouhou.kernel import clock
from shouhou.reports.places import kept
from shouhou.staff.forms.delegations import CustodyForm, DelegationForm
from shouhou.staff.permits import who
from shouhou.stock import custody as custodies
from shouhou.web.actions import action

SHOWN = 100


def delegations(request: HttpRequest) -> HttpResponse:
    """What was asked, what is in force, what is over."""
    return _page(request, DelegationForm())


@action
def delegate(request: HttpRequest) -> HttpResponse:
    """Ask for a delegation."""
    form = DelegationForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = form.cleaned_data
    standing_in.delegate_posting(
        asked["delegate"].pk,
        asked["first_day"],
        asked["last_day"],
        reason=asked["reason"],
        by=who(request),
    )
    messages.success(request, _("The management is asked; until it agrees nothing changes."))
    return redirect("delegations")


@action
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The management agrees."""
    standing_in.approve_delegation(get_object_or_404(Delegation, pk=pk).pk, by=who(request))
    return redirect("delegations")


@action
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Taken back before its last day."""
    commands.revoke_delegation(get_object_or_404(Delegation, pk=pk).pk, by=who(request))
    return redirect("delegations")


def custody(request: HttpRequest) -> HttpResponse:
    """Who keeps each warehouse, and who kept it before."""
    context = {"kept": kept(), "form": CustodyForm()}
    return render(request, "staff/delegations/custody.html", context)


@action
def assign(request: HttpRequest) -> HttpResponse:
    """Make somebody the custodian from now on."""
    form = CustodyForm(request.POST)
    if not form.is_valid():
        context = {"kept": kept(), "form": form}
        return render(request, "staff/delegations/custody.html", context, status=422)
    custodies.assign(form.cleaned_data["place"], form.cleaned_data["custodian"], by=who(request))
    messages.success(request, _("%(custodian)s keeps %(place)s from now on.") % form.cleaned_data)
    return redirect("custody")


def _page(request: HttpRequest, form: DelegationForm, status: int = 200) -> HttpResponse:
    rows = Delegation.objects.select_related("supervisor", "delegate", "approved_by")
    context = {
        "form": form,
        "rows": rows.order_by("-pk")[:SHOWN],
        "today": clock.today(),
    }
    return render(request, "staff/delegations/list.html", context, status=status)
