"""What the system administrator and the supervisor do about people: roles, standing, delegation."""

from __future__ import annotations

from datetime import date, timedelta

from shouhou.accounts import duties, lockout, trail
from shouhou.accounts.models import Delegation, RoleAssignment, User
from shouhou.accounts.passwords import GivenPassword
from shouhou.accounts.roles import Role, compatible
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid

MANAGE = "accounts.manage_user"
LONGEST_DELEGATION = timedelta(days=92)


@command
def install(username: str, *, name: str, given: GivenPassword | None = None) -> tuple[User, str]:
    """Make the first administrator of an empty system, with a password shown once.

    There is no default account: this runs on the host, once, and refuses when anybody holds a
    role. Who only tried to log in before is nobody.
    """
    if RoleAssignment.objects.exists():
        raise Conflict("accounts.already_installed")
    given = given or GivenPassword.generate()
    first = User(username=username, name=name, must_change_password=True, password=given.hashed)
    first.save()
    RoleAssignment.objects.create(user=first, role=Role.SYSADMIN)
    trail.record("accounts.install", first, by=first, after={"roles": [Role.SYSADMIN]})
    return first, given.plain


@command
def add_user(
    username: str,
    *,
    name: str,
    roles: frozenset[Role],
    by: User,
    given: GivenPassword | None = None,
) -> tuple[User, str]:
    """Add a person with roles; returns the password, which is shown once and then changed."""
    duties.require(by, MANAGE)
    if username == lockout.NOBODY or User.objects.filter(username=username).exists():
        raise Conflict("accounts.name_taken", where="username", username=username)
    _check_compatible(roles)
    given = given or GivenPassword.generate()
    user = User(username=username, name=name, must_change_password=True, password=given.hashed)
    user.save()
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role) for role in roles)
    trail.record("accounts.add_user", user, by=by, after={"roles": sorted(roles)})
    return user, given.plain


@command
def set_roles(user_id: int, roles: frozenset[Role], *, by: User) -> User:
    """Give a person exactly these roles. His open sessions end at once."""
    duties.require(by, MANAGE)
    user = _locked(user_id)
    duties.require_other_than(by, user.pk, duty="roles")
    _check_compatible(roles)
    before = sorted(user.roles)
    user.role_assignments.all().delete()
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role) for role in roles)
    _end_sessions(user)
    trail.record(
        "accounts.set_roles",
        user,
        by=by,
        before={"roles": before},
        after={"roles": sorted(roles)},
    )
    return user


@command
def set_standing(user_id: int, *, active: bool, reason: str, by: User) -> User:
    """Disable or enable a person, with a reason; a disabled person's sessions end at once."""
    duties.require(by, MANAGE)
    user = _locked(user_id)
    duties.require_other_than(by, user.pk, duty="standing")
    if not reason.strip():
        raise Invalid("accounts.reason_missing", where="reason")
    before = user.is_active
    user.is_active = active
    _end_sessions(user)
    trail.record(
        "accounts.set_standing",
        user,
        by=by,
        before={"active": before},
        after={"active": active},
        reason=reason,
    )
    return user


@command
def reset_password(user_id: int, *, by: User) -> str:
    """Give a person a new password, shown once; he changes it at the next login."""
    duties.require(by, MANAGE)
    user = _locked(user_id)
    given = GivenPassword.generate()
    user.password, user.must_change_password = given.hashed, True
    _end_sessions(user)
    trail.record("accounts.reset_password", user, by=by)
    return given.plain


@command
def choose_password(user_id: int, password: str, *, by: User) -> None:
    """A person sets his own password; nobody sets another's. His other sessions end."""
    user = _locked(user_id)
    if by.pk != user.pk:
        raise Forbidden("accounts.not_your_password", where="password", name=str(user))
    user.set_password(password)
    user.must_change_password = False
    _end_sessions(user)
    trail.record("accounts.choose_password", user, by=by)


@command
def delegate_posting(
    delegate_id: int, first_day: date, last_day: date, *, reason: str, by: User
) -> Delegation:
    """Ask that another person may approve and post between two days; management must agree."""
    duties.require(by, "accounts.delegate_posting")
    delegate = _locked(delegate_id)
    duties.require_other_than(by, delegate.pk, duty="delegation")
    if last_day < first_day or last_day - first_day > LONGEST_DELEGATION:
        raise Invalid(
            "accounts.delegation_days",
            where="last_day",
            longest_days=LONGEST_DELEGATION.days,
        )
    if not delegate.is_active or not delegate.may_stand_in:
        raise Invalid("accounts.delegate_unfit", where="delegate", name=str(delegate))
    made = Delegation.objects.create(
        supervisor=by,
        delegate=delegate,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
    )
    trail.record("accounts.delegate_posting", made, by=by, after={"delegate": delegate.username})
    return made


@command
def approve_delegation(delegation_id: int, *, by: User) -> Delegation:
    """Management agrees; from the first day on the delegate may post, never his own work."""
    duties.require(by, "accounts.approve_delegation")
    delegation = Delegation.objects.select_for_update(no_key=True).get(pk=delegation_id)
    duties.require_other_than(
        by, delegation.supervisor_id, delegation.delegate_id, duty="delegation"
    )
    if delegation.approved_by_id or delegation.revoked_at:
        raise Conflict("accounts.delegation_decided")
    delegation.approved_by, delegation.approved_at = by, clock.now()
    delegation.save(update_fields=["approved_by", "approved_at"])
    trail.record("accounts.approve_delegation", delegation, by=by)
    return delegation


@command
def revoke_delegation(delegation_id: int, *, by: User) -> Delegation:
    """Take a delegation back before its last day."""
    duties.require_any(by, "accounts.delegate_posting", "accounts.approve_delegation")
    delegation = Delegation.objects.select_for_update(no_key=True).get(pk=delegation_id)
    if delegation.revoked_at:
        raise Conflict("accounts.delegation_decided")
    delegation.revoked_at = clock.now()
    delegation.save(update_fields=["revoked_at"])
    trail.record("accounts.revoke_delegation", delegation, by=by)
    return delegation


def _locked(user_id: int) -> User:
    return User.objects.select_for_update(no_key=True).get(pk=user_id)


def _end_sessions(user: User) -> None:
    user.session_epoch += 1
    user.save()


def _check_compatible(roles: frozenset[Role]) -> None:
    if not roles:
        raise Invalid("accounts.role_missing", where="roles")
    if not compatible(roles):
        raise Invalid("accounts.roles_exclude_each_other", where="roles", roles=sorted(roles))
