"""Signing for parcels: the front desk's page of the morning, waybill after waybill."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from shouhou.exchange.commands import refusing, signing
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import InboundConsignment
from shouhou.reports.receiving import last_carrier, signed_today
from shouhou.staff.forms.photos import kept
from shouhou.staff.forms.signing import SignForm
from shouhou.staff.permits import who
from shouhou.web.actions import action

CARRIER = "signing.carrier"
"""Where the session keeps the carrier whose car stands outside."""


def show(request: HttpRequest) -> HttpResponse:
    """The form with the carrier as it was last, and what was signed for today."""
    joins = request.GET.get("to", "")
    initial = {"carrier": request.session.get(CARRIER) or last_carrier(), "joins": joins}
    return _shown(request, SignForm(initial=initial), joins)


@action
def sign(request: HttpRequest) -> HttpResponse:
    """Sign for one waybill, then be ready for the next."""
    form = SignForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, request.POST.get("joins", ""), status=422)
    request.session[CARRIER] = form.cleaned_data["carrier"].pk
    consignment = _signed(request, form)
    _say(request, consignment)
    joins = form.cleaned_data["joins"]
    return redirect(reverse("sign") + (f"?to={joins.number}" if joins else ""))


def _signed(request: HttpRequest, form: SignForm) -> InboundConsignment:
    by = who(request)
    arrived = form.arrived(kept(form.cleaned_data["photos"], by=by))
    joins, reason = form.cleaned_data["joins"], form.cleaned_data["refused_because"]
    agent, notice = form.cleaned_data["agent"], form.cleaned_data["notice"]
    if reason:
        agent = joins.agent if joins else agent
        return refusing.turn_away(arrived, reason=reason, by=by, agent=agent, notice=notice)
    if joins is not None:
        return signing.sign_also(joins.pk, arrived, by=by)
    return signing.sign(arrived, by=by, agent=agent, notice=notice)


def _say(request: HttpRequest, consignment: InboundConsignment) -> None:
    told = {"number": consignment.number, "agent": str(consignment.agent or "")}
    if consignment.state == ConsignmentState.REFUSED:
        messages.warning(request, _("%(number)s was refused: the courier takes it back.") % told)
    elif consignment.agent is None:
        messages.warning(request, _("Signed for as %(number)s. Nobody knows whose it is.") % told)
    else:
        messages.success(request, _("Signed for as %(number)s: %(agent)s.") % told)


def _shown(request: HttpRequest, form: SignForm, joins: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "joins": joins, "parcels": signed_today(who(request))}
    return render(request, "staff/signing/show.html", context, status=status)
