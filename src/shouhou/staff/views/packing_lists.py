"""The agent's packing list: uploaded and previewed, typed by hand, or not there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from shouhou.exchange.commands import packing
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.models import InboundConsignment, PackingList
from shouhou.exchange.packing_lists.recognise import read
from shouhou.exchange.packing_lists.template import template
from shouhou.exchange.part_book import known_parts, part_book
from shouhou.reports.receiving import kept_elsewhere
from shouhou.staff.forms.packing_lists import Lines, UploadForm, declared_in
from shouhou.staff.permits import who
from shouhou.staff.screens import previews
from shouhou.staff.screens.packing_list_lines import lines_of, problems_of_the_whole
from shouhou.staff.views.consignments import consignment_of
from shouhou.web.actions import action

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(request: HttpRequest, number: str) -> HttpResponse:
    """The three ways to enter the list."""
    return _shown(request, consignment_of(request, number), UploadForm())


@action
def upload(request: HttpRequest, number: str) -> HttpResponse:
    """Read the file and lead to its preview; nothing of it is kept yet."""
    consignment = consignment_of(request, number)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, consignment, form, status=422)
    sent, token = previews.keep(form.cleaned_data["file"], purpose=number, by=who(request))
    read(sent.content, parts=part_book())
    query = urlencode({"file": token})
    return redirect(f"{reverse('packing_list_preview', args=[number])}?{query}")


def preview(request: HttpRequest, number: str) -> HttpResponse:
    """What the file says, row by row, with everything wrong about it."""
    token = request.GET.get("file", "")
    sent = previews.read_back(token, purpose=number, by=who(request))
    said = read(sent.content, parts=part_book())
    consignment = consignment_of(request, number)
    context = {
        "consignment": consignment,
        "elsewhere": kept_elsewhere(sent.sha256, consignment),
        "file_name": sent.name,
        "token": token,
        "preview": said,
        "of_the_list": problems_of_the_whole(said),
    }
    return render(request, "staff/packing_lists/preview.html", context)


@action
def keep(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the previewed list, whole."""
    consignment = consignment_of(request, number)
    token = request.POST.get("file", "")
    sent = previews.read_back(token, purpose=number, by=who(request))
    lines = lines_of(read(sent.content, parts=part_book()))
    source = Source(PackingList.Origin.WORKBOOK, sent.name, sent.sha256)
    return _kept(request, consignment, source, lines)


def typed(request: HttpRequest, number: str) -> HttpResponse:
    """An empty list to type into."""
    context = {"consignment": consignment_of(request, number), "lines": Lines(prefix="lines")}
    return render(request, "staff/packing_lists/typed.html", context)


@action
def keep_typed(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the list typed by hand."""
    consignment = consignment_of(request, number)
    lines = Lines(request.POST, prefix="lines")
    if not lines.is_valid():
        context = {"consignment": consignment, "lines": lines}
        return render(request, "staff/packing_lists/typed.html", context, status=422)
    return _kept(request, consignment, Source(PackingList.Origin.HAND), declared_in(lines))


@action
def none(request: HttpRequest, number: str) -> HttpResponse:
    """Say that no list was in the box."""
    consignment = consignment_of(request, number)
    return _kept(request, consignment, Source(PackingList.Origin.NONE), [])


def blank(request: HttpRequest) -> HttpResponse:
    """The empty list that agents fill in."""
    del request
    answer = HttpResponse(template(known_parts()), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="packing-list.xlsx"'
    return answer


def _kept(
    request: HttpRequest, consignment: InboundConsignment, source: Source, lines: list[Declared]
) -> HttpResponse:
    packing.keep(consignment.pk, source, lines, by=who(request))
    told = {"number": consignment.number}
    messages.success(request, _("The packing list of %(number)s is entered.") % told)
    return redirect("consignment", consignment.number)


def _shown(
    request: HttpRequest, consignment: InboundConsignment, form: UploadForm, status: int = 200
) -> HttpResponse:
    context = {"consignment": consignment, "form": form}
    return render(request, "staff/packing_lists/form.html", context, status=status)
