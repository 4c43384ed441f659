"""The part master on the screen."""

from __future__ import annotations

import pytest

from shouhou.catalog.models import Part, PartSubstitute
from tests.staff.workshop_scene import Browser
from tests.world import World

NEW = {
    "part_no": "CHG-X9-01W",
    "name": "充电器 X9",
    "category": "CHG",
    "material_class": "accessory",
    "tracking": "quantity",
    "wears": "none",
    "uom": "piece",
    "cost_fen": "12.50",
    "hazard": "none",
    "turnover_min": "5",
    "turnover_max": "20",
    "moq": "1",
    "lead_days": "7",
}


@pytest.mark.req("S2.5.R1")
def test_a_part_is_entered_by_the_clerk_and_usable_once_the_supervisor_approved(w: World) -> None:
    clerk, supervisor = Browser(w.tangxiao), Browser(w.linlan)

    clerk.press("/parts/add/", **NEW)
    part = Part.objects.get(part_no=NEW["part_no"])
    unapproved = part.approved
    own = clerk.press("/parts/CHG-X9-01W/approve/")
    supervisor.press("/parts/CHG-X9-01W/approve/")

    part.refresh_from_db()
    assert (unapproved, own.status_code, part.approved) == (False, 403, True)
    assert part.cost_fen == 1250


@pytest.mark.req("S2.5.R1")
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"material_class": ""}, 422),
        ({"uom": ""}, 422),
        ({"cost_fen": "-1"}, 422),
        ({"turnover_min": "30"}, 422),
        ({"tracking": "serial"}, 422),
        ({"part_no": "CHG-S5-01B"}, 409),
    ],
)
def test_a_part_that_cannot_be_is_not_entered(
    w: World, fields: dict[str, str], status: int
) -> None:
    w.part("CHG-S5-01B")

    answer = Browser(w.tangxiao).press("/parts/add/", **NEW | fields)

    assert answer.status_code == status
    assert Part.objects.filter(name=NEW["name"]).count() == 0


def test_an_edit_takes_the_approval_away_and_keeps_number_and_tracking(w: World) -> None:
    w.part("CHG-S5-01B")
    changed = NEW | {"part_no": "OTHER", "name": "充电器 S5 新", "tracking": "serial"}

    Browser(w.tangxiao).press("/parts/CHG-S5-01B/change/", **changed)

    part = Part.objects.get(part_no="CHG-S5-01B")
    assert (part.name, part.tracking, part.approved) == ("充电器 S5 新", "quantity", False)


@pytest.mark.req("S2.5.R1")
def test_tracking_is_changed_only_while_none_is_in_the_house(w: World) -> None:
    w.good_stock(w.part("CHG-S5-01B"), 3)
    w.part("CBL-S5-01B")
    browser, form = Browser(w.tangxiao), {"tracking": "serial", "wears": "sn"}

    refused = browser.press("/parts/CHG-S5-01B/retrack/", **form)
    browser.press("/parts/CBL-S5-01B/retrack/", **form)

    tracking = dict(Part.objects.values_list("part_no", "tracking"))
    assert refused.status_code == 409
    assert (tracking["CHG-S5-01B"], tracking["CBL-S5-01B"]) == ("quantity", "serial")


def test_a_substitute_is_proposed_approved_and_withdrawn(w: World) -> None:
    w.part("CHG-S5-01B"), w.part("CHG-S5-01W")
    clerk, supervisor = Browser(w.tangxiao), Browser(w.linlan)

    clerk.press("/parts/CHG-S5-01B/substitutes/propose/", substitute="CHG-S5-01W")
    proposed = PartSubstitute.objects.get()
    path = f"/parts/CHG-S5-01B/substitutes/{proposed.pk}"
    supervisor.press(f"{path}/approve/")
    proposed.refresh_from_db()
    elsewhere = clerk.press(f"/parts/CHG-S5-01W/substitutes/{proposed.pk}/withdraw/", reason="x")
    clerk.press(f"{path}/withdraw/", reason="停产")

    assert proposed.approved_by == w.linlan
    assert elsewhere.status_code == 404
    assert not PartSubstitute.objects.exists()


def test_the_list_finds_by_pinyin_and_by_what_waits(w: World) -> None:
    w.part("CHG-S5-01B", name="充电器", pinyin="chongdianqi cdq")
    w.part("CBL-S5-01B", approved_by=None, approved_at=None)
    browser = Browser(w.linlan)

    found, waiting = browser.page("/parts/?q=chongdian"), browser.page("/parts/?approved=false")

    assert "CHG-S5-01B" in found
    assert "CBL-S5-01B" not in found
    assert "CBL-S5-01B" in waiting
    assert "CHG-S5-01B" not in waiting


def test_fields_suggest_what_may_be_used(w: World) -> None:
    w.part("CHG-S5-01B")
    w.part("CHG-S5-02B", approved_by=None, approved_at=None)
    browser = Browser(w.tangxiao)

    page = browser.page("/suggestions/parts/?q=chg")

    assert "CHG-S5-01B" in page
    assert "CHG-S5-02B" not in page
    assert browser.get("/suggestions/people/?q=a").status_code == 403
