"""The paper of an order: its in-house tag, for printers of every language, and the whole sheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from shouhou.kernel import clock
from shouhou.paper import labels
from shouhou.repair.commands import orders
from shouhou.staff.paper import workshop_paper
from shouhou.staff.paper.pdf import pdf_answer, printed
from shouhou.staff.permits import who
from shouhou.staff.views.bench import order_of
from shouhou.web.actions import action

LANGUAGES = {"zpl": labels.zpl, "tspl": labels.tspl}


@action
def print_tag(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """Count one more tag, and lead to it."""
    orders.note_tag(order_of(request, number).pk, by=who(request))
    return redirect("repair_order_tag", number, language)


def tag(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The tag as PDF, or in the language of a label printer."""
    label = workshop_paper.bench_tag(order_of(request, number))
    if language not in LANGUAGES:
        return pdf_answer(label, number)
    answer = HttpResponse(LANGUAGES[language](label, at=clock.now()), "application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{number}.{language}"'
    return answer


@require_GET
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The whole order on paper."""
    order, by = order_of(request, number), who(request)
    return printed(workshop_paper.repair_order(order, by=by), number, order, by=by)
