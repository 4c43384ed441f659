"""What people type, and how a form tells them what is wrong."""

import re
import uuid

import pytest
from django import forms

from shouhou.accounts.models import User
from shouhou.web.forms import DayField, MoneyField, PickField, ScanField
from tests.web.gallery.forms import Lines, RequisitionForm


class OneField(forms.Form):
    """A form around the field under test."""

    def __init__(self, field, typed):
        super().__init__({"field": typed})
        self.fields["field"] = field


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1234.50", 123450),
        ("1,234.5", 123450),
        ("¥1234.50", 123450),
        ("¥１２３４．５０", 123450),
        (" 0.01 ", 1),
        ("0", 0),
        ("", None),
    ],
)
def test_an_amount_typed_in_yuan_becomes_fen(typed, fen):
    form = OneField(MoneyField(required=False), typed)

    assert form.is_valid()
    assert form.cleaned_data["field"] == fen


@pytest.mark.parametrize("typed", ["1.234", "-1", "1e30", "NaN", "Infinity", "一百", "1.2.3"])
def test_an_amount_that_is_none_is_an_error_at_the_field(typed):
    assert OneField(MoneyField(), typed).errors["field"]


def test_fen_are_shown_for_editing_as_yuan():
    class Form(forms.Form):
        amount = MoneyField(initial=120005)

    assert 'value="1200.05"' in str(Form()["amount"])


@pytest.mark.req("R-SCAN")
def test_what_a_scanner_sends_is_taken_without_its_line_end_and_width():
    form = OneField(ScanField(), "\t３５３９１８０６１２３４５６７\r\n")

    assert form.is_valid()
    assert form.cleaned_data["field"] == "353918061234567"


@pytest.mark.parametrize("typed", ["liqiang", " liqiang ", "liqiang 李强"])
def test_a_row_is_picked_by_the_name_people_know_it_by(li, typed):
    field = PickField(User.objects.order_by("pk"), by="username", suggestions="people")
    form = OneField(field, typed)

    assert form.is_valid()
    assert form.cleaned_data["field"] == li


def test_a_row_outside_the_offered_ones_cannot_be_picked(chen, li):
    field = PickField(User.objects.filter(pk=chen.pk), by="username", suggestions="people")

    assert "liqiang" in OneField(field, "liqiang").errors["field"][0]


def test_a_day_is_a_day_in_the_browsers_own_picker():
    form = OneField(DayField(), "2026-11-23")

    assert form.is_valid()
    assert 'type="date"' in str(form["field"])
    assert 'value="2026-11-23"' in str(form["field"])


def test_label_help_and_errors_are_tied_to_their_input(db):
    page = str(RequisitionForm({}))

    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
    assert {"id_serial", "id_asked_by", "id_amount"} <= labelled
    assert {"id_serial_helptext", "id_serial_error"} <= set(described)
    for one in described:
        assert f'id="{one}"' in page


def test_an_empty_form_comes_back_with_422_and_changes_nothing(browser_of_chen):
    sent = {"lines-TOTAL_FORMS": 0, "lines-INITIAL_FORMS": 0, "request_key": uuid.uuid4()}

    answer = browser_of_chen.post("/requisition/submit/", sent)

    assert answer.status_code == 422
    assert answer.content.decode().count("field-wrong") == 6


def test_a_line_that_was_taken_away_is_not_checked():
    sent = {
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "0",
        "lines-0-part_no": "MB-X20",
        "lines-0-quantity": "3",
        "lines-1-quantity": "not a number",
        "lines-1-DELETE": "on",
    }

    lines = Lines(sent, prefix="lines")

    assert lines.is_valid()
    kept = [form for form in lines if form not in lines.deleted_forms]
    assert [form.cleaned_data["part_no"] for form in kept] == ["MB-X20"]
