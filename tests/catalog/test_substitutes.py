"""A substitute is issued only after somebody else agreed, and only one way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shouhou.accounts.models import TrailEntry, User
from shouhou.catalog.commands import parts
from shouhou.catalog.commands.substitutes import approve, propose, withdraw
from shouhou.catalog.facts import PartFacts
from shouhou.catalog.models import Part, PartSubstitute
from tests.world import refused

WEAK = PartFacts(
    part_no="CHG-10W-01A",
    name="10W 充电器",
    category=Part.Category.CHG,
    material_class=Part.MaterialClass.ACCESSORY,
)
STRONG = replace(WEAK, part_no="CHG-18W-01A", name="18W 充电器")
CABLE = replace(WEAK, part_no="CBL-USBC-01A", name="数据线", category=Part.Category.CBL)


@pytest.fixture
def weak(clerk: User, supervisor: User) -> Part:
    """An approved charger."""
    return parts.approve(parts.add(WEAK, by=clerk).pk, by=supervisor)


@pytest.fixture
def strong(clerk: User, supervisor: User) -> Part:
    """An approved charger that may stand in for it."""
    return parts.approve(parts.add(STRONG, by=clerk).pk, by=supervisor)


def test_an_approved_substitute_stands_in_one_way(
    clerk: User, supervisor: User, weak: Part, strong: Part
) -> None:
    proposed = propose(weak, strong, by=clerk)
    assert not Part.objects.substitutes_of(weak).exists()

    approve(proposed.pk, by=supervisor)

    assert list(Part.objects.substitutes_of(weak)) == [strong]
    assert not Part.objects.substitutes_of(strong).exists()


def test_a_substitute_that_lost_its_own_approval_does_not_stand_in(
    clerk: User, supervisor: User, weak: Part, strong: Part
) -> None:
    approve(propose(weak, strong, by=clerk).pk, by=supervisor)

    parts.edit(strong.pk, replace(STRONG, spec="PD"), by=clerk)

    assert not Part.objects.substitutes_of(weak).exists()


@pytest.mark.req("R-SOD")
def test_who_proposed_a_substitute_does_not_approve_it(
    clerk: User, supervisor: User, weak: Part, strong: Part
) -> None:
    proposed = propose(weak, strong, by=clerk)
    clerk.permissions = supervisor.permissions

    with refused("accounts.own_work"):
        approve(proposed.pk, by=clerk)

    assert not Part.objects.substitutes_of(weak).exists()


def test_itself_and_another_category_are_no_substitutes(
    clerk: User, weak: Part, strong: Part
) -> None:
    cable = parts.add(CABLE, by=clerk)

    for unfit in (weak, cable):
        with refused("catalog.substitute_unfit"):
            propose(weak, unfit, by=clerk)

    assert not PartSubstitute.objects.exists()


def test_a_substitute_is_proposed_once(clerk: User, weak: Part, strong: Part) -> None:
    propose(weak, strong, by=clerk)

    with refused("catalog.substitute_known"):
        propose(weak, strong, by=clerk)


def test_a_withdrawn_substitute_leaves_its_reason(
    clerk: User, supervisor: User, weak: Part, strong: Part
) -> None:
    known = approve(propose(weak, strong, by=clerk).pk, by=supervisor)

    with refused("catalog.reason_missing"):
        withdraw(known.pk, reason="", by=clerk)
    withdraw(known.pk, reason="接口不合", by=clerk)

    assert not Part.objects.substitutes_of(weak).exists()
    assert TrailEntry.objects.get(verb="catalog.withdraw_substitute").reason == "接口不合"
