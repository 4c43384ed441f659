"""The answers to what went wrong outside any rule: wrong address, broken request, our own fault.

`shouhou.urls` names them as `handler400` … `handler500`, the settings as `CSRF_FAILURE_VIEW`;
Django calls them with arguments of its own, of which none may reach the reader.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from shouhou.kernel.refusals import Forbidden, Invalid, Missing
from shouhou.web.answers import answer_to, is_htmx, wants_json


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001
    """A request that no browser of ours would send (400)."""
    # The host may be the very thing that is wrong, so nothing here may ask for it.
    return HttpResponse(_plain(request, "400.html"), status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001
    """Django's own permission check said no (403)."""
    return answer_to(Forbidden("web.not_allowed"), request)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001
    """The form's secret does not match: it is old, or somebody else made it (403)."""
    return answer_to(Invalid("web.stale_form"), request, status=403)


def no_such_page(request: HttpRequest, exception: Exception) -> HttpResponseBase:  # noqa: ARG001
    """No such address, or nothing of yours behind it (404)."""
    return answer_to(Missing("web.no_such_page"), request)


def our_fault(request: HttpRequest) -> HttpResponseBase:
    """Something broke (500). Reads neither session nor database: they may be what broke."""
    if is_htmx(request) or wants_json(request):
        return answer_to(Invalid("web.our_fault", request=_id_of(request)), request, status=500)
    return HttpResponse(_plain(request, "500.html"), status=500)


def _plain(request: HttpRequest, template: str) -> str:
    return render_to_string(template, {"request_id": _id_of(request)})


def _id_of(request: HttpRequest) -> str:
    return getattr(request, "id", "")
