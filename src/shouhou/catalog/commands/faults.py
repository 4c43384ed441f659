"""What is done with fault codes: entered and edited; a code in use is retired, never removed."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.commands.parts import MAINTAIN
from shouhou.catalog.facts import FaultCodeFacts
from shouhou.catalog.models import FaultCode
from shouhou.kernel.changes import lay
from shouhou.kernel.refusals import Conflict, Invalid


@command
def add(facts: FaultCodeFacts, *, by: User) -> FaultCode:
    """Enter a fault code of one kind."""
    duties.require(by, MAINTAIN)
    facts.check()
    if FaultCode.objects.filter(kind=facts.kind, code=facts.code).exists():
        raise Conflict("catalog.fault_code_taken", where="code", fault=facts.code)
    fault = FaultCode()
    lay(facts, fault)
    fault.save()
    trail.record("catalog.add_fault_code", fault, by=by, after={"kind": fault.kind})
    return fault


@command
def edit(fault_id: int, facts: FaultCodeFacts, *, by: User) -> FaultCode:
    """Correct the texts or the meaning of a fault code, or retire it (`active`)."""
    duties.require(by, MAINTAIN)
    fault = FaultCode.objects.select_for_update().get(pk=fault_id)
    facts.check()
    if (facts.kind, facts.code) != (fault.kind, fault.code):
        raise Invalid("catalog.fault_code_fixed", where="code", fault=fault.code)
    before, after = lay(facts, fault)
    if after:
        fault.save()
        trail.record("catalog.edit_fault_code", fault, by=by, before=before, after=after)
    return fault
