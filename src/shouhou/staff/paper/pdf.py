"""Paper as an answer: a form set as PDF, which the browser shows beside its print button."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Model
from django.http import HttpResponse

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.paper.forms.stationery import Letterhead
from shouhou.paper.typesetting import Form, pdf


def letterhead() -> Letterhead:
    """The company as this installation names it."""
    return Letterhead(**settings.COMPANY)


def pdf_answer(form: Form, name: str) -> HttpResponse:
    """The form as PDF, called `name`.pdf when somebody saves it."""
    answer = HttpResponse(pdf(form, at=clock.now()), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def printed(form: Form, name: str, of: Model, *, by: User) -> HttpResponse:
    """The same of a paper about `of` whose copies nobody counts; whose it was is in the trail."""
    answer = pdf_answer(form, name)
    trail.record("web.print_paper", of, by=by, after={"paper": name})
    return answer
