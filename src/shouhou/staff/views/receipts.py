"""Receiving stock that no agent sent: by hand, or from a sheet that is shown before it counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.flows import receipt_sheets, receiving_stock
from shouhou.staff.forms.receipts import (
    HeadForm,
    Lines,
    SheetForm,
    TakeForm,
    carried,
    delivered_by,
)
from shouhou.staff.permits import who
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document
from shouhou.web.actions import action

TEMPLATE_NAME = "receipt-template.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new(request: HttpRequest) -> HttpResponse:
    """Both ways to enter a receipt."""
    return _page(request, HeadForm(prefix="hand"), Lines(prefix="lines"), SheetForm())


@action
def make(request: HttpRequest) -> HttpResponse:
    """The lines typed by hand."""
    head = HeadForm(request.POST, prefix="hand")
    lines = Lines(request.POST, prefix="lines")
    if not (head.is_valid() and lines.is_valid()):
        return _page(request, head, lines, SheetForm(), status=422)
    made = receiving_stock.receive(delivered=delivered_by(lines), by=who(request), **head.head())
    return _made(request, made)


@action
def preview(request: HttpRequest) -> HttpResponse:
    """The sheet, row by row, with what is wrong; nothing is brought in yet."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, HeadForm(prefix="hand"), Lines(prefix="lines"), form, status=422)
    content = form.cleaned_data["upload"].read()
    shown = receipt_sheets.preview(content, Kind(form.cleaned_data["kind"]))
    lines = {"lines": carried(shown.delivered)}
    context = {"shown": shown, "form": TakeForm(initial={**form.head(), **lines})}
    return render(request, "staff/receipts/preview.html", context)


@action
def take(request: HttpRequest) -> HttpResponse:
    """The previewed sheet, taken whole."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, HeadForm(prefix="hand"), Lines(prefix="lines"), form, status=422)
    delivered = form.cleaned_data["lines"]
    made = receiving_stock.receive(delivered=delivered, by=who(request), **form.head())
    return _made(request, made)


def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes its request
    """The empty sheet."""
    answer = HttpResponse(receipt_sheets.template(), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{TEMPLATE_NAME}"'
    return answer


def _page(
    request: HttpRequest, head: HeadForm, lines: object, sheet: HeadForm, status: int = 200
) -> HttpResponse:
    context = {"head": head, "lines": lines, "sheet": sheet}
    return render(request, "staff/receipts/form.html", context, status=status)


def _made(request: HttpRequest, made: Document) -> HttpResponse:
    said = _("%(number)s is drafted. Somebody else inspects the goods; then it waits to be posted.")
    messages.success(request, said % {"number": made.number})
    return redirect("document", made.number)
