"""Segregation of duties: the questions every command asks about the person before it acts."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.kernel.refusals import Forbidden


def require(by: User, permission: str) -> None:
    """Refuse (`accounts.not_your_role`) unless `by` holds `permission` today."""
    if not by.has_perm(permission):
        raise Forbidden("accounts.not_your_role", permission=permission, name=str(by))


def require_any(by: User, *permissions: str) -> None:
    """Refuse unless `by` holds at least one of `permissions`."""
    if not any(by.has_perm(permission) for permission in permissions):
        raise Forbidden("accounts.not_your_role", permission=permissions[0], name=str(by))


def require_other_than(by: User, *others: int | None, duty: str) -> None:
    """Refuse (`accounts.own_work`) when `by` is one of these users: nobody checks his own work."""
    if by.pk in others:
        raise Forbidden("accounts.own_work", duty=duty, name=str(by))
