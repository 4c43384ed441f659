"""How allauth's login meets the lock-out and the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shouhou.accounts import lockout, trail
from shouhou.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs himself up; failures are counted; a closed name does not reach the hasher."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Accounts are made by the system administrator alone."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Turn away a name or an address that failed too often."""
        address = request.META.get("REMOTE_ADDR", "")
        if lockout.is_closed(credentials.get("username", ""), address):
            raise ValidationError(_("Too many failed logins. Try again in 15 minutes."))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        lockout.note_failure(credentials.get("username", ""), request.path)

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session and write it down."""
        super().login(request, user)
        trail.record("accounts.login", user, by=user)
