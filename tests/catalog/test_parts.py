"""A part is kept by the clerk and used only as the supervisor approved it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from shouhou.accounts.models import TrailEntry, User
from shouhou.catalog.commands import phones
from shouhou.catalog.commands.parts import add, approve, edit, retrack
from shouhou.catalog.facts import PartFacts
from shouhou.catalog.models import Part
from shouhou.catalog.queries import parts_numbered, usable_part
from shouhou.catalog.seed.phones import MODELS
from tests.world import refused

S5 = next(line.facts for line in MODELS if line.facts.code == "S5")
BATTERY = PartFacts(
    part_no="BAT-S5-01A",
    name="星屿 S5 电池",
    category=Part.Category.BAT,
    material_class=Part.MaterialClass.ACCESSORY,
    lot_tracked=True,
    cost_fen=36_00,
    hazard=Part.Hazard.LI_LOOSE,
    turnover_min=40,
    turnover_max=120,
)
BOARD = PartFacts(
    part_no="MB-S5-01A",
    name="星屿 S5 主板",
    category=Part.Category.MB,
    material_class=Part.MaterialClass.BIG_THREE,
    tracking=Part.Tracking.SERIAL,
    wears=Part.Wears.IMEI,
    four_codes=True,
)


@pytest.mark.req("S2.5.R1")
def test_a_part_is_usable_once_somebody_else_approved_it(clerk: User, supervisor: User) -> None:
    part = add(BATTERY, by=clerk)

    with refused("catalog.part_not_approved"):
        usable_part("BAT-S5-01A")

    approve(part.pk, by=supervisor)

    assert usable_part(" bat-s5-01a ") == part
    assert list(Part.objects.approved()) == [part]


@pytest.mark.req("S2.5.R1", "R-SOD")
def test_who_edited_a_part_last_does_not_approve_it(clerk: User, supervisor: User) -> None:
    part = add(BATTERY, by=clerk)
    supervisor.permissions |= clerk.permissions
    edit(part.pk, replace(BATTERY, spec="5000 mAh"), by=supervisor)

    with refused("accounts.own_work"):
        approve(part.pk, by=supervisor)

    part.refresh_from_db()
    assert not part.approved


@pytest.mark.req("R-SOD")
def test_the_database_itself_keeps_editor_and_approver_apart(clerk: User) -> None:
    part = add(BATTERY, by=clerk)

    with pytest.raises(IntegrityError, match="nobody_approves_his_own_part"), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(approved_by=clerk)


@pytest.mark.req("S2.5.R1")
def test_an_edit_takes_the_approval_away_and_is_told(clerk: User, supervisor: User) -> None:
    part = approve(add(BATTERY, by=clerk).pk, by=supervisor)

    edit(part.pk, replace(BATTERY, name="星屿 S5 大电池", cost_fen=38_00), by=clerk)

    part.refresh_from_db()
    told = TrailEntry.objects.get(verb="catalog.edit_part")
    assert (part.approved_by, part.approved_at) == (None, None)
    assert told.before == {"name": "星屿 S5 电池", "cost_fen": 36_00}
    assert told.after == {"name": "星屿 S5 大电池", "cost_fen": 38_00}
    assert part.pinyin.startswith("xys5ddc ")


def test_an_edit_that_changes_nothing_keeps_the_approval(clerk: User, supervisor: User) -> None:
    part = approve(add(BATTERY, by=clerk).pk, by=supervisor)

    assert edit(part.pk, BATTERY, by=clerk).approved


@pytest.mark.req("S2.5.R1", "R-SOD")
def test_a_part_is_approved_after_the_model_it_fits(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    part = add(replace(BOARD, model=model), by=clerk)

    with refused("catalog.model_not_approved"):
        approve(part.pk, by=supervisor)

    phones.approve(model.pk, by=supervisor)
    assert approve(part.pk, by=supervisor).approved


def test_a_part_is_approved_once(clerk: User, supervisor: User) -> None:
    part = approve(add(BATTERY, by=clerk).pk, by=supervisor)

    with refused("catalog.approved_already"):
        approve(part.pk, by=supervisor)


@pytest.mark.req("S2.5.R1")
def test_a_part_number_is_used_once_and_never_changed(clerk: User) -> None:
    part = add(BATTERY, by=clerk)

    with refused("catalog.part_no_taken"):
        add(replace(BOARD, part_no="BAT-S5-01A"), by=clerk)
    with refused("catalog.part_no_fixed"):
        edit(part.pk, replace(BATTERY, part_no="BAT-S5-02A"), by=clerk)

    assert list(Part.objects.values_list("part_no", flat=True)) == ["BAT-S5-01A"]


@pytest.mark.req("S2.5.R1")
@pytest.mark.parametrize(
    ("facts", "code", "where"),
    [
        (replace(BATTERY, part_no=" "), "catalog.fact_missing", "part_no"),
        (replace(BATTERY, name=""), "catalog.fact_missing", "name"),
        (replace(BATTERY, material_class=""), "catalog.fact_missing", "material_class"),
        (replace(BATTERY, uom=""), "catalog.fact_missing", "uom"),
        (replace(BATTERY, part_no="bat-s5"), "catalog.part_no_invalid", "part_no"),
        (replace(BATTERY, part_no="BAT S5"), "catalog.part_no_invalid", "part_no"),
        (replace(BATTERY, wears="sn"), "catalog.tracking_mismatch", "wears"),
        (replace(BOARD, wears="none"), "catalog.tracking_mismatch", "wears"),
        (replace(BOARD, wears="sn"), "catalog.code_match_needs_imei", "four_codes"),
        (replace(BATTERY, turnover_max=39), "catalog.turnover_range", "turnover_max"),
        (replace(BATTERY, turnover_min=-1), "catalog.turnover_range", "turnover_max"),
        (replace(BATTERY, cost_fen=-1), "catalog.cost_negative", "cost_fen"),
    ],
)
def test_facts_that_cannot_be_right_are_refused_at_their_field(
    clerk: User, facts: PartFacts, code: str, where: str
) -> None:
    with refused(code) as refusal:
        add(facts, by=clerk)

    assert refusal.value.where == where
    assert not Part.objects.exists()


@pytest.mark.req("S2.5.R1")
def test_how_a_part_is_tracked_is_no_ordinary_edit(clerk: User, supervisor: User) -> None:
    part = approve(add(BATTERY, by=clerk).pk, by=supervisor)

    with refused("catalog.tracking_fixed"):
        edit(part.pk, replace(BATTERY, tracking="serial", wears="sn"), by=clerk)
    with refused("catalog.tracking_fixed"):
        edit(part.pk, replace(BATTERY, lot_tracked=False), by=clerk)

    part.refresh_from_db()
    assert (part.tracking, part.lot_tracked, part.approved) == ("quantity", True, True)


def test_a_part_tracked_otherwise_needs_a_new_approval(clerk: User, supervisor: User) -> None:
    part = approve(add(BOARD, by=clerk).pk, by=supervisor)

    retracked = retrack(part.pk, tracking="serial", wears="sn", lot_tracked=False, by=clerk)

    assert (retracked.wears, retracked.four_codes, retracked.approved) == ("sn", False, False)


def test_other_people_neither_keep_nor_approve_parts(clerk: User, supervisor: User) -> None:
    part = add(BATTERY, by=clerk)

    with refused("accounts.not_your_role"):
        add(BOARD, by=supervisor)
    with refused("accounts.not_your_role"):
        edit(part.pk, replace(BATTERY, name="x"), by=supervisor)
    with refused("accounts.not_your_role"):
        retrack(part.pk, tracking="serial", wears="sn", lot_tracked=False, by=supervisor)
    with refused("accounts.not_your_role"):
        approve(part.pk, by=clerk)

    part.refresh_from_db()
    assert (Part.objects.count(), part.name, part.approved) == (1, BATTERY.name, False)


@pytest.mark.parametrize("words", ["S5-01", "电池", "dianchi", "xys5dc"])
def test_a_part_is_found_by_number_name_or_pinyin(clerk: User, words: str) -> None:
    part = add(BATTERY, by=clerk)
    add(replace(BATTERY, part_no="HSG-A1-01A", name="星屿 A1 中框"), by=clerk)

    assert list(Part.objects.matching(words)) == [part]


def test_unknown_numbers_are_left_out_of_many_and_refused_alone(clerk: User) -> None:
    part = add(BATTERY, by=clerk)

    assert parts_numbered(["bat-s5-01a", "NO-SUCH-01A"]) == {"BAT-S5-01A": part}
    with refused("catalog.part_unknown"):
        usable_part("NO-SUCH-01A")
