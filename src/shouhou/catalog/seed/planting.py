"""Plants the seed through the commands, as people would enter and approve it."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog import calendar
from shouhou.catalog.commands import faults as fault_codes
from shouhou.catalog.commands import parts, phones, policies, substitutes
from shouhou.catalog.models import Part, PhoneModel
from shouhou.catalog.seed import holidays
from shouhou.catalog.seed.faults import other_codes, performance_faults
from shouhou.catalog.seed.parts import SUBSTITUTES
from shouhou.catalog.seed.parts import parts as every_part
from shouhou.catalog.seed.phones import MODELS
from shouhou.catalog.seed.policies import POLICIES
from shouhou.partners.models import Supplier


@command
def plant(*, by: User, approved_by: User, shelves: float = 1.0) -> None:
    """Enter calendar, fault codes, models and parts, after the partners were planted.

    `shelves` says how much of a full department's stock the turnover warehouse keeps.
    """
    for year in holidays.YEARS:
        calendar.enter_year(year, holidays.special_days(year), by=by)
    _plant_fault_codes(by=by)
    _plant_parts(
        _plant_models(by=by, approved_by=approved_by), shelves, by=by, approved_by=approved_by
    )


@command
def plant_policies(*, by: User, approved_by: User) -> None:
    """Enter the first version of every policy: the supervisor drafts, the management approves."""
    for first in POLICIES:
        drafted = policies.draft(
            first.kind,
            first.version,
            effective_from=first.effective_from,
            values=first.values,
            by=by,
        )
        policies.approve(drafted.pk, by=approved_by)


def _plant_fault_codes(*, by: User) -> None:
    listed = [fault_codes.add(facts, by=by) for facts in performance_faults()]
    for facts in other_codes({fault.code: fault for fault in listed}):
        fault_codes.add(facts, by=by)


def _plant_models(*, by: User, approved_by: User) -> dict[str, PhoneModel]:
    models = {}
    for line in MODELS:
        model = phones.add(line.facts, by=by)
        for slot, tac in enumerate(line.tacs, start=1):
            phones.declare_tac(model.pk, tac, slot=slot, by=by)
        models[model.code] = phones.approve(model.pk, by=approved_by)
    return models


def _plant_parts(
    models: dict[str, PhoneModel], shelves: float, *, by: User, approved_by: User
) -> None:
    suppliers = {supplier.code: supplier for supplier in Supplier.objects.all()}
    made: dict[str, Part] = {}
    for facts in every_part(models, suppliers):
        kept = replace(
            facts,
            turnover_min=ceil(facts.turnover_min * shelves),
            turnover_max=ceil(facts.turnover_max * shelves),
        )
        part = parts.add(kept, by=by)
        made[part.part_no] = parts.approve(part.pk, by=approved_by)
    for part_no, substitute_no in SUBSTITUTES:
        proposed = substitutes.propose(made[part_no], made[substitute_no], by=by)
        substitutes.approve(proposed.pk, by=approved_by)
