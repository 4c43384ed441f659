"""The turnover warehouse: accessories tested and swapped one for one, or sent back as they came."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.exchange.models import ExchangeLine, ExchangeOrder
from shouhou.flows import old_parts, swapping
from shouhou.reports import turnover_desk
from shouhou.staff import workshop_offers
from shouhou.staff.forms.photos import kept
from shouhou.staff.forms.turnover import Grounds, OldPartForm, SendBackForm, SwapForm
from shouhou.staff.permits import who
from shouhou.web.actions import action


def desk(request: HttpRequest) -> HttpResponse:
    """What waits to be tested, oldest first, and which parts run low."""
    context = {
        "rows": turnover_desk.waiting(),
        "low": turnover_desk.low(),
        "grounds": [(one.value, one.label) for one in (Grounds.DEFECTIVE, Grounds.SWOLLEN)],
        "may_swap": workshop_offers.may_swap(who(request)),
    }
    return render(request, "staff/turnover/list.html", context)


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
    context = {
        "line": _line(request, line_id),
        "form": SendBackForm(),
        "verb": "turnover_send_back",
    }
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


def _tell(request: HttpRequest, made: ExchangeOrder) -> None:
    told = {"number": made.number, "missing": made.demand.missing}
    if made.demand.missing:
        messages.warning(request, _("%(number)s is written; %(missing)s pieces are short.") % told)
    else:
        messages.success(request, _("%(number)s is written; the good pieces are reserved.") % told)


def _line(request: HttpRequest, line_id: int) -> ExchangeLine:
    mine = ExchangeLine.objects.visible_to(who(request)).select_related("agent", "part")
    return get_object_or_404(mine, pk=line_id)
