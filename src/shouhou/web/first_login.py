"""A password that somebody else has seen is changed before anything else happens."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

Answering = Callable[[HttpRequest], HttpResponseBase]


def change_password_first(get_response: Answering) -> Answering:
    """Lead everybody with a password that was shown to somebody to the page that changes it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        change = reverse("account_change_password")
        ways_out = {change, reverse("account_logout"), reverse("set_language")}
        must = getattr(request.user, "must_change_password", False)
        if must and request.path not in ways_out and not _is_static(request):
            return redirect(change)
        return get_response(request)

    return answer


def _is_static(request: HttpRequest) -> bool:
    return request.path.startswith(settings.STATIC_URL)
