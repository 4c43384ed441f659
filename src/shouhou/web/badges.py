"""Badges: a state or a condition as a word in a colour that everybody can read."""

from __future__ import annotations

from django.db.models import Choices
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shouhou.web import words


def badge(text: str, tone: str = "neutral") -> SafeString:
    """`text` in the colours of a tone: neutral, waiting, moving, good or bad."""
    return format_html('<span class="chip chip-{}">{}</span>', tone, text)


def state_badge(state: str, label: str = "") -> SafeString:
    """A state by its word, in the tone that its code has everywhere."""
    return badge(label or said("state", state), words.tone(state))


def condition_badge(condition: str) -> SafeString:
    """A condition, with a mark beside the word so that it survives a black-and-white print."""
    tone, text = words.tone(condition), said("condition", condition)
    return format_html('<span class="chip chip-mark chip-{}">{}</span>', tone, text)


def said(field: str, code: str) -> str:
    """A code by its own label if it brings one, else by the label the models know."""
    return str(code.label) if isinstance(code, Choices) else words.label(field, code)
