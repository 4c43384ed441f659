"""A fault code means one thing in its kind."""

from __future__ import annotations

from dataclasses import replace

from shouhou.accounts.models import User
from shouhou.catalog.commands import faults
from shouhou.catalog.facts import FaultCodeFacts
from shouhou.catalog.models import FaultCode
from tests.world import refused

SYMPTOM = FaultCodeFacts(kind=FaultCode.Kind.SYMPTOM, code="P01", zh="不开机", en="Dead")


def test_a_fault_code_is_used_once_in_its_kind_and_may_be_retired(clerk: User) -> None:
    fault = faults.add(SYMPTOM, by=clerk)
    faults.add(replace(SYMPTOM, kind=FaultCode.Kind.DEFECT), by=clerk)

    with refused("catalog.fault_code_taken"):
        faults.add(SYMPTOM, by=clerk)
    with refused("catalog.fault_code_fixed"):
        faults.edit(fault.pk, replace(SYMPTOM, code="P99"), by=clerk)
    faults.edit(fault.pk, replace(SYMPTOM, active=False), by=clerk)

    assert not FaultCode.objects.of(FaultCode.Kind.SYMPTOM).exists()
    assert FaultCode.objects.of(FaultCode.Kind.DEFECT).count() == 1


def test_only_symptoms_prove_and_only_repairs_have_a_level(clerk: User) -> None:
    listed = faults.add(replace(SYMPTOM, kind=FaultCode.Kind.PERFORMANCE, code="PF03"), by=clerk)
    defect = replace(SYMPTOM, kind=FaultCode.Kind.DEFECT)

    with refused("catalog.only_symptoms_prove"):
        faults.add(replace(defect, performance_fault=listed), by=clerk)
    with refused("catalog.only_repairs_have_a_level"):
        faults.add(replace(defect, repair_level=1), by=clerk)

    assert faults.add(replace(SYMPTOM, performance_fault=listed), by=clerk).performance_fault_id
    assert FaultCode.objects.count() == 2


def test_other_people_keep_no_codes(supervisor: User) -> None:
    with refused("accounts.not_your_role"):
        faults.add(SYMPTOM, by=supervisor)

    assert not FaultCode.objects.exists()
