"""What the agent claims and what was seen at receipt, as words and badges."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from shouhou.exchange.models.counts import Eligibility
from shouhou.staff.forms.packing_lists import CLAIMS
from shouhou.web import words
from shouhou.web.badges import badge

register = template.Library()


@register.simple_tag
def first_judgement(code: str) -> SafeString | str:
    """The badge of a first judgement; nobody's judgement has none."""
    word = judgement_word(code)
    return badge(word, words.tone(code)) if word else ""


def judgement_word(code: str | None) -> str:
    """A first judgement in words; nothing where nobody judged yet."""
    return "" if not code or code == Eligibility.UNCHECKED else str(Eligibility(code).label)


@register.filter
def claim_word(code: str) -> str:
    """A claim of the agent's in words; one that the list's reader does not know as it is."""
    return str(dict(CLAIMS).get(code, code))
