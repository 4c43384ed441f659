"""What every page of the shell knows: the language, the person, his roles and his navigation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from shouhou.web.navigation import Group, marked


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for `web/shell.html`. The navigation is looked up only by pages that show it."""
    return {
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
        "request_id": getattr(request, "id", ""),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "roles": SimpleLazyObject(lambda: _roles(request)),
    }


def _roles(request: HttpRequest) -> list[str]:
    """The posts this person holds, as the person menu names them."""
    user = getattr(request, "user", None)
    return sorted(str(role.label) for role in getattr(user, "roles", ()))


def _navigation(request: HttpRequest) -> list[Group]:
    """What `SHOUHOU_NAVIGATION` offers this person, with the present page marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    for_user = import_string(settings.SHOUHOU_NAVIGATION)
    return marked(for_user(user), request.path)
