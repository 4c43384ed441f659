"""How allauth's login meets the lock-out and the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from shouhou.accounts import commands, lockout, trail
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

    def set_password(self, user: User, password: str) -> None:
        """A person changes his own password; the session he does it in goes on."""
        commands.choose_password(user.pk, password, by=user)
        user.refresh_from_db()

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Back to work."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def login(self, request: HttpRequest, user: User) -> None:
        """Open the session and write it down."""
        super().login(request, user)
        trail.record("accounts.login", user, by=user)
