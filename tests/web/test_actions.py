"""One effect per submitted form, however often it arrives."""

import threading
import uuid

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from shouhou.accounts.models import RequestKey, User
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid, Missing
from shouhou.web.actions import action, scan_action
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan


def post(view, user, *, key=None, path="/act/", **fields):
    """Send a form to a view that is not in any URLconf."""
    request = RequestFactory().post(path, {"request_key": key or uuid.uuid4(), **fields})
    request.user = user
    return view(request)


@action
def make_a_person(request):
    """An effect that can be counted."""
    made = User.objects.create(username=request.POST["username"], name="new")
    return redirect(f"/people/{made.pk}/")


def newcomers():
    """How often the effect happened."""
    return User.objects.filter(name="new").count()


@pytest.mark.req("R-IDEM")
def test_the_same_form_twice_has_one_effect_and_the_first_answer(chen):
    key = uuid.uuid4()

    first = post(make_a_person, chen, key=key, username="wang")
    second = post(make_a_person, chen, key=key, username="wang")

    assert newcomers() == 1
    assert second["Location"] == first["Location"]


def test_a_piece_of_html_is_answered_again_as_it_was(chen):
    key = uuid.uuid4()
    answers = iter(["first", "second"])
    show = action(lambda _request: HttpResponse(next(answers)))

    assert post(show, chen, key=key).content == b"first"
    assert post(show, chen, key=key).content == b"first"


@pytest.mark.parametrize(("person", "path"), [("chenjing", "/else/"), ("liqiang", "/act/")])
def test_a_key_that_was_used_for_something_else_is_refused(chen, li, person, path):
    key = uuid.uuid4()
    post(make_a_person, chen, key=key, username="wang")

    with pytest.raises(Conflict) as refused:
        post(make_a_person, {"chenjing": chen, "liqiang": li}[person], key=key, path=path)

    assert refused.value.code == "web.request_key_taken"
    assert newcomers() == 1


@pytest.mark.parametrize("key", ["", "7", "{}"])
def test_a_form_without_a_key_is_refused(chen, key):
    request = RequestFactory().post("/act/", {"request_key": key, "username": "wang"})
    request.user = chen

    with pytest.raises(Invalid) as refused:
        make_a_person(request)

    assert refused.value.code == "web.no_request_key"
    assert newcomers() == 0


def test_a_form_shown_again_with_errors_has_no_effect_and_claims_nothing(chen):
    key = uuid.uuid4()

    @action
    def half(_request):
        User.objects.create(username="half", name="new")
        return HttpResponse("wrong", status=422)

    post(half, chen, key=key)

    assert newcomers() == 0
    assert not RequestKey.objects.exists()
    post(make_a_person, chen, key=key, username="wang")
    assert newcomers() == 1


def test_a_refusal_undoes_everything_and_leaves_the_key_free(chen):
    @action
    def refuse(_request):
        User.objects.create(username="half", name="new")
        raise Conflict("web.busy")

    with pytest.raises(Conflict):
        post(refuse, chen)

    assert newcomers() == 0
    assert not RequestKey.objects.exists()


def test_an_address_of_a_button_cannot_be_visited(browser_of_chen):
    answer = browser_of_chen.get("/verb/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "only takes the press of a button" in answer.content.decode()


@pytest.mark.req("R-IDEM")
@pytest.mark.django_db(transaction=True)
def test_a_double_click_waits_for_the_first_and_gets_its_answer(chen):
    key = uuid.uuid4()
    inside, proceed = threading.Event(), threading.Event()
    answers = {}

    @action
    def slow(request):
        inside.set()
        proceed.wait(5)
        made = User.objects.create(username=request.POST["username"], name="new")
        return redirect(f"/people/{made.pk}/")

    def click(name):
        try:
            answers[name] = post(slow, chen, key=key, username="wang")["Location"]
        finally:
            connection.close()

    first = threading.Thread(target=click, args=("first",))
    first.start()
    assert inside.wait(5)
    second = threading.Thread(target=click, args=("second",))
    second.start()
    proceed.set()
    first.join(10)
    second.join(10)

    assert newcomers() == 1
    assert answers["first"] == answers["second"]


class LostRace(Exception):
    """What psycopg hangs under an OperationalError."""

    def __init__(self, sqlstate):
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def failing(times, sqlstate, message="a database said no"):
    """A view that loses `times` times before it succeeds."""
    left = iter(range(times))

    @action
    def view(_request):
        if next(left, None) is not None:
            raise OperationalError(message) from LostRace(sqlstate)
        User.objects.create(username="wang", name="new")
        return redirect("/")

    return view


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "57P01"])
def test_a_lost_race_is_run_again_with_the_same_key(chen, sqlstate):
    answer = post(failing(3, sqlstate), chen)

    assert answer.status_code == 302
    assert newcomers() == 1
    assert RequestKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("times", "sqlstate"), [(4, "40P01"), (1, "22001")])
def test_it_gives_up_after_three_more_tries_and_at_once_on_other_failures(chen, times, sqlstate):
    with pytest.raises(OperationalError):
        post(failing(times, sqlstate), chen)

    assert newcomers() == 0


@pytest.mark.parametrize(("sqlstate", "message"), [("55P03", ""), ("", "database is locked")])
def test_waiting_too_long_for_a_lock_is_said_not_thrown(chen, sqlstate, message):
    with pytest.raises(Conflict) as refused:
        post(failing(1, sqlstate, message), chen)

    assert refused.value.code == "web.busy"


def scanning(effect):
    """A scan view with one mapped refusal."""

    @scan_action({"room.foreign": Outcome.FOREIGN})
    def view(request):
        effect(request)
        return answer_scan(request, ScanAnswer(Outcome.OK, request.POST["scan"], count=1))

    return view


@pytest.mark.parametrize(
    ("refusal", "outcome"),
    [
        (Invalid("room.foreign"), "foreign"),
        (Missing("room.nowhere"), "unknown"),
        (Conflict("web.busy"), "error"),
        (Invalid("room.odd"), "error"),
    ],
)
def test_a_refused_scan_is_an_answer_with_an_outcome_of_its_own(chen, refusal, outcome):
    def refuse(_request):
        raise refusal

    answer = post(scanning(refuse), chen, scan="353918061234567")

    assert answer.status_code == 200
    assert f'data-outcome="{outcome}"' in answer.content.decode()
    assert "353918061234567" in answer.content.decode()


def test_a_scan_refused_by_role_is_no_mere_answer(chen):
    def refuse(_request):
        raise Forbidden("web.not_allowed")

    with pytest.raises(Forbidden):
        post(scanning(refuse), chen, scan="1")


@pytest.mark.req("R-IDEM", "R-SCAN")
def test_a_scan_sent_again_after_a_lost_answer_hears_the_first_answer(chen):
    key = uuid.uuid4()
    view = scanning(lambda _request: User.objects.create(username="once", name="new"))

    first = post(view, chen, key=key, scan="1")
    again = post(view, chen, key=key, scan="1")

    assert again.content == first.content
    assert newcomers() == 1


def test_a_scan_needs_no_key(chen):
    request = RequestFactory().post("/scan/", {"scan": "1"})
    request.user = chen

    answer = scanning(lambda _request: None)(request)

    assert 'data-outcome="ok"' in answer.content.decode()
    assert not RequestKey.objects.exists()
