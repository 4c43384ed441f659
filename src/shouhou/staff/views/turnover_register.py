"""The turnover warehouse's register, its daily balances, and the close of its day (Form S4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.accounts import trail
from shouhou.exchange import turnover
from shouhou.exchange.commands import books
from shouhou.exchange.models import TurnoverClose
from shouhou.exchange.turnover import Entry
from shouhou.kernel import clock
from shouhou.sheets.writer import Column, ColumnKind, write_xlsx
from shouhou.staff.forms.turnover_register import CountForm, PeriodForm
from shouhou.staff.permits import who
from shouhou.stock.custody import custodian_of
from shouhou.stock.places import Code, place
from shouhou.web.actions import action

SHOWN = 500


def register(request: HttpRequest) -> HttpResponseBase:
    """The entries between two days; today's, when none are named."""
    today = clock.today()
    asked = request.GET if "first" in request.GET else {"first": today, "last": today}
    form = PeriodForm(asked)
    if not form.is_valid():
        return render(request, "staff/turnover_register/list.html", {"form": form})
    entries = turnover.entries(**form.cleaned_data)
    if request.GET.get("export"):
        return _workbook(request, entries)
    found = list(entries)
    context = {"form": form, "entries": found[-SHOWN:], "hidden": max(len(found) - SHOWN, 0)}
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


def _workbook(request: HttpRequest, entries: Iterable[Entry]) -> FileResponse:
    out = BytesIO()
    title = _("Turnover register")
    write_xlsx(out, columns=_columns(), rows=_rows(entries), title=title)
    out.seek(0)
    asked = {"list": request.path, "filters": request.GET.urlencode()[:400]}
    trail.record("web.export_list", who(request), by=who(request), after=asked)
    return FileResponse(out, as_attachment=True, filename=f"{title} {clock.today()}.xlsx")


def _columns() -> list[Column]:
    texts = (_("Number"), _("Kind"), _("Agent"), _("Part number"), _("Name"), _("Lot"), _("Serial"))
    figures = (
        _("Good in"),
        _("Good out"),
        _("Bad in"),
        _("Bad out"),
        _("Good balance"),
        _("Bad balance"),
    )
    people = (_("Exchange order"), _("Made by"), _("Posted by"))
    return [
        Column(_("Day"), ColumnKind.DATE),
        *(Column(text) for text in texts),
        *(Column(figure, ColumnKind.INTEGER) for figure in figures),
        *(Column(text) for text in people),
    ]


def _rows(entries: Iterable[Entry]) -> Iterator[list[object]]:
    for entry in entries:
        document, source = entry.move.document, entry.move.source
        yield [
            document.book_date,
            document.number,
            str(document.get_kind_display()),
            str(document.agent or ""),
            source.part.part_no,
            source.part.name,
            source.lot.code,
            str(entry.move.unit or ""),
            entry.good_in,
            entry.good_out,
            entry.bad_in,
            entry.bad_out,
            entry.good_balance,
            entry.bad_balance,
            entry.pair,
            str(document.made_by),
            str(document.posted_by),
        ]
