"""The checklists a bench begins with."""

from __future__ import annotations

import pytest

from shouhou.catalog.models import Part
from shouhou.repair.models import InspectionItem
from tests.repair.bench import Bench

BENCH_CATEGORIES = {
    *("PHONE", "MB", "LCD", "TP", "CAMR", "CAMF", "SUB", "FPC"),
    *("SPK", "RCV", "MIC", "VIB", "FP", "ANT", "SIM"),
}
Section = InspectionItem.Section


@pytest.mark.req("S2.3.1a")
def test_every_category_of_the_bench_is_looked_at_and_tested(bench: Bench):
    functions = InspectionItem.objects.filter(section=Section.FUNCTION)
    appearance = InspectionItem.objects.filter(section=Section.APPEARANCE)

    assert set(functions.values_list("category", flat=True)) == BENCH_CATEGORIES
    assert set(Part.Category.values) >= BENCH_CATEGORIES
    assert set(appearance.values_list("category", flat=True)) == {""}
    for category in BENCH_CATEGORIES:
        assert 5 <= appearance.count() + functions.filter(category=category).count() <= 15


def test_every_item_says_what_how_and_when_it_is_well_in_both_languages(bench: Bench):
    for item in InspectionItem.objects.all():
        assert all((item.name, item.name_en, item.method, item.standard)), item.name
        assert item.name_en.isascii()
        assert item.mandatory


def test_damage_that_the_eye_sees_is_photographed(bench: Bench):
    photographed = InspectionItem.objects.filter(photo_required=True)

    assert set(photographed.values_list("section", flat=True)) == {Section.APPEARANCE}
    assert photographed.filter(name="划伤、裂、变形").exists()
    assert not photographed.filter(name="标签、串号").exists()
