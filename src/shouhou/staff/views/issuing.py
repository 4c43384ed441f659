"""Issuing: what is ready for an agent, the new serials scanned, the documents made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from shouhou.flows import dispatch
from shouhou.partners.models import Agent
from shouhou.repair.commands import codes as code_match
from shouhou.repair.commands.codes import Codes
from shouhou.reports import ready as ready_report
from shouhou.staff.asked import whole_number, whole_numbers
from shouhou.staff.permits import who
from shouhou.stock.commands import picking
from shouhou.stock.models import Reservation, Unit
from shouhou.web.actions import action, scan_action
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

OUTCOMES = {
    "dispatch.unknown_serial": Outcome.UNKNOWN,
    "dispatch.not_good": Outcome.ERROR,
    "stock.not_promised": Outcome.FOREIGN,
    "stock.promised_elsewhere": Outcome.FOREIGN,
}


def ready(request: HttpRequest) -> HttpResponse:
    """Everybody for whom something stands on the shelf or goes back as it came."""
    return render(request, "staff/ready/list.html", {"rows": ready_report.agents()})


def agent(request: HttpRequest, code: str) -> HttpResponse:
    """One agent's pieces: the serials to scan, the quantities, the codes, the returns."""
    return render(request, "staff/ready/show.html", ready_report.of(_agent(request, code)))


@scan_action(OUTCOMES)
def pick(request: HttpRequest, code: str) -> HttpResponse:
    """One new serial off the shelf."""
    serial = request.POST.get("scan", "")
    picked = dispatch.pick(_agent(request, code), serial, by=who(request))
    context = ready_report.of(_agent(request, code))
    answer = ScanAnswer(Outcome.OK, serial, str(picked.holding.part), count=context["picked"])
    return answer_scan(request, answer, template="staff/ready/picked.html", context=context)


@action
def put_back(request: HttpRequest, code: str) -> HttpResponse:
    """Undo a pick."""
    reservation = get_object_or_404(Reservation, pk=whole_number(request.POST, "put_back"))
    picking.put_back(reservation.pk, by=who(request))
    return redirect("ready_agent", code)


@action
def codes(request: HttpRequest, code: str) -> HttpResponse:
    """The four codes of one board or phone, scanned one after the other."""
    unit = get_object_or_404(Unit, pk=whole_number(request.POST, "unit"))
    fields = ("board", "device_label", "box_label", "nal_mark")
    read = Codes(*(request.POST.get(field, "") for field in fields))
    check = code_match.match(unit, read, by=who(request))
    if check.matched:
        messages.success(request, _("%(unit)s: the four codes agree.") % {"unit": unit})
    else:
        told = {"unit": unit, "differing": check.differing}
        messages.error(request, _("%(unit)s: these codes differ: %(differing)s.") % told)
    return redirect("ready_agent", code)


@action
def issue(request: HttpRequest, code: str) -> HttpResponse:
    """Make the outbound document of the chosen pieces and submit it."""
    chosen = {
        pk: whole_number(request.POST, f"quantity-{pk}", 1)
        for pk in whole_numbers(request.POST, "reservation")
    }
    document = dispatch.issue(_agent(request, code), chosen, by=who(request))
    messages.success(
        request, _("%(number)s is made; the supervisor posts it.") % {"number": document}
    )
    return redirect("document", document.number)


@action
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Make the document for the pieces that go back as they came."""
    lines = whole_numbers(request.POST, "line")
    document = dispatch.send_back(_agent(request, code), lines, by=who(request))
    messages.success(
        request, _("%(number)s is made; the supervisor posts it.") % {"number": document}
    )
    return redirect("document", document.number)


def _agent(request: HttpRequest, code: str) -> Agent:
    return get_object_or_404(Agent.objects.visible_to(who(request)), code=code)
