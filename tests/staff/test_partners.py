"""Agents, suppliers and carriers on the screen."""

from __future__ import annotations

import pytest

from shouhou.partners.models import Agent, Carrier, Supplier
from tests.staff.workshop_scene import Browser
from tests.world import World

FORMS: dict[str, dict[str, str]] = {
    "agents": {
        "kind": "agent",
        "province": "广东",
        "city": "广州",
        "contact": "示例",
        "phone": "19900000000",
        "address": "示例路 1 号",
    },
    "suppliers": {"contact": "示例", "phone": "19900000000"},
    "carriers": {"claim_days": "30", "max_insured_fen": "20000.00"},
}
MODELS = {"agents": Agent, "suppliers": Supplier, "carriers": Carrier}


def form(sort: str, **fields: str) -> dict[str, str]:
    """A filled form of one sort."""
    return {"code": "NEW-01", "name": "新伙伴 (示例)"} | FORMS[sort] | fields


@pytest.mark.parametrize("sort", FORMS)
def test_a_partner_is_entered_approved_by_another_edited_and_closed(w: World, sort: str) -> None:
    clerk, supervisor = Browser(w.tangxiao), Browser(w.linlan)
    path, rows = f"/partners/{sort}/NEW-01", MODELS[sort].objects.filter(code="NEW-01")

    clerk.press(f"/partners/{sort}/add/", **form(sort))
    own = clerk.press(f"{path}/approve/")
    supervisor.press(f"{path}/approve/")
    approved = rows.get().active
    clerk.press(f"{path}/change/", **form(sort, code="OTHER", name="改名"))
    supervisor.press(f"{path}/close/", reason="合同到期")

    assert (own.status_code, approved) == (403, True)
    assert (rows.get().name, rows.get().active) == ("改名", False)
    assert "合同到期" in clerk.page(f"{path}/")
    assert "NEW-01" in clerk.page(f"/partners/{sort}/")


@pytest.mark.parametrize(
    ("sort", "fields"),
    [
        ("agents", {"phone": ""}),
        ("agents", {"kind": "agent", "parent": "NOBODY"}),
        ("carriers", {"strict_pattern": "("}),
        ("carriers", {"max_insured_fen": "a lot"}),
    ],
)
def test_a_partner_that_cannot_be_is_not_entered(
    w: World, sort: str, fields: dict[str, str]
) -> None:
    answer = Browser(w.tangxiao).press(f"/partners/{sort}/add/", **form(sort, **fields))

    assert answer.status_code == 422
    assert not MODELS[sort].objects.filter(code="NEW-01").exists()


def test_there_is_no_fourth_sort(w: World) -> None:
    assert Browser(w.tangxiao).get("/partners/friends/new/").status_code == 404
