"""How a refusal is said: as a page, as a message inside the page, or as JSON."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from shouhou.kernel.refusals import Refused
from shouhou.web.refusal_texts import text_of


def answer_to(refusal: Refused, request: HttpRequest, *, status: int = 0) -> HttpResponse:
    """The answer to `refusal` in the form its asker can read; `status` overrides the refusal's."""
    status = status or refusal.status
    if is_htmx(request):
        return _message(refusal, request, status)
    if wants_json(request):
        return _json(refusal, status)
    return render(request, "web/refused.html", _said(refusal, request, status), status=status)


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page asks, not a whole one."""
    return bool(request.headers.get("HX-Request"))


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks."""
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def _message(refusal: Refused, request: HttpRequest, status: int) -> HttpResponse:
    """A message for the page's live region; the form that was refused keeps what was typed."""
    answer = render(request, "web/components/refusal.html", _said(refusal, request, status))
    answer.status_code = status
    answer.headers["HX-Retarget"] = "#messages"
    answer.headers["HX-Reswap"] = "innerHTML show:window:top"
    answer.headers["HX-Reselect"] = "unset"
    answer.headers["HX-Trigger"] = json.dumps({"refused": {"where": refusal.where}})
    return answer


def _json(refusal: Refused, status: int) -> JsonResponse:
    error: dict[str, object] = {
        "code": refusal.code,
        "message": text_of(refusal),
        "where": refusal.where,
    }
    if refusal.rows:
        error["rows"] = [
            {"code": row.code, "message": text_of(row), "where": row.where} for row in refusal.rows
        ]
    unescaped = {"ensure_ascii": False}
    return JsonResponse({"error": error}, status=status, json_dumps_params=unescaped)


def _said(refusal: Refused, request: HttpRequest, status: int) -> dict[str, object]:
    return {
        "refusal_text": text_of(refusal),
        "refusal_where": _place(refusal),
        "refusal_rows": [{"where": row.where, "text": text_of(row)} for row in refusal.rows],
        "refusal_status": status,
        "request_id": getattr(request, "id", ""),
        "way_back": _way_back(request),
    }


def _place(refusal: Refused) -> str:
    """Where, when it says something to a person: a form field's own name does not."""
    where = refusal.where
    return "" if where.isidentifier() and where.islower() else where


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, if it is one of ours; never a foreign address."""
    root = f"{request.scheme}://{request.get_host()}/"
    referer = request.headers.get("Referer", "")
    return "/" + referer.removeprefix(root) if referer.startswith(root) else "/"
