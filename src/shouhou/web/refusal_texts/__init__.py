"""Every refusal as a sentence: what is wrong, where, and what to do.

One module a room, each with its own `TEXTS`: the refusal's code → a lazy sentence in English with
`%(fact)s` placeholders named after the refusal's facts. The Chinese is in the catalogue.
"""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise

from shouhou.kernel.refusals import Refused
from shouhou.web.formats import day, money, when
from shouhou.web.words import label, verb_word


def _collected() -> dict[str, str | Promise]:
    texts: dict[str, str | Promise] = {}
    for module in iter_modules(__path__, f"{__name__}."):
        of_room: dict[str, str | Promise] = import_module(module.name).TEXTS
        if twice := texts.keys() & of_room.keys():
            raise ValueError(f"{module.name} repeats the texts of {sorted(twice)}")
        texts |= of_room
    return texts


TEXTS = _collected()


def text_of(refusal: Refused) -> str:
    """The sentence for `refusal` in the reader's language; loud when nobody wrote one."""
    sentence = TEXTS.get(refusal.code) or TEXTS["web.no_text"]
    noun = str(refusal.facts.get("noun", ""))
    facts = {name: _spoken(name, fact, noun) for name, fact in refusal.facts.items()}
    return str(sentence) % _Facts(facts, code=refusal.code, where=refusal.where)


class _Facts(dict[str, str]):
    """A fact that the rule forgot leaves a gap in the sentence, not an error page."""

    def __missing__(self, name: str) -> str:
        return "…"


def _spoken(name: str, fact: Any, noun: str) -> str:
    """A fact as people write it: amounts in yuan, Shanghai time, codes by their words."""
    if name.endswith("_fen"):
        return money(fact)
    if isinstance(fact, datetime):
        return when(fact)
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, list | tuple | set | frozenset):
        return ", ".join(_spoken(name, one, noun) for one in fact)
    if isinstance(fact, Choices):
        return str(fact.label)
    return verb_word(fact) if name == "verb" else label(name, fact, noun)
