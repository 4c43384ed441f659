"""What is done with policies: a version is drafted, edited, approved, and then stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog import policies
from shouhou.catalog.models import PolicyVersion
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid

DRAFT = "catalog.draft_policy"
APPROVE = "catalog.approve_policy"

Kind = PolicyVersion.Kind


@command
def draft(
    kind: Kind, version: str, *, effective_from: date, values: Mapping[str, Any], by: User
) -> PolicyVersion:
    """Draft the next version of a policy; it ends the one before on the day it begins."""
    duties.require(by, DRAFT)
    policies.read(kind, version, values)
    drafted = PolicyVersion(kind=kind, version=version, effective_from=effective_from)
    drafted.values, drafted.last_edited_by = dict(values), by
    _check_unique(drafted)
    drafted.save()
    trail.record("catalog.draft_policy", drafted, by=by, after={"values": drafted.values})
    return drafted


@command
def edit(
    policy_id: int, *, effective_from: date, values: Mapping[str, Any], by: User
) -> PolicyVersion:
    """Change a draft. A version that was approved stands for ever: draft the next one."""
    drafted = _locked_draft(policy_id)
    duties.require(by, DRAFT)
    policies.read(drafted.kind, drafted.version, values)
    before = {"effective_from": drafted.effective_from.isoformat(), "values": drafted.values}
    drafted.effective_from, drafted.values = effective_from, dict(values)
    drafted.last_edited_by = by
    _check_unique(drafted)
    drafted.save()
    after = {"effective_from": effective_from.isoformat(), "values": drafted.values}
    trail.record("catalog.edit_policy", drafted, by=by, before=before, after=after)
    return drafted


@command
def approve(policy_id: int, *, by: User) -> PolicyVersion:
    """Let a version rule from its day on. Whoever last edited it may not.

    Only the first version of its kind may begin in the past: a later one would change the
    ground under decisions that were made already.
    """
    drafted = _locked_draft(policy_id)
    duties.require(by, APPROVE)
    duties.require_other_than(by, drafted.last_edited_by_id, duty="policy")
    policies.read(drafted.kind, drafted.version, drafted.values)
    approved = PolicyVersion.objects.filter(kind=drafted.kind, approved_by__isnull=False)
    if drafted.effective_from < clock.today() and approved.exists():
        raise Invalid("catalog.policy_backdated", where="effective_from", today=clock.today())
    drafted.approved_by, drafted.approved_at = by, clock.now()
    drafted.save(update_fields=["approved_by", "approved_at"])
    trail.record("catalog.approve_policy", drafted, by=by)
    return drafted


def _locked_draft(policy_id: int) -> PolicyVersion:
    drafted = PolicyVersion.objects.select_for_update().get(pk=policy_id)
    if drafted.approved_by_id is not None:
        raise Conflict("catalog.policy_stands", where=str(drafted))
    return drafted


def _check_unique(drafted: PolicyVersion) -> None:
    others = PolicyVersion.objects.filter(kind=drafted.kind).exclude(pk=drafted.pk)
    if others.filter(version=drafted.version).exists():
        raise Conflict("catalog.policy_version_taken", where="version", version=drafted.version)
    if others.filter(effective_from=drafted.effective_from).exists():
        raise Conflict("catalog.policy_day_taken", where="effective_from")
