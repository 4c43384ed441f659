"""What is done with a phone model: entered, edited, given its codes, approved."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.commands.parts import APPROVE, MAINTAIN
from shouhou.catalog.facts import PhoneModelFacts
from shouhou.catalog.models import PhoneModel, Tac
from shouhou.kernel import clock
from shouhou.kernel.changes import lay
from shouhou.kernel.identifiers import normalise
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.kernel.spelling import spell

MAINTAIN_MODELS = "catalog.maintain_model"


@command
def add(facts: PhoneModelFacts, *, by: User) -> PhoneModel:
    """Enter a phone model. No part for it is approved before somebody else approves it."""
    duties.require_any(by, MAINTAIN_MODELS, MAINTAIN)
    facts.check()
    if PhoneModel.objects.filter(code=facts.code).exists():
        raise Conflict("catalog.model_code_taken", where="code", model=facts.code)
    model = PhoneModel(last_edited_by=by, pinyin=spell(facts.name))
    lay(facts, model)
    model.save()
    trail.record("catalog.add_model", model, by=by, after={"name": model.name})
    return model


@command
def edit(model_id: int, facts: PhoneModelFacts, *, by: User) -> PhoneModel:
    """Correct a phone model, which takes its approval away.

    Its code stays, part numbers are made of it.
    """
    model = _locked(model_id)
    duties.require_any(by, MAINTAIN_MODELS, MAINTAIN)
    facts.check()
    if facts.code != model.code:
        raise Invalid("catalog.model_code_fixed", where="code", model=model.code)
    before, after = lay(facts, model)
    if after:
        model.pinyin = spell(model.name)
        _edited(model, by=by)
        trail.record("catalog.edit_model", model, by=by, before=before, after=after)
    return model


@command
def approve(model_id: int, *, by: User) -> PhoneModel:
    """Let a model and its codes speak as they stand now. Whoever last edited them may not."""
    model = _locked(model_id)
    duties.require(by, APPROVE)
    duties.require_other_than(by, model.last_edited_by_id, duty="phone_model")
    if model.approved:
        raise Conflict("catalog.approved_already", where=model.code)
    model.approved_by, model.approved_at = by, clock.now()
    model.as_approved = model.marks._asdict()
    model.save(update_fields=["approved_by", "approved_at", "as_approved"])
    model.tacs.update(approved=True)
    trail.record("catalog.approve_model", model, by=by)
    return model


@command
def declare_tac(model_id: int, raw: str, *, slot: int = 1, by: User) -> Tac:
    """Say that the IMEIs in one slot of a model begin with a type allocation code."""
    model = _locked(model_id)
    duties.require_any(by, MAINTAIN_MODELS, MAINTAIN)
    tac = normalise(raw)
    if not (len(tac) == 8 and tac.isdecimal() and tac.isascii()):
        raise Invalid("catalog.tac_invalid", where="tac", raw=raw, normalised=tac)
    if not 1 <= slot <= model.imei_count:
        raise Invalid("catalog.tac_slot", where="slot", slots=model.imei_count)
    if Tac.objects.filter(tac=tac, model=model, slot=slot).exists():
        raise Conflict("catalog.tac_known", where="tac", tac=tac, model=model.code)
    declared = Tac.objects.create(tac=tac, model=model, slot=slot)
    _edited(model, by=by)
    trail.record("catalog.declare_tac", model, by=by, after={"tac": tac, "slot": slot})
    return declared


@command
def strike_tac(tac: Tac, *, by: User) -> PhoneModel:
    """Take back a type allocation code that was declared by mistake: it is silent at once."""
    model = _locked(tac.model_id)
    duties.require_any(by, MAINTAIN_MODELS, MAINTAIN)
    struck, _of_what = model.tacs.filter(pk=tac.pk).delete()
    if not struck:
        raise Missing("catalog.tac_struck", where=tac.tac, tac=tac.tac)
    _edited(model, by=by)
    before = {"tac": tac.tac, "slot": tac.slot}
    trail.record("catalog.strike_tac", model, by=by, before=before)
    return model


def _edited(model: PhoneModel, *, by: User) -> None:
    model.last_edited_by, model.approved_by, model.approved_at = by, None, None
    model.save()


def _locked(model_id: int) -> PhoneModel:
    return PhoneModel.objects.select_for_update().get(pk=model_id)
