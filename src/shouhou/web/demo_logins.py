"""On a demo installation, and there alone: whom one may be, shown on the login page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from shouhou.accounts.roles import Role

FILE = "demo-logins.json"
"""Where `shouhou demo` keeps the passwords it printed, readable by its owner alone."""


def demo_logins(_request: HttpRequest) -> dict[str, Any]:
    """Context for `account/demo_logins.html`; empty anywhere but in a demo."""
    return {"demo_logins": SimpleLazyObject(_logins)}


def _logins() -> list[tuple[str, str, list[str], str]]:
    """User name, name, roles and password of everybody in the demo department."""
    path = Path(settings.HOME) / FILE
    if not settings.DEMO or not path.exists():
        return []
    return [
        (login["username"], login["name"], [str(Role(login["role"]).label)], login["password"])
        for login in json.loads(path.read_text())
    ]
