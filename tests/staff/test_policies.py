"""Policies on the screen: the supervisor drafts, the management approves, nobody edits."""

from __future__ import annotations

import json

import pytest

from shouhou.catalog.models import PolicyVersion
from shouhou.catalog.policies import Shipping, in_force
from shouhou.kernel import clock
from shouhou.staff.forms.policy_fields import LABELS, fields_for, values_from
from tests.staff.workshop_scene import Browser
from tests.world import World

NEXT = {
    "version": "2026-12",
    "second_check_fen": "2500.00",
    "code_match_hours": "12",
    "silence_hours": "48",
    "confirm_days": "7",
}


def test_the_next_version_rules_once_the_management_approved_it(w: World) -> None:
    today = str(clock.today())

    Browser(w.linlan).press("/policies/shipping/draft/", **NEXT, effective_from=today)
    own = Browser(w.linlan).press("/policies/shipping/2026-12/approve/")
    before = in_force(Shipping, clock.today()).version
    Browser(w.mgmt1).press("/policies/shipping/2026-12/approve/")

    ruling = in_force(Shipping, clock.today())
    assert (own.status_code, before) == (403, "2025-01")
    assert (ruling.version, ruling.second_check_fen) == ("2026-12", 250_000)


@pytest.mark.parametrize("fields", [{"code_match_hours": "-1"}, {"version": ""}])
def test_a_wrong_parameter_drafts_nothing(w: World, fields: dict[str, str]) -> None:
    form = NEXT | {"effective_from": str(clock.today())} | fields

    answer = Browser(w.linlan).press("/policies/shipping/draft/", **form)

    assert answer.status_code == 422
    assert not PolicyVersion.objects.filter(version="2026-12").exists()


def test_every_version_in_force_can_be_read_and_typed_again(w: World) -> None:
    browser = Browser(w.linlan)

    for one in PolicyVersion.objects.all():
        page = browser.page(f"/policies/{one.kind}/{one.version}/")
        again = {name: field.clean(typed(field)) for name, field in fields_for(one.values)}

        assert one.version in page
        assert values_from(one.values, again) == one.values
        assert set(one.values) <= set(LABELS)


def typed(field: object) -> object:
    """A field's value as somebody would type it."""
    shown = field.prepare_value(field.initial)  # type: ignore[attr-defined]
    return json.dumps(shown) if isinstance(shown, dict | list) else shown


def test_there_is_no_policy_of_another_kind(w: World) -> None:
    assert Browser(w.linlan).get("/policies/weather/new/").status_code == 404
