"""Documents: the list, one document with everything behind it, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.flows import paperwork, posting, printing
from shouhou.paper.codes import code128_svg
from shouhou.paper.forms.issue_note import Paper
from shouhou.reports import documents as reports
from shouhou.reports import papers
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.documents import CorrectionForm, DocumentFilter
from shouhou.staff.paper.pdf import letterhead, pdf_answer
from shouhou.staff.permits import who
from shouhou.staff.screens.offers import offers_of
from shouhou.staff.screens.timelines import timeline_of
from shouhou.stock.commands import reversals
from shouhou.stock.models import Document, Line
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage

PAPERS: dict[str, Paper] = {"continuous": "continuous_280", "half": "continuous_140"}
"""What `?paper=` may ask for beside A4: 241 mm continuous, 280 or 140 mm between the folds."""


class Documents(ListPage):
    title = gettext_lazy("Documents")
    icon = "files"
    filter_set = DocumentFilter
    template_name = "staff/documents/list.html"
    empty_text = gettext_lazy("No document yet. Counting a parcel or receiving stock makes one.")
    columns = (
        Column(
            gettext_lazy("Number"),
            "number",
            Kind.CODE,
            link=Link("document", "number"),
            sort="number",
        ),
        Column(gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Made by"), "made_by.name"),
        Column(gettext_lazy("Made at"), "made_at", Kind.WHEN, sort="pk"),
        Column(gettext_lazy("Posted at"), "posted_at", Kind.WHEN),
        Column(gettext_lazy("Posted by"), "posted_by"),
    )

    def rows(self) -> QuerySet[Document]:
        seen = Document.objects.visible_to(who(self.request))
        return seen.select_related("agent", "made_by", "posted_by")


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One document: its lines, who did what when, the evidence behind it."""
    document = _document(request, number)
    context = {
        "document": document,
        "barcode": mark_safe(code128_svg(document.number)),  # noqa: S308 - our own drawing
        "way": ["draft", "submitted", "approved", "posted"],
        "groups": reports.groups_of(document),
        "evidence": reports.evidence_of(document),
        "exchange": reports.exchange_of(document),
        "counterpart": reports.counterpart_of(document),
        "offers": offers_of(document, who(request)),
        "past": timeline_of(document),
    }
    return render(request, "staff/documents/show.html", context)


@action
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Hand it to whoever approves."""
    paperwork.submit(_named(request, number), by=who(request))
    return _said(request, number, _("%(number)s is submitted."))


@action
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take it back."""
    paperwork.withdraw(_named(request, number), by=who(request))
    return _said(request, number, _("%(number)s is a draft again."))


@action
def inspect(request: HttpRequest, number: str) -> HttpResponse:
    """Say that the goods are what the draft calls them, and hand it in."""
    paperwork.inspect(_named(request, number), by=who(request))
    return _said(request, number, _("%(number)s is inspected, and waits to be posted."))


@action
def post(request: HttpRequest, number: str) -> HttpResponse:
    """Approve and post in one act."""
    posting.post(_named(request, number), by=who(request))
    return _said(request, number, _("%(number)s is posted."))


@action
def reject(request: HttpRequest, number: str) -> HttpResponse:
    """Send it back to its maker."""
    reason = reason_of(request.POST)
    posting.reject(_named(request, number), reason=reason, by=who(request))
    return _said(request, number, _("%(number)s went back to its maker."))


@action
def void(request: HttpRequest, number: str) -> HttpResponse:
    """Give it up."""
    reason = reason_of(request.POST)
    paperwork.void(_named(request, number), reason=reason, by=who(request))
    return _said(request, number, _("%(number)s is void."))


@action
def reverse(request: HttpRequest, number: str) -> HttpResponse:
    """Draft the one document that takes it back."""
    reason = reason_of(request.POST)
    original = _named(request, number)
    made = reversals.draft(original, reason=reason, by=who(request))
    return _said(request, made.number, _("The reversal %(number)s waits to be posted."))


def correct(request: HttpRequest, number: str) -> HttpResponse:
    """The lines of a draft, to be changed."""
    document = _document(request, number)
    context = {"document": document, "form": CorrectionForm(_lines(document))}
    return render(request, "staff/documents/correct.html", context)


@action
def rewrite(request: HttpRequest, number: str) -> HttpResponse:
    """The changed lines, sent."""
    document = _document(request, number)
    form = CorrectionForm(_lines(document), request.POST)
    if not form.is_valid():
        context = {"document": document, "form": form}
        return render(request, "staff/documents/correct.html", context, status=422)
    paperwork.correct(document.pk, form.quantities(), by=who(request))
    return _said(request, number, _("The lines of %(number)s are corrected."))


@action
def print_note(request: HttpRequest, number: str) -> HttpResponse:
    """Count one more printing, and lead to the paper."""
    printing.print_document(_document(request, number), by=who(request))
    asked = request.GET.get("paper", "")
    query = f"?paper={asked}" if asked in PAPERS else ""
    return redirect(resolve_url("document_paper", number) + query)


def paper(request: HttpRequest, number: str) -> HttpResponse:
    """The issue note as PDF: as often as it was printed, it says so."""
    document = _document(request, number)
    count = printing.document_prints(document)
    size = PAPERS.get(request.GET.get("paper", ""), "a4")
    note = papers.issue_note(document, letterhead(), by=who(request), count=count, paper=size)
    return pdf_answer(note, number)


def _document(request: HttpRequest, number: str) -> Document:
    seen = Document.objects.visible_to(who(request)).select_related(
        "agent", "made_by", "last_edited_by", "inspected_by", "approved_by", "posted_by"
    )
    return get_object_or_404(seen.select_related("reverses", "seal", "reversed_by"), number=number)


def _named(request: HttpRequest, number: str) -> int:
    """The id of the document, for the verbs: they read it again under their lock."""
    seen = Document.objects.visible_to(who(request)).only("pk")
    return get_object_or_404(seen, number=number).pk


def _lines(document: Document) -> list[Line]:
    return list(document.lines.select_related("source__part", "unit").order_by("line_no"))


def _said(request: HttpRequest, number: str, sentence: str) -> HttpResponse:
    messages.success(request, sentence % {"number": number})
    return redirect("document", number)
