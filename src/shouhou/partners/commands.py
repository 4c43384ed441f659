"""What is done about partners: entered, edited, approved, closed, and given a user."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.accounts.transactions import command
from shouhou.kernel.changes import lay
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.kernel.spelling import spell
from shouhou.partners.facts import OnePartner, Partner, PartnerFacts
from shouhou.partners.models import Agent, Carrier, Membership

MAINTAIN = "partners.maintain_partner"
APPROVE = "partners.approve_partner"
MANAGE_USERS = "accounts.manage_user"


@command
def add(facts: PartnerFacts[OnePartner], *, by: User) -> OnePartner:
    """Enter a partner. It is not active until somebody else approves it."""
    duties.require(by, MAINTAIN)
    facts.check()
    partner = facts.blank_row()
    if type(partner).objects.filter(code=facts.code).exists():
        raise Conflict("partners.code_taken", where="code", partner_code=facts.code)
    lay(facts, partner)
    partner.last_edited_by = by
    _spell(partner)
    partner.save()
    trail.record("partners.add", partner, by=by, after={"name": partner.name})
    return partner


@command
def edit(partner: OnePartner, facts: PartnerFacts[OnePartner], *, by: User) -> OnePartner:
    """Correct a partner's facts. Its code stays, papers name it; whoever approved it may not."""
    duties.require(by, MAINTAIN)
    partner = _locked(partner)
    duties.require_other_than(by, partner.approved_by_id, duty="partner")
    facts.check()
    if facts.code != partner.code:
        raise Invalid("partners.code_fixed", where="code", partner_code=partner.code)
    before, after = lay(facts, partner)
    if after:
        _spell(partner)
        partner.last_edited_by = by
        partner.save()
        trail.record("partners.edit", partner, by=by, before=before, after=after)
    return partner


@command
def approve(partner: OnePartner, *, by: User) -> OnePartner:
    """Let a partner be used, for the first time or again after it was closed."""
    duties.require(by, APPROVE)
    partner = _locked(partner)
    duties.require_other_than(by, partner.last_edited_by_id, duty="partner")
    if partner.active:
        raise Conflict("partners.approved_already", partner=str(partner))
    partner.active, partner.approved_by = True, by
    partner.save(update_fields=["active", "approved_by"])
    trail.record("partners.approve", partner, by=by)
    return partner


@command
def close(partner: OnePartner, *, reason: str, by: User) -> OnePartner:
    """End the business with a partner: nothing new begins, what is under way is finished."""
    duties.require(by, APPROVE)
    partner = _locked(partner)
    if not reason.strip():
        raise Invalid("partners.reason_missing", where="reason")
    if not partner.active:
        raise Conflict("partners.not_active", partner=str(partner))
    partner.active = False
    partner.save(update_fields=["active"])
    trail.record("partners.close", partner, by=by, reason=reason)
    return partner


@command
def let_act_for(agent: Agent, user: User, *, by: User) -> Membership:
    """Tie a user to the one agent whose rows he may see. Only agents' users are tied."""
    duties.require(by, MANAGE_USERS)
    if Role.AGENT not in user.roles:
        raise Invalid("partners.not_an_agents_user", where="user", name=str(user))
    if Membership.objects.filter(user=user).exists():
        raise Conflict("partners.acts_already", where="user", name=str(user))
    membership = Membership.objects.create(user=user, agent=agent)
    trail.record("partners.let_act_for", agent, by=by, after={"user": user.username})
    return membership


@command
def end_acting(user: User, *, by: User) -> None:
    """Untie a user from his agent; from now on he sees nothing of it."""
    duties.require(by, MANAGE_USERS)
    membership = Membership.objects.select_related("agent").filter(user=user).first()
    if membership is None:
        raise Conflict("partners.acts_for_nobody", where="user", name=str(user))
    agent = membership.agent
    membership.delete()
    trail.record("partners.end_acting", agent, by=by, before={"user": user.username})


def _locked(partner: OnePartner) -> OnePartner:
    return type(partner).objects.select_for_update().get(pk=partner.pk)


def _spell(partner: Partner) -> None:
    if not isinstance(partner, Carrier):
        partner.pinyin = spell(partner.name)
