"""Refusals inside a page: what is wrong with one row, in a sentence."""

from __future__ import annotations

from django import template

from shouhou.web.refusal_texts import text_of

register = template.Library()
register.filter("refusal_text", text_of)
