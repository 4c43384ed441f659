"""The one way in: a password against the user table; permissions come from the role table."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend

from shouhou.accounts.models import RoleAssignment, User
from shouhou.accounts.roles import Role


class RoleBackend(BaseBackend):
    """Checks name and password, and takes the same time for names that do not exist."""

    def authenticate(  # type: ignore[override] # with the names that the login form sends
        self, _request: object, username: str = "", password: str = ""
    ) -> User | None:
        """The active user with this name and password, or nobody."""
        user = User.objects.filter(username=username).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, with the roles, unless disabled meanwhile. One query a page."""
        held = list(RoleAssignment.objects.filter(user=user_id).select_related("user"))
        user = held[0].user if held else User.objects.filter(pk=user_id).first()
        if user is None or not user.is_active:
            return None
        user.roles = frozenset(Role(one.role) for one in held)
        return user
