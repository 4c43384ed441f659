"""What is done about substitutes: proposed, approved, withdrawn."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.commands.parts import APPROVE, MAINTAIN
from shouhou.catalog.models import Part, PartSubstitute
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid


@command
def propose(part: Part, substitute: Part, *, by: User) -> PartSubstitute:
    """Propose that `substitute` may be issued where `part` was asked for.

    Refuses the part itself, and parts of another category or tracked otherwise.
    """
    duties.require(by, MAINTAIN)
    alike = part.category == substitute.category and part.tracking == substitute.tracking
    if part == substitute or not alike:
        raise Invalid("catalog.substitute_unfit", where="substitute", part_no=substitute.part_no)
    if PartSubstitute.objects.filter(part=part, substitute=substitute).exists():
        raise Conflict("catalog.substitute_known", where="substitute", part_no=substitute.part_no)
    proposed = PartSubstitute.objects.create(part=part, substitute=substitute, last_edited_by=by)
    trail.record("catalog.propose_substitute", proposed, by=by)
    return proposed


@command
def approve(substitute_id: int, *, by: User) -> PartSubstitute:
    """Let a substitute be issued. Whoever proposed it may not."""
    proposed = _locked(substitute_id)
    duties.require(by, APPROVE)
    duties.require_other_than(by, proposed.last_edited_by_id, duty="substitute")
    if proposed.approved_by_id is not None:
        raise Conflict("catalog.approved_already", where=str(proposed))
    proposed.approved_by, proposed.approved_at = by, clock.now()
    proposed.save(update_fields=["approved_by", "approved_at"])
    trail.record("catalog.approve_substitute", proposed, by=by)
    return proposed


@command
def withdraw(substitute_id: int, *, reason: str, by: User) -> None:
    """Let nobody issue a substitute any more; what was issued stays as it was."""
    known = _locked(substitute_id)
    duties.require_any(by, MAINTAIN, APPROVE)
    if not reason.strip():
        raise Invalid("catalog.reason_missing", where="reason")
    trail.record("catalog.withdraw_substitute", known, by=by, reason=reason)
    known.delete()


def _locked(substitute_id: int) -> PartSubstitute:
    rows = PartSubstitute.objects.select_for_update(of=("self",))
    return rows.select_related("part", "substitute").get(pk=substitute_id)
