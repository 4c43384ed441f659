"""The home page, which is the to-do list of one's roles, and the scan box of every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from shouhou.reports.lookup import lookup
from shouhou.reports.todo import queues_of
from shouhou.staff import pages
from shouhou.staff.permits import who


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    queues = [pages.shown(queue) for queue in queues_of(who(request))]
    return render(request, "staff/home/show.html", {"queues": queues})


def scan(request: HttpRequest) -> HttpResponse:
    """Leads to what was scanned; asks when it names several things, says so when nothing."""
    text = request.GET.get("q", "")[:80]
    if _is_ours(request, text):
        return redirect(text)
    found = lookup(text, who(request))
    if len(found) == 1:
        return redirect(pages.url_of(found[0].noun, found[0].number))
    results = [(pages.url_of(one.noun, one.number), one) for one in found]
    context = {"text": text, "results": results, "home_url": reverse("home")}
    return render(request, "staff/home/found.html", context)


def _is_ours(request: HttpRequest, text: str) -> bool:
    """Whether the text is a whole address of this installation, as a bin card's code prints it."""
    if not text.startswith(("http://", "https://")):
        return False
    ours = {request.get_host()}
    return url_has_allowed_host_and_scheme(text, ours, require_https=request.is_secure())
