"""People who hold exactly the permissions a test names, whatever the role table says."""

from __future__ import annotations

from shouhou.accounts.models import User


def person(username: str, *permissions: str) -> User:
    """A user with just these permissions, whatever his roles."""
    user = User.objects.create(username=username, name=username)
    user.permissions = frozenset(permissions)
    return user
