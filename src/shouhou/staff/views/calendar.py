"""The working calendar, a year at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.catalog import calendar
from shouhou.catalog.models import CalendarDay, CalendarYear
from shouhou.kernel import clock
from shouhou.reports.calendar_year import months_of
from shouhou.staff.forms.calendar import Runs, days_of, runs_of
from shouhou.staff.permits import who
from shouhou.web.actions import action


def this_year(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes its request
    """Today's year."""
    return redirect("calendar_year", clock.today().year)


def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year, and what was entered of it."""
    return render(request, "staff/calendar/show.html", _context(year))


@action
def enter(request: HttpRequest, year: int) -> HttpResponse:
    """The special days of a year, entered or replaced."""
    lines = Runs(request.POST, prefix="days", initial=_entered(year))
    if not lines.is_valid():
        context = _context(year) | {"lines": lines}
        return render(request, "staff/calendar/show.html", context, status=422)
    calendar.enter_year(year, days_of(lines), by=who(request))
    messages.success(request, _("The calendar of %(year)s is entered.") % {"year": year})
    return redirect("calendar_year", year)


def _context(year: int) -> dict[str, Any]:
    return {
        "year": year,
        "months": months_of(year),
        "is_entered": CalendarYear.objects.filter(year=year).exists(),
        "to_enter": calendar.years_to_enter(clock.today()),
        "lines": Runs(prefix="days", initial=_entered(year)),
    }


def _entered(year: int) -> list[dict[str, Any]]:
    return runs_of(CalendarDay.objects.filter(date__year=year).order_by("date"))
