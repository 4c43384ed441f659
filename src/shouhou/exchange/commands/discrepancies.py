"""Differences: spoken about with the agent, agreed with evidence, never gone."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands.signing import go, locked
from shouhou.exchange.lifecycle import DISCREPANCY, ConsignmentState, DiscrepancyState
from shouhou.exchange.models import Contact, Discrepancy, Photo
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid

RESOLVE = "exchange.resolve_discrepancy"
_NEVER_CAME = (Discrepancy.Kind.SHORT, Discrepancy.Handling.RETURN)


@dataclass(frozen=True)
class Talk:
    """One contact: by which channel, with whom, and what was said."""

    channel: str
    spoken_with: str
    said: str


@dataclass(frozen=True)
class Agreement:
    """What was agreed: how the difference is handled, with whom, and the evidence for it."""

    handling: str
    agreed_with: str
    evidence: str
    photos: tuple[Attachment, ...] = ()


@command
def note_contact(discrepancy_id: int, talk: Talk, *, by: User) -> Contact:
    """Write down that we spoke with the agent."""
    duties.require(by, RESOLVE)
    discrepancy = _open(discrepancy_id)
    if not talk.spoken_with.strip() or not talk.said.strip():
        raise Invalid("exchange.contact_is_empty", where="said")
    made = Contact.objects.create(
        discrepancy=discrepancy,
        channel=talk.channel,
        spoken_with=talk.spoken_with,
        said=talk.said,
        noted_by=by,
        noted_at=clock.now(),
    )
    trail.record("exchange.note_contact", discrepancy, by=by, after={"said": talk.said})
    return made


@command
def agree(discrepancy_id: int, agreement: Agreement, *, by: User) -> Discrepancy:
    """Close a difference as agreed. The last one lets the consignment go on, if it is still here.

    Refuses an agreement without a person or evidence (S2.2.1c), and to return what never came.
    """
    duties.require(by, RESOLVE)
    discrepancy = _open(discrepancy_id)
    if not agreement.agreed_with.strip() or not agreement.evidence.strip():
        raise Invalid("exchange.no_evidence", where="evidence")
    if agreement.handling not in Discrepancy.Handling.values:
        raise Invalid("exchange.no_handling", where="handling")
    if (discrepancy.kind, agreement.handling) == _NEVER_CAME:
        raise Invalid("exchange.nothing_to_return", where="handling")
    Photo.objects.bulk_create(
        Photo(discrepancy=discrepancy, attachment=photo) for photo in agreement.photos
    )
    discrepancy.state = DISCREPANCY.after(discrepancy.state, "agree", where=discrepancy.number)
    discrepancy.handling = agreement.handling
    discrepancy.agreed_with, discrepancy.evidence = agreement.agreed_with, agreement.evidence
    discrepancy.closed_by, discrepancy.closed_at = by, clock.now()
    discrepancy.save()
    trail.record(
        "exchange.agree",
        discrepancy,
        by=by,
        after={"handling": agreement.handling, "agreed_with": agreement.agreed_with},
        reason=agreement.evidence,
    )
    consignment = locked(discrepancy.consignment_id)
    still_open = consignment.discrepancies.filter(state=DiscrepancyState.OPEN).exists()
    if consignment.state == ConsignmentState.DISCREPANT and not still_open:
        go(consignment, "resolve_all", by=by)
    return discrepancy


def _open(discrepancy_id: int) -> Discrepancy:
    """The open difference; its consignment is locked first, as everywhere."""
    locked(Discrepancy.objects.get(pk=discrepancy_id).consignment_id)
    discrepancy = Discrepancy.objects.select_for_update(of=("self",)).get(pk=discrepancy_id)
    if discrepancy.state != DiscrepancyState.OPEN:
        raise Conflict("exchange.difference_closed", where=discrepancy.number)
    return discrepancy
