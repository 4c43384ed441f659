"""The turnover warehouse: accessories tested and swapped, or sent back; the shelf filled up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.flows import old_parts, replenishing, swapping
from shouhou.kernel import waybills
from shouhou.reports import turnover_desk
from shouhou.staff.forms.photos import kept
from shouhou.staff.forms.turnover import OldPartForm, ReplenishForm, SendBackForm, SwapForm
from shouhou.staff.permits import who
from shouhou.staff.screens import workshop_offers
from shouhou.staff.screens.turnover_page import Shown
from shouhou.stock import replenishment
from shouhou.web.actions import action

SHOWN = 50


def desk(request: HttpRequest) -> HttpResponse:
    """What waits to be tested, oldest first; what was tested and stays; what to replenish."""
    scanned = waybills.normalise(request.GET.get("scan", "")[:80])
    rows = turnover_desk.waiting(scanned)
    context = {
        "scanned": scanned,
        "rows": [Shown(row) for row in rows[:SHOWN]],
        "hidden": max(0, len(rows) - SHOWN),
        "late": sum(row.is_late for row in rows),
        "staying": turnover_desk.staying(),
        "unexplained": turnover_desk.unexplained(),
        "low": len(replenishment.to_ask_for()),
        "may_swap": workshop_offers.may_swap(who(request)),
    }
    return render(request, "staff/turnover/list.html", context)


def low(request: HttpRequest) -> HttpResponse:
    """The parts that the shelf has too few of, and what the main warehouse can send."""
    return _low(request, ReplenishForm(replenishment.low()))


@action
def replenish(request: HttpRequest) -> HttpResponse:
    """Ask the main warehouse for what was chosen."""
    form = ReplenishForm(replenishment.low(), request.POST)
    if not form.is_valid():
        return _low(request, form, status=422)
    made = replenishing.replenish(form.chosen(), by=who(request))
    said = _("%(sent)s waits for the supervisor, %(received)s for the receiver.")
    messages.success(request, said % {"sent": made.sent, "received": made.received})
    return redirect("turnover_low")


@action
def swap(request: HttpRequest, line_id: int) -> HttpResponse:
    """Write the test down and promise good pieces for the bad ones."""
    line, form = _line(request, line_id), SwapForm(request.POST)
    if not form.is_valid():
        context = {"line": line, "form": form, "verb": "turnover_swap"}
        return render(request, "staff/turnover/form.html", context, status=422)
    typed = form.cleaned_data
    made = swapping.swap(
        line.pk, typed["quantity"], form.test(), by=who(request), substitute=typed["substitute"]
    )
    _tell(request, made)
    return redirect("turnover")


def back(request: HttpRequest, line_id: int) -> HttpResponse:
    """The form for pieces that go back as they came."""
    line = _line(request, line_id)
    form = SendBackForm(initial={"quantity": free_to_judge(line)})
    context = {"line": line, "form": form, "verb": "turnover_send_back"}
    return render(request, "staff/turnover/form.html", context)


@action
def send_back(request: HttpRequest, line_id: int) -> HttpResponse:
    """Mark pieces to go back as they came, with their photos."""
    line, form = _line(request, line_id), SendBackForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"line": line, "form": form, "verb": "turnover_send_back"}
        return render(request, "staff/turnover/form.html", context, status=422)
    typed = form.cleaned_data
    photos = kept(typed["photos"], by=who(request))
    swapping.send_back(
        line.pk, typed["quantity"], reason=typed["reason"], by=who(request), photos=photos
    )
    messages.success(request, _("%(count)s pieces go back.") % {"count": typed["quantity"]})
    return redirect("turnover")


def old_part(request: HttpRequest, line_id: int) -> HttpResponse:
    """The form for pieces that are the old parts their agent owes."""
    line = _line(request, line_id)
    context = {"line": line, "form": OldPartForm(line=line), "verb": "turnover_take"}
    return render(request, "staff/turnover/form.html", context)


@action
def take(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take tested pieces as old parts: none goes back for them."""
    line = _line(request, line_id)
    form = OldPartForm(request.POST, line=line)
    if not form.is_valid():
        context = {"line": line, "form": form, "verb": "turnover_take"}
        return render(request, "staff/turnover/form.html", context, status=422)
    typed = form.cleaned_data
    taken = old_parts.take(
        line.pk, typed["quantity"], typed["obligation"].pk, form.test(), by=who(request)
    )
    told = {"number": taken.number, "count": taken.quantity}
    messages.success(request, _("%(number)s: %(count)s old parts are taken.") % told)
    return redirect("turnover")


def _low(request: HttpRequest, form: ReplenishForm, status: int = 200) -> HttpResponse:
    return render(request, "staff/turnover/low.html", {"form": form}, status=status)


def _tell(request: HttpRequest, made: ExchangeOrder) -> None:
    told = {"number": made.number, "missing": made.demand.missing}
    if made.demand.missing:
        messages.warning(request, _("%(number)s is written; %(missing)s pieces are short.") % told)
    else:
        messages.success(request, _("%(number)s is written; the good pieces are reserved.") % told)


def _line(request: HttpRequest, line_id: int) -> ExchangeLine:
    mine = ExchangeLine.objects.visible_to(who(request)).select_related("agent", "part")
    return get_object_or_404(mine, pk=line_id)
