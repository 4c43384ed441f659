"""How a refusal is said to a person, to a page and to a program."""

import json

import pytest
from django.utils import translation

from shouhou.accounts.models import TrailEntry
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.web.refusal_texts import TEXTS, text_of

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/acts/?q=1"}

REASON = "Say why: the reason stays on the document."


def test_a_refused_page_says_what_is_wrong_where_and_leads_back(browser_of_chen):
    referer = {"referer": "http://testserver/acts/"}
    answer = browser_of_chen.get("/refuse/invalid/", headers=referer)

    assert answer.status_code == 422
    assert "SN-77 was never seen" in answer.content.decode()
    assert "A17" in answer.content.decode()
    assert answer.context["way_back"] == "/acts/"


def test_the_way_back_never_leads_to_a_foreign_site(browser_of_chen):
    for foreign in ("http://evil.example/", "http://testserver.evil.example/", "//evil.example"):
        answer = browser_of_chen.get("/refuse/invalid/", headers={"referer": foreign})

        assert answer.context["way_back"] == "/"


def test_the_refusals_of_single_rows_are_all_shown(browser_of_chen):
    page = browser_of_chen.get("/refuse/rows/").content.decode()

    assert "sorted by “x”" in page
    assert REASON in page


def test_htmx_gets_a_message_and_the_field_at_fault(browser_of_chen):
    answer = browser_of_chen.get("/refuse/field/", headers=HTMX)

    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#messages"
    assert answer["HX-Reselect"] == "unset"
    assert json.loads(answer["HX-Trigger"]) == {"refused": {"where": "serial"}}
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert "<html" not in page
    assert "serial" not in page


def test_a_program_gets_code_message_where_and_rows(browser_of_chen):
    answer = browser_of_chen.get("/refuse/rows/", headers={"accept": "application/json"})

    error = answer.json()["error"]
    assert error["code"] == "stock.reason_missing"
    assert error["message"].startswith(REASON)
    assert [row["where"] for row in error["rows"]] == ["3", "8"]


def test_a_program_gets_its_404_and_500_as_json_too(browser_of_chen):
    wanted = {"accept": "application/json"}

    assert browser_of_chen.get("/nowhere/", headers=wanted).json()["error"]["where"] == ""
    broken = browser_of_chen.get("/refuse/broken/", headers=wanted)
    assert broken.status_code == 500
    assert broken["X-Request-ID"] in broken.json()["error"]["message"]


def test_a_refusal_by_role_stands_in_the_trail_with_its_origin(browser_of_chen, chen):
    answer = browser_of_chen.get("/refuse/forbidden/")

    entry = TrailEntry.objects.get(outcome=TrailEntry.Outcome.REFUSED)
    assert answer.status_code == 403
    assert (entry.actor, entry.verb) == (chen, "web.not_allowed")
    assert entry.after["path"] == "/refuse/forbidden/"
    assert entry.request_id == answer["X-Request-ID"]
    assert entry.address == "127.0.0.1"


def test_other_refusals_leave_no_trail(browser_of_chen):
    for how in ("invalid", "conflict", "missing"):
        browser_of_chen.get(f"/refuse/{how}/")

    assert not TrailEntry.objects.filter(outcome=TrailEntry.Outcome.REFUSED).exists()


def test_a_redirect_of_a_part_of_a_page_leads_the_whole_page(client, db):
    answer = client.get("/people/", headers=HTMX)

    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Facts%2F"


def test_a_code_without_a_sentence_is_loud_and_names_itself():
    with translation.override("en"):
        said = text_of(Invalid("room.forgotten"))

    assert "room.forgotten" in said
    assert "nobody has written" in said


def test_a_fact_that_the_rule_forgot_leaves_a_gap_not_a_fault():
    with translation.override("en"):
        assert "“…”" in text_of(Invalid("web.no_such_sort"))


def test_verbs_are_said_by_their_words():
    with translation.override("en"):
        said = text_of(Conflict("workflow.not_now", verb="void", state="draft"))

    assert said.startswith("“Make void” is not possible")


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_sentence_can_be_said(code):
    with translation.override("en"):
        said = text_of(Invalid(code))

    assert said.endswith((".", "。", ":", "…", ")", "”", "?")) or "…" in said
    assert "%" not in said.replace("%%", "")
