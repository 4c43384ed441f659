"""The probe for whoever watches the system: public, and silent about everything but its health."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse

from shouhou.reports.health import look


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view takes its request
    """200 when the system may be trusted, else 503."""
    health = look()
    return JsonResponse(asdict(health), status=200 if health.is_good else 503)
