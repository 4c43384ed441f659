"""Users, the roles they hold, and the supervisor's delegation of posting."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.roles import DELEGATED, DEPUTIES, INSIDE, Role, permissions_of
from shouhou.kernel import clock


class Users(BaseUserManager["User"]):
    """Finds users by the name they log in with."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """One person who logs in. Users are disabled, never deleted: the trail names them for ever."""

    username = models.CharField(_("user name"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    is_active = models.BooleanField(_("active"), default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    must_change_password = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Users] = Users()

    class Meta:
        verbose_name = _("user")

    def __str__(self) -> str:
        return self.name or self.username

    def get_session_auth_hash(self) -> str:
        """Ends every session of this person when the password, the roles or the standing change."""
        epoch = f"{self.password}:{self.session_epoch}:{self.is_active}"
        return salted_hmac("shouhou.session", epoch, algorithm="sha256").hexdigest()

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds today."""
        return frozenset(Role(held.role) for held in self.role_assignments.all())

    @cached_property
    def permissions(self) -> frozenset[str]:
        """What this person may do by role; whoever stands in for the supervisor may do more."""
        return permissions_of(self.roles) if self.is_active else frozenset()

    @cached_property
    def _stands_in_today(self) -> bool:
        if not (self.is_active and self.may_stand_in):
            return False
        return Delegation.objects.in_force(clock.today()).filter(delegate=self).exists()

    @property
    def may_stand_in(self) -> bool:
        """Whether the supervisor may let this person post, as long as the roles are these."""
        return bool(self.roles & DEPUTIES)

    @property
    def sees_every_agent(self) -> bool:
        """Whether rows of every agent are this person's business."""
        return bool(self.roles & INSIDE)

    def has_perm(self, perm: str, _row: Any = None) -> bool:
        """Django's question, answered from the role table, and from the delegations of today."""
        return perm in self.permissions or (perm in DELEGATED and self._stands_in_today)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether any permission of a room is held."""
        return any(held.startswith(f"{app_label}.") for held in self.permissions)


class RoleAssignment(models.Model):
    """One role that one user holds."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role"], name="a_role_is_held_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Delegations(models.QuerySet["Delegation"]):
    """Questions about delegations."""

    def in_force(self, day: date) -> Delegations:
        """Approved, not revoked, and covering `day` (both ends included)."""
        return self.filter(
            approved_by__isnull=False,
            revoked_at=None,
            first_day__lte=day,
            last_day__gte=day,
        )

    def not_over(self, day: date) -> Delegations:
        """In force, still to come, or waiting for the management's word: not revoked nor past."""
        return self.filter(revoked_at=None, last_day__gte=day)


class Delegation(models.Model):
    """A supervisor lets another person post, from one day to another, as management approved."""

    supervisor = models.ForeignKey(User, models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(User, models.PROTECT, related_name="delegations_held")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="delegations_approved"
    )
    approved_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = Delegations.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="a_delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(supervisor=F("delegate")),
                name="nobody_delegates_to_himself",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("delegate")) & ~Q(approved_by=F("supervisor"))),
                name="a_delegation_is_approved_by_a_third_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supervisor} → {self.delegate} {self.first_day}…{self.last_day}"
