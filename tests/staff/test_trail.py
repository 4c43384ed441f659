"""The trails on the screen: business for some, security for the administrator, facts in words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import shouhou
from shouhou.staff.screens.trail_words import WORDS
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


def test_every_verb_that_is_recorded_has_its_words() -> None:
    recorded = {
        argument.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"trail.record", "printed"}
        and node.args
        and isinstance(argument := node.args[0], ast.Constant)
    }

    assert recorded - WORDS.keys() == set()
