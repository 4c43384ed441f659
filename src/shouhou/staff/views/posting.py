"""The queue of whoever approves and posts: one by one, or the chosen ones together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from shouhou.accounts.models import RequestKey
from shouhou.flows import posting
from shouhou.flows.posting import Outcome
from shouhou.kernel.refusals import Invalid
from shouhou.reports.documents import posting_queue
from shouhou.staff.permits import who
from shouhou.stock.models import Document
from shouhou.web.actions import action
from shouhou.web.refusal_texts import text_of

RESULT = "posting_result"


def queue(request: HttpRequest) -> HttpResponse:
    """What waits to be posted, oldest first."""
    waiting = posting_queue(who(request))
    return render(request, "staff/posting/list.html", {"waiting": waiting})


@action
def post_one(request: HttpRequest, number: str) -> HttpResponse:
    """Post one document and stay in the queue."""
    document = get_object_or_404(Document.objects.visible_to(who(request)), number=number)
    posting.post(document.pk, by=who(request))
    messages.success(request, _("%(number)s is posted.") % {"number": number})
    return redirect("posting_queue")


@require_POST
def post_chosen(request: HttpRequest) -> HttpResponse:
    """Post the chosen documents, each for itself: one refused holds up none of the others."""
    numbers = request.POST.getlist("number")
    if not numbers:
        raise Invalid("paperwork.none_chosen", where="number")
    if _is_first(request):
        chosen = Document.objects.visible_to(who(request)).filter(number__in=numbers)
        outcomes = posting.post_many(chosen.values_list("pk", flat=True), by=who(request))
        request.session[RESULT] = [_told(outcome) for outcome in outcomes]
    return redirect(RESULT)


def result(request: HttpRequest) -> HttpResponse:
    """Which of the chosen documents were posted, and which not and why."""
    told = request.session.get(RESULT, [])
    posted = sum(not one["refusal"] for one in told)
    context = {"told": told, "posted": posted, "refused": len(told) - posted}
    return render(request, "staff/posting/result.html", context)


def _is_first(request: HttpRequest) -> bool:
    """Whether this form arrives for the first time.

    The batch is no single transaction, so it claims its key by itself, before it begins.
    """
    try:
        key = UUID(request.POST.get("request_key", ""))
    except ValueError:
        raise Invalid("web.no_request_key") from None
    claimed = {"user": who(request), "path": request.path}
    _claim, is_first = RequestKey.objects.get_or_create(key=key, defaults=claimed)
    return is_first


def _told(outcome: Outcome) -> dict[str, str]:
    document, refusal = outcome.document, outcome.refusal
    return {
        "number": document.number,
        "kind": str(document.get_kind_display()),
        "refusal": text_of(refusal) if refusal else "",
    }
