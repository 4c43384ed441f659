"""What makes a view an action: POST alone, one transaction, one effect per submitted form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from shouhou.accounts.models import RequestKey, User
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.web.answers import answer_to
from shouhou.web.scanning import Outcome, answer_scan, refused_scan

Route = ParamSpec("Route")
View = Callable[Concatenate[HttpRequest, Route], HttpResponse]

ATTEMPTS = 4
WORTH_RETRYING = {"40001", "40P01", "57P01", "57P02", "57P03"}
"""SQLSTATEs of a lost race and of a server that went away; in both nothing was committed, or the
request key tells that it was."""


def action(view: View[Route]) -> View[Route]:
    """A view that changes something, once per form however often the form arrives.

    The form's `request_key` is claimed in the transaction of the effect. A double click, a reload
    or a retry after a lost answer gets the first answer again. An answer of 400 or more (the form
    shown again with its errors) has no effect and claims nothing.
    """

    @wraps(view)
    def act(request: HttpRequest, /, *args: Route.args, **kwargs: Route.kwargs) -> HttpResponse:
        if request.method != "POST":
            return _buttons_only(request)
        key = _key_of(request)
        if key is None:
            raise Invalid("web.no_request_key")
        return _persistently(lambda: _once(key, request, lambda: view(request, *args, **kwargs)))

    return act


def scan_action(
    outcomes: Mapping[str, Outcome],
) -> Callable[[View[Route]], View[Route]]:
    """An action of a scan screen: a refusal is an answer with a colour and a sound, not an error.

    `outcomes` says which refusal code is which answer; other codes answer by their class, and one
    by role, duty or gate stays an error, which stands in the trail. The
    rule that a serial is scanned once protects the effect, so the key is optional; a screen that
    sends one hears the first answer again after a lost connection, not "duplicate".
    """

    def decorate(view: View[Route]) -> View[Route]:
        @wraps(view)
        def act(request: HttpRequest, /, *args: Route.args, **kwargs: Route.kwargs) -> HttpResponse:
            if request.method != "POST":
                return _buttons_only(request)
            key = _key_of(request)
            try:
                return _persistently(
                    lambda: _once(key, request, lambda: view(request, *args, **kwargs))
                )
            except (Invalid, Conflict, Missing) as refusal:
                return answer_scan(request, refused_scan(request, refusal, outcomes))

        return act

    return decorate


def _buttons_only(request: HttpRequest) -> HttpResponse:
    answer = answer_to(Invalid("web.buttons_only"), request, status=405)
    answer.headers["Allow"] = "POST"
    return answer


def _key_of(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None


def _persistently(attempt: Callable[[], HttpResponse]) -> HttpResponse:
    """Run `attempt` again, with the same key, after a lost race or a lost connection."""
    for left in reversed(range(ATTEMPTS)):
        try:
            return attempt()
        except (OperationalError, InterfaceError) as failure:
            if _waited_too_long(failure):
                raise Conflict("web.busy") from failure
            if not left or connection.in_atomic_block or not _is_worth_retrying(failure):
                raise
            connection.close_if_unusable_or_obsolete()
    raise AssertionError("the last attempt either answers or raises")


def _waited_too_long(failure: Exception) -> bool:
    return _sqlstate(failure) == "55P03" or "database is locked" in str(failure)


def _is_worth_retrying(failure: Exception) -> bool:
    return _sqlstate(failure) in WORTH_RETRYING or not connection.is_usable()


def _sqlstate(failure: Exception) -> str:
    return getattr(failure.__cause__, "sqlstate", None) or ""


def _once(
    key: UUID | None, request: HttpRequest, effect: Callable[[], HttpResponse]
) -> HttpResponse:
    with transaction.atomic():
        claim = key and RequestKey.claim(key, cast("User", request.user), request.path[:200])
        if claim and claim.answered_with:
            return _first_answer(claim, request)
        _rewind(request)
        response = effect()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif claim:
            RequestKey.objects.filter(key=claim.key).update(answered_with=_written(response))
    return response


def _rewind(request: HttpRequest) -> None:
    """An attempt before this one may have read the uploaded files."""
    for _name, uploads in request.FILES.lists():
        for upload in uploads:
            upload.seek(0)


def _written(response: HttpResponse) -> str:
    """The answer as it is remembered: where it led, or what it showed."""
    location = response.headers.get("Location") or response.headers.get("HX-Redirect")
    if location:
        return json.dumps({"location": location})
    return json.dumps({"shown": response.content.decode()})


def _first_answer(claim: RequestKey, request: HttpRequest) -> HttpResponse:
    if (claim.user_id, claim.path) != (request.user.pk, request.path[:200]):
        raise Conflict("web.request_key_taken")
    answer = json.loads(claim.answered_with)
    if "location" in answer:
        return redirect(answer["location"])
    return HttpResponse(answer["shown"])
