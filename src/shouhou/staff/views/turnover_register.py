"""The turnover register (S4.5): what went in and out, the balances of a day, and its close."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.exchange import turnover
from shouhou.exchange.commands import books
from shouhou.exchange.models import TurnoverClose
from shouhou.kernel import clock
from shouhou.staff.forms.turnover_register import CloseForm, RegisterForm
from shouhou.staff.permits import who
from shouhou.staff.turnover_sheet import exported
from shouhou.stock.custody import custodian_of
from shouhou.stock.places import Code, place
from shouhou.web.actions import action

SHOWN = 500
"""So many entries stand on the page; the workbook has them all."""


def register(request: HttpRequest) -> HttpResponseBase:
    """The entries between two days, the newest first."""
    form = RegisterForm.asked(request.GET)
    entries: list[turnover.Entry] = []
    if form.is_valid():
        asked = form.cleaned_data
        entries = list(turnover.entries(asked["first"], asked["last"], asked["part"]))
    if request.GET.get("export"):
        return exported(entries)
    shown = entries[-SHOWN:][::-1]
    context = {"form": form, "entries": shown, "hidden": len(entries) - len(shown)}
    return render(request, "staff/turnover_register/list.html", context)


def day(request: HttpRequest, day: date) -> HttpResponse:
    """The balances of one day, or the day as it was closed."""
    return _day(request, day, CloseForm(turnover.days(day)))


@action
def close(request: HttpRequest, day: date) -> HttpResponse:
    """The custodian closes the day with what he counted."""
    form = CloseForm(turnover.days(day), request.POST)
    if not form.is_valid():
        return _day(request, day, form, status=422)
    books.close_turnover_day(day, form.counted(), by=who(request))
    messages.success(request, _("%(day)s is closed.") % {"day": day})
    return redirect("turnover_day", day)


def _day(request: HttpRequest, day: date, form: CloseForm, status: int = 200) -> HttpResponse:
    closes = TurnoverClose.objects.filter(day=day).select_related("part", "closed_by")
    context = {
        "day": day,
        "form": form,
        "closed": list(closes.order_by("part__part_no")),
        "custodian": custodian_of(place(Code.TURNOVER)),
        "is_come": day <= clock.today(),
    }
    return render(request, "staff/turnover_register/show.html", context, status=status)
