"""The day-book: a day's documents and rows, the tally beside them, the close of the day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from shouhou.exchange import day_book
from shouhou.exchange.commands import books
from shouhou.kernel import clock
from shouhou.reports import day_book as report
from shouhou.reports import papers
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.day_book import MissingRowForm, TallyForm
from shouhou.staff.paper.pdf import letterhead, printed
from shouhou.staff.permits import who
from shouhou.web.actions import action


def show(request: HttpRequest) -> HttpResponse:
    """The book of one day; today's, when none is named."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = clock.today()
    return render(request, "staff/day_book/show.html", _context(day))


@action
def tally(request: HttpRequest, day: date) -> HttpResponse:
    """The figures of the day, as the hand counted them."""
    return _filled(request, day, TallyForm(day_book.rows_of(day), request.POST), "tally")


@action
def add_row(request: HttpRequest, day: date) -> HttpResponse:
    """A figure for something the system does not have."""
    return _filled(request, day, MissingRowForm(request.POST), "missing")


@action
def close(request: HttpRequest, day: date) -> HttpResponse:
    """The supervisor closes the day."""
    note = reason_of(request.POST)
    books.close_day(day, note=note, by=who(request))
    messages.success(request, _("%(day)s is closed.") % {"day": day})
    return _back(day)


@require_GET
def paper(request: HttpRequest, day: date) -> HttpResponse:
    """The 手工帐 as PDF. A day has no row before its close: its print stands with the person."""
    by = who(request)
    return printed(papers.day_book_of(day, letterhead(), by=by), f"DB{day:%Y%m%d}", by, by=by)


def _filled(
    request: HttpRequest, day: date, form: TallyForm | MissingRowForm, name: str
) -> HttpResponse:
    if not form.is_valid():
        context = _context(day) | {name: form}
        return render(request, "staff/day_book/show.html", context, status=422)
    changed = books.fill_tally(day, form.counts(), by=who(request))
    messages.success(request, _("%(changed)s figures are kept.") % {"changed": changed})
    return _back(day)


def _context(day: date) -> dict[str, Any]:
    rows = day_book.rows_of(day)
    forms: dict[str, Form] = {"tally": TallyForm(rows), "missing": MissingRowForm()}
    return {**forms, **report.page_of(day, rows)}


def _back(day: date) -> HttpResponse:
    return redirect(f"{reverse('day_book')}?day={day}")
