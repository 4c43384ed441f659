"""The turnover warehouse's register, its daily balances, and the close of its day (Form S4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.exchange import turnover, turnover_register
from shouhou.exchange.commands import books
from shouhou.exchange.models import TurnoverClose
from shouhou.exchange.turnover_register import Entry
from shouhou.kernel import clock
from shouhou.staff.forms.turnover_register import CountForm, PeriodForm
from shouhou.staff.paper import turnover_sheet
from shouhou.staff.permits import who
from shouhou.stock.custody import custodian_of
from shouhou.stock.places import Code, place
from shouhou.web.actions import action

SHOWN = 500


@dataclass(frozen=True)
class Shown:
    """An entry with its remark in the reader's language."""

    entry: Entry
    remark: str


def register(request: HttpRequest) -> HttpResponseBase:
    """The entries between two days; today's, when none are named."""
    today = clock.today()
    form = PeriodForm(request.GET if "first" in request.GET else {"first": today, "last": today})
    if not form.is_valid():
        return render(request, "staff/turnover_register/list.html", {"form": form})
    days = form.cleaned_data["first"], form.cleaned_data["last"]
    entries = turnover_register.entries(*days, form.asked())
    if request.GET.get("export"):
        return turnover_sheet.register(request, entries)
    found = list(entries)
    shown = [Shown(entry, turnover_sheet.remark_of(entry)) for entry in found[-SHOWN:]]
    context = {"form": form, "entries": shown, "hidden": max(len(found) - SHOWN, 0)}
    return render(request, "staff/turnover_register/list.html", context)


def show(request: HttpRequest, day: date) -> HttpResponse:
    """The balances of one day, and its close."""
    return render(request, "staff/turnover_register/show.html", _context(day))


@action
def close(request: HttpRequest, day: date) -> HttpResponse:
    """The custodian closes the day with his count."""
    form = CountForm(turnover.days(day), request.POST)
    if not form.is_valid():
        context = _context(day) | {"form": form}
        return render(request, "staff/turnover_register/show.html", context, status=422)
    books.close_turnover_day(day, form.counted(), by=who(request))
    messages.success(request, _("%(day)s is closed.") % {"day": day})
    return redirect("turnover_day", day)


def _context(day: date) -> dict[str, Any]:
    closed = TurnoverClose.objects.filter(day=day).select_related("part", "closed_by")
    return {
        "day": day,
        "form": CountForm(turnover.days(day)),
        "closed": list(closed.order_by("part__part_no")),
        "custodian": custodian_of(place(Code.TURNOVER)),
        "is_come": day <= clock.today(),
    }
