"""What is done with a part number: entered, edited, tracked otherwise, approved."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.facts import PartFacts, check_tracking
from shouhou.catalog.models import Part, PhoneModel
from shouhou.kernel import clock
from shouhou.kernel.changes import Plain, lay
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.kernel.spelling import spell

MAINTAIN = "catalog.maintain_part"
APPROVE = "catalog.approve_part"

TRACKING = ("tracking", "wears", "lot_tracked")


@command
def add(facts: PartFacts, *, by: User) -> Part:
    """Enter a part. Nothing may use it until somebody else approves it."""
    duties.require(by, MAINTAIN)
    facts.check()
    if Part.objects.numbered(facts.part_no).exists():
        raise Conflict("catalog.part_no_taken", where="part_no", part_no=facts.part_no)
    part = Part(last_edited_by=by, pinyin=spell(facts.name))
    lay(facts, part)
    part.save()
    trail.record("catalog.add_part", part, by=by, after={"part_no": part.part_no})
    return part


@command
def edit(part_id: int, facts: PartFacts, *, by: User) -> Part:
    """Correct a part, which takes its approval away.

    Its number stays, papers name it; how it is tracked is changed by `retrack` alone.
    """
    part = _locked(part_id)
    duties.require(by, MAINTAIN)
    facts.check()
    if facts.part_no != part.part_no:
        raise Invalid("catalog.part_no_fixed", where="part_no", part_no=part.part_no)
    for field in TRACKING:
        if getattr(facts, field) != getattr(part, field):
            raise Invalid("catalog.tracking_fixed", where=field, part_no=part.part_no)
    before, after = lay(facts, part)
    return _edited(part, before, after, by=by) if after else part


@command
def retrack(part_id: int, *, tracking: str, wears: str, lot_tracked: bool, by: User) -> Part:
    """Track a part otherwise from now on, which takes its approval away.

    The flow that wraps this refuses while any piece is in stock: the ledger could not follow.
    """
    part = _locked(part_id)
    duties.require(by, MAINTAIN)
    check_tracking(tracking, wears)
    before: dict[str, Plain] = {field: getattr(part, field) for field in TRACKING}
    part.tracking, part.wears, part.lot_tracked = tracking, wears, lot_tracked
    part.four_codes = part.four_codes and wears == Part.Wears.IMEI
    after: dict[str, Plain] = {field: getattr(part, field) for field in TRACKING}
    return _edited(part, before, after, by=by)


@command
def approve(part_id: int, *, by: User) -> Part:
    """Let a part be used as it stands now. Whoever last edited it may not.

    The model it fits comes first: the part bears what the model says.
    """
    part = _locked(part_id)
    duties.require(by, APPROVE)
    duties.require_other_than(by, part.last_edited_by_id, duty="part")
    if part.approved:
        raise Conflict("catalog.approved_already", where=part.part_no)
    _refuse_of_unapproved(part.model_id)
    part.approved_by, part.approved_at = by, clock.now()
    part.save(update_fields=["approved_by", "approved_at"])
    trail.record("catalog.approve_part", part, by=by)
    return part


def _refuse_of_unapproved(model_id: int | None) -> None:
    """Refuse a part while its model waits; locked, so that no edit of the model slips between."""
    if model_id is None:
        return
    model = PhoneModel.objects.select_for_update().get(pk=model_id)
    if not model.approved:
        raise Conflict("catalog.model_not_approved", where=model.code, model=model.code)


def _edited(part: Part, before: dict[str, Plain], after: dict[str, Plain], *, by: User) -> Part:
    part.pinyin = spell(part.name)
    part.last_edited_by, part.approved_by, part.approved_at = by, None, None
    part.save()
    trail.record("catalog.edit_part", part, by=by, before=before, after=after)
    return part


def _locked(part_id: int) -> Part:
    return Part.objects.select_for_update().get(pk=part_id)
