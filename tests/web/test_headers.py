"""The headers of every answer, whatever the answer is."""

import logging

import pytest
from django.test import Client

from shouhou.web.logs import RequestNumber

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; media-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ANSWERS = {
    "/": 200,
    "/acts/": 200,
    "/acts/?export=xlsx": 200,
    "/verb/": 405,
    "/refuse/forbidden/": 403,
    "/refuse/missing/": 404,
    "/refuse/conflict/": 409,
    "/refuse/invalid/": 422,
    "/refuse/broken/": 500,
    "/nowhere/": 404,
    "/accounts/login/": 302,
}


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_carries_the_strict_headers(browser_of_chen, path, status):
    answer = browser_of_chen.get(path)
    answer.getvalue()

    assert answer.status_code == status
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(self)" in answer["Permissions-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert len(answer["X-Request-ID"]) == 16


def test_strict_transport_is_demanded_over_https_alone(browser_of_chen, settings):
    settings.HTTPS = False
    assert "Strict-Transport-Security" not in browser_of_chen.get("/")

    settings.HTTPS = True
    assert browser_of_chen.get("/")["Strict-Transport-Security"] == "max-age=31536000"


def test_a_host_that_is_not_ours_is_answered_with_400_and_the_headers(db):
    answer = Client(raise_request_exception=False).get("/", HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert answer["Content-Security-Policy"] == POLICY
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/refuse/broken/?secret=7351", "/nowhere/?secret=7351"])
def test_an_error_page_names_the_request_and_nothing_else(browser_of_chen, path):
    answer = browser_of_chen.get(path, headers={"referer": ""})

    page = answer.content.decode()
    assert answer["X-Request-ID"] in page
    assert "7351" not in page.replace('name="next" value="/nowhere/?secret=7351"', "")
    for leak in ("Traceback", "ZeroDivisionError", "gallery", "Django", "urlconf"):
        assert leak not in page


def test_the_log_line_of_a_fault_bears_the_number_that_the_reader_sees(browser_of_chen, caplog):
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = browser_of_chen.get("/refuse/broken/")

    (line,) = caplog.records
    RequestNumber().filter(line)
    assert line.request_id == answer["X-Request-ID"]
