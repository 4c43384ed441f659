"""The planted catalog is the department's: models, parts, codes and holidays."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from shouhou.accounts.models import User
from shouhou.catalog import seed
from shouhou.catalog.calendar import load
from shouhou.catalog.models import FaultCode, Part, PartSubstitute, PhoneModel, Tac
from shouhou.catalog.seed.parts import LINES
from shouhou.catalog.seed.phones import MODELS
from shouhou.partners import seed as partners

Category, MaterialClass = Part.Category, Part.MaterialClass


@pytest.fixture
def _planted(clerk: User, supervisor: User) -> None:
    """The whole catalog, with its partners."""
    partners.plant(by=clerk, approved_by=supervisor)
    seed.plant(by=clerk, approved_by=supervisor)


@pytest.mark.usefixtures("_planted")
def test_every_planted_part_is_approved_and_named_by_the_rule() -> None:
    part_nos = list(Part.objects.approved().values_list("part_no", flat=True))

    assert len(part_nos) == Part.objects.count()
    assert 105 <= len(part_nos) <= 120
    assert all(re.fullmatch(r"[A-Z-]+-[A-Z0-9]+-\d\d[A-Z]", part_no) for part_no in part_nos)


@pytest.mark.usefixtures("_planted")
@pytest.mark.parametrize(
    ("category", "least_fen", "most_fen"),
    [
        (Category.MB, 260_00, 780_00),
        (Category.LCD, 95_00, 420_00),
        (Category.BAT, 22_00, 46_00),
        (Category.CHG, 12_00, 48_00),
        (Category.SIM, 2_00, 5_00),
        (Category.LBL_D, 5, 5),
        (Category.LBL_N, 30, 30),
    ],
)
def test_costs_span_their_range(category: Category, least_fen: int, most_fen: int) -> None:
    costs = set(Part.objects.filter(category=category).values_list("cost_fen", flat=True))

    assert (min(costs), max(costs)) == (least_fen, most_fen)


@pytest.mark.usefixtures("_planted")
def test_boards_and_phones_are_code_matched_and_batteries_are_dangerous() -> None:
    matched = Part.objects.filter(four_codes=True, wears=Part.Wears.IMEI)
    loose = Part.objects.filter(hazard=Part.Hazard.LI_LOOSE)

    assert set(matched.values_list("category", flat=True)) == {Category.MB, Category.PHONE}
    assert set(loose.values_list("category", flat=True)) == {Category.BAT}


@pytest.mark.req("D1")
@pytest.mark.usefixtures("_planted")
def test_boards_displays_and_touch_panels_are_the_big_three_and_a_battery_is_none() -> None:
    classes = {
        category: set(
            Part.objects.filter(category=category).values_list("material_class", flat=True)
        )
        for category in (Category.MB, Category.LCD, Category.TP, Category.BAT)
    }

    assert classes == {
        Category.MB: {"big_three"},
        Category.LCD: {"big_three"},
        Category.TP: {"big_three"},
        Category.BAT: {"accessory"},
    }


@pytest.mark.usefixtures("_planted")
def test_models_tacs_codes_and_substitutes_are_there() -> None:
    kinds = FaultCode.Kind
    counts = {kind: FaultCode.objects.of(kind).count() for kind in kinds}

    assert (PhoneModel.objects.count(), Tac.objects.count()) == (7, 12)
    assert counts == {
        kinds.PERFORMANCE: 15,
        kinds.CONDITION: 9,
        kinds.SYMPTOM: 46,
        kinds.SECTION: 27,
        kinds.DEFECT: 16,
        kinds.REPAIR: 14,
    }
    assert PartSubstitute.objects.filter(approved_by__isnull=False).count() == 3
    assert load().years == {2025, 2026}


@pytest.mark.usefixtures("_planted")
def test_a_symptom_proves_the_fault_of_the_law() -> None:
    proven = FaultCode.objects.get(kind=FaultCode.Kind.SYMPTOM, code="W03").performance_fault

    assert proven is not None
    assert (proven.kind, proven.code) == (FaultCode.Kind.PERFORMANCE, "PF03")


def test_the_shares_of_what_comes_back_sum_to_a_hundred() -> None:
    electronic = {MaterialClass.BIG_THREE, MaterialClass.ELECTRONIC}
    shares = {
        line.category: line.return_percent for line in LINES if line.material_class in electronic
    }

    assert sum(line.return_percent for line in LINES) == 100
    assert sum(shares.values()) == Decimal("55.6")
    assert sum(model.share for model in MODELS) == 100
