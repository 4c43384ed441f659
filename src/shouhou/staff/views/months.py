"""The months of the books: the checklist of one, and its close."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.flows import closing_month
from shouhou.reports import months as report
from shouhou.staff.asked import reason_of
from shouhou.staff.permits import who
from shouhou.web.actions import action

POINTS = {
    "waiting": gettext_lazy("Documents submitted and not posted"),
    "in_transit": gettext_lazy("Transfers sent and not confirmed"),
    "turnover_days": gettext_lazy("Days of the turnover warehouse not closed"),
    "book_days": gettext_lazy("Days of the hand-kept book not closed"),
}
SHOWN = 30


def index(request: HttpRequest) -> HttpResponse:
    """Every month of the books."""
    return render(request, "staff/months/list.html", {"months": report.months()})


def show(request: HttpRequest, last_day: date) -> HttpResponse:
    """One month: its checklist as long as it is open, and what was posted in it."""
    if (month := report.month_of(last_day)) is None:
        raise Http404
    points = () if month.closed else closing_month.checklist(last_day)
    context = {
        "month": month,
        "checklist": [(POINTS[point.key], point) for point in points],
        "left_open": [(POINTS[key], count) for key, count in _left_open(month)],
        "is_clear": not any(point.count for point in points),
        "posted": report.posted_in(last_day),
        "shown": SHOWN,
    }
    return render(request, "staff/months/show.html", context)


@action
def close(request: HttpRequest, last_day: date) -> HttpResponse:
    """The supervisor closes the month."""
    reason = reason_of(request.POST)
    closed = closing_month.close(last_day, reason=reason, by=who(request))
    messages.success(request, _("%(month)s is closed.") % {"month": closed})
    return redirect("month", last_day)


def _left_open(month: report.Month) -> list[tuple[str, int]]:
    """What the checklist had open at the close, in its order."""
    left = month.closed.open_points if month.closed else {}
    return [(key, left[key]) for key in POINTS if key in left]
