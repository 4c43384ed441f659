"""The answers of a scan screen: one outcome each, told apart by colour, sign, word and sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.refusals import Missing, Refused
from shouhou.web.refusal_texts import text_of


class Outcome(StrEnum):
    """What became of one scan."""

    OK = "ok"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    FOREIGN = "foreign"
    HERE = "here"
    ERROR = "error"
    UNDONE = "undone"


WORDS = {
    Outcome.OK: _("Counted"),
    Outcome.DUPLICATE: _("Scanned already"),
    Outcome.UNKNOWN: _("Unknown number"),
    Outcome.FOREIGN: _("Not theirs"),
    Outcome.HERE: _("Already here"),
    Outcome.ERROR: _("Not possible"),
    Outcome.UNDONE: _("Taken back"),
}
SIGNS = {
    Outcome.OK: "check",
    Outcome.DUPLICATE: "copy",
    Outcome.UNKNOWN: "circle-question-mark",
    Outcome.FOREIGN: "arrow-left-right",
    Outcome.HERE: "map-pin",
    Outcome.ERROR: "x",
    Outcome.UNDONE: "undo-2",
}


@dataclass(frozen=True)
class ScanAnswer:
    """One answer: the outcome, the code as scanned, what to tell the person, the running count."""

    outcome: Outcome
    scanned: str
    detail: str = ""
    count: int | None = None

    @property
    def word(self) -> str:
        """The outcome in a word, read aloud by a screen reader."""
        return str(WORDS[self.outcome])

    @property
    def sign(self) -> str:
        """The outcome's icon, for people who do not see its colour."""
        return SIGNS[self.outcome]


def answer_scan(
    request: HttpRequest,
    answer: ScanAnswer,
    *,
    template: str = "web/scan/answer.html",
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The answer as the scan panel expects it.

    A screen with more to refresh (the lines counted, the list on the right) names a `template`
    of its own that includes `web/scan/answer.html` and adds its `hx-swap-oob` parts.
    """
    return render(request, template, {**(context or {}), "answer": answer})


def refused_scan(
    request: HttpRequest, refusal: Refused, outcomes: Mapping[str, Outcome]
) -> ScanAnswer:
    """A refusal as an answer: by its code, else unknown when there is no such thing, else error."""
    otherwise = Outcome.UNKNOWN if isinstance(refusal, Missing) else Outcome.ERROR
    outcome = outcomes.get(refusal.code, otherwise)
    return ScanAnswer(outcome, request.POST.get("scan", "")[:80], text_of(refusal))
