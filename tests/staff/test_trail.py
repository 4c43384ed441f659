"""The trails on the screen: business for some, security for the administrator, facts in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import shouhou
from shouhou.staff.screens.trail_words import FACTS, WORDS
from tests.flows import story
from tests.staff.workshop_scene import Browser
from tests.world import World

SOURCE = Path(shouhou.__file__).parent


@pytest.mark.req("R-AUD")
def test_every_act_is_found_by_person_thing_and_outcome(w: World) -> None:
    document = w.good_stock(w.part("CHG-S5-01B"), 3)
    Browser(w.zhouqi).get("/posting/")
    browser = Browser(w.mgmt1)

    by_thing = browser.page(f"/trail/?subject={document.number}")
    by_person = browser.page("/trail/?actor=zhouqi")
    refused = browser.page("/trail/?outcome=refused")

    assert "Posted the document" in by_thing
    assert "Draft → Submitted" in by_thing
    assert document.number not in by_person
    assert "This is not among the duties of Zhouqi" in refused


def test_the_administrator_sees_logins_and_accounts_and_no_business(w: World) -> None:
    document = w.good_stock(w.part("CHG-S5-01B"), 3)
    browser = Browser(w.admin)
    browser.press(f"/people/{w.zhouqi.username}/disable/", reason="离职")

    page = browser.page("/security/")

    assert "离职" in page
    assert document.number not in page


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of these functions in the product's source."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield node


def test_every_verb_that_is_recorded_has_its_words() -> None:
    recorded = {
        argument.value
        for call in calls("trail.record", "trail.record_each", "printed")
        if call.args and isinstance(argument := call.args[0], ast.Constant)
    }

    assert recorded - WORDS.keys() == set()


def test_every_fact_that_is_recorded_has_its_word() -> None:
    recorded = {
        name.value
        for call in calls("trail.record")
        for keyword in call.keywords
        if keyword.arg in {"before", "after"} and isinstance(keyword.value, ast.Dict)
        for name in keyword.value.keys
        if isinstance(name, ast.Constant)
    }

    assert "state" in recorded
    assert recorded - FACTS.keys() == set()


def test_a_state_is_called_as_its_own_kind_of_thing_calls_it(w: World) -> None:
    """A box is 已入账 and a shipment 已下单 under the same code."""
    line = story.came(w, "CHG-S5-01B", "1")

    page = Browser(w.mgmt1).page(f"/trail/?subject={line.consignment.number}")

    assert "Submitted → Booked" in page
