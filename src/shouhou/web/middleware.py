"""What every request meets on its way in and every answer on its way out."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from shouhou.accounts import trail
from shouhou.kernel.refusals import Forbidden, Invalid, Missing, Refused
from shouhou.web.answers import answer_to, is_htmx

Answering = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; media-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"


def security_headers(get_response: Answering) -> Answering:
    """Name the request, and put the headers on its answer, whatever the answer is.

    Stands first, so that error pages and redirects of everything below carry them too.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.id = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        if settings.HTTPS:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if not request.path_info.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
        return response

    return answer


def text_that_can_be_kept(get_response: Answering) -> Answering:
    """Refuse the sign NUL, in whatever a request says: no database keeps it, no eye sees it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            return answer_to(Missing("web.no_such_page"), request)
        said = (request.GET, request.POST)
        texts = (text for one in said for name, values in one.lists() for text in (name, *values))
        if any("\0" in text for text in texts):
            return answer_to(Invalid("web.unreadable"), request)
        return get_response(request)

    return answer


def origin_of_changes(get_response: Answering) -> Answering:
    """Let the trail know where the changes of this request come from."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        address = request.META.get("REMOTE_ADDR", "")
        with trail.arriving_from(address=address, request_id=_id_of(request)):
            return get_response(request)

    return answer


class RefusalAnswers:
    """Turns every `Refused` into the answer its reader can use: page, message or JSON.

    A redirect in answer to HTMX becomes `HX-Redirect`, so that a form that succeeded, or a
    session that ended, leads to a whole page instead of a page inside a page.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not is_htmx(request):
            return response
        patch_vary_headers(response, ["HX-Request"])
        if 300 <= response.status_code < 400:
            return _whole_page(response, request)
        return response

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        """Answer a refusal; by now the transaction of the view has been rolled back."""
        if not isinstance(refusal, Refused):
            return None
        if isinstance(refusal, Forbidden) and request.user.is_authenticated:
            trail.record_refusal(request.user, refusal, request.path)
        return answer_to(refusal, request)


answer_refusals = RefusalAnswers


def _whole_page(response: HttpResponseBase, request: HttpRequest) -> HttpResponse:
    location = response.headers["Location"]
    login = resolve_url(settings.LOGIN_URL)
    if location.startswith(f"{login}?"):
        # After the login the reader returns to the page he was on, not to the fragment's URL.
        page = urlsplit(request.headers.get("HX-Current-URL", "/")).path
        location = f"{login}?{urlencode({'next': page})}"
    answer = HttpResponse(status=204, headers={"HX-Redirect": location})
    answer.cookies = response.cookies
    return answer


def _id_of(request: HttpRequest) -> str:
    return getattr(request, "id", "")
