"""Finds the part an agent means: by its number, or by its name and the phone model."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from shouhou.exchange.packing_lists.values import shown
from shouhou.kernel.refusals import Invalid

SUGGESTIONS = 3
# Comparing with every part is slow; whoever has more unknown parts has the wrong list.
MOST_SUGGESTED = 12
COMPARED = 40

_DASHES = re.compile(r"[‐‑‒–—―−﹣－_]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class KnownPart:
    """One part that may be on a list. `wears` is `imei`, `sn` or empty; names are any in use.

    `model` is the code of the phone model it fits, empty when it fits many; `model_names` are
    the other names of that model.
    """

    part_no: str
    name: str
    model: str = ""
    model_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    spec: str = ""
    wears: str = ""


class Wanted(NamedTuple):
    """What a row says about its part, as typed."""

    part_no: str = ""
    name: str = ""
    model: str = ""
    look: str = ""

    @property
    def words(self) -> str:
        """All of it, for a message."""
        return shown(" ".join(filter(None, (self.part_no, self.name, self.model, self.look))))


class PartBook:
    """All parts a list may name, indexed for thousands of look-ups. Made anew for each list."""

    def __init__(self, parts: Iterable[KnownPart]) -> None:
        self.parts = tuple(parts)
        self._by_number = {_number_key(part.part_no): part for part in self.parts}
        self._models: dict[str, str] = {}
        self._by_name: dict[str, list[KnownPart]] = defaultdict(list)
        for part in self.parts:
            for name in (part.model, *part.model_names):
                self._models.update(dict.fromkeys(_model_keys(name), part.model))
            for name in dict.fromkeys(map(_key, (part.name, *part.aliases))):
                self._by_name[name].append(part)
        self._longest_first = sorted(self._models, key=len, reverse=True)
        self._answers: dict[Wanted, KnownPart | tuple[str, dict[str, Any]]] = {}
        self._suggested = 0

    def find(self, wanted: Wanted) -> KnownPart:
        """The one part that fits all the row says; refuses none, several, or a contradiction."""
        answer = self._answers.get(wanted)
        if answer is None:
            answer = self._answers[wanted] = self._search(wanted)
        if isinstance(answer, KnownPart):
            return answer
        code, facts = answer
        raise Invalid(code, **facts)

    def _search(self, wanted: Wanted) -> KnownPart | tuple[str, dict[str, Any]]:
        if not wanted.part_no and not wanted.name:
            return "exchange.row_part_missing", {}
        named = self._named(wanted)
        if wanted.part_no:
            part = self._by_number.get(_number_key(wanted.part_no))
            if part is None:
                return self._unknown(wanted, named)
            return self._agreeing(part, wanted, named)
        if len(named) == 1:
            return named[0]
        if named:
            near = tuple(part.part_no for part in named[:SUGGESTIONS])
            return "exchange.row_part_ambiguous", {"declared": wanted.words, "near": near}
        return self._unknown(wanted, named)

    def _unknown(self, wanted: Wanted, named: list[KnownPart]) -> tuple[str, dict[str, Any]]:
        """No part has that number; by its name or its spelling it may be one of a few."""
        near = tuple(part.part_no for part in named[:SUGGESTIONS]) or self._near(wanted)
        if near:
            return "exchange.row_part_mistyped", {"declared": wanted.words, "near": near}
        return "exchange.row_part_unknown", {"declared": wanted.words}

    def _agreeing(
        self, part: KnownPart, wanted: Wanted, named: list[KnownPart]
    ) -> KnownPart | tuple[str, dict[str, Any]]:
        """A number that names one part beside a model or a name that means another."""
        model = self._models.get(_key(wanted.model), "")
        if part.model and model and model != part.model:
            facts = {"part_no": part.part_no, "fits": part.model, "declared": shown(wanted.model)}
            return "exchange.row_model_disagrees", facts
        if named and part not in named and _key(wanted.name) in self._by_name:
            facts = {"part_no": part.part_no, "means": part.name, "declared": shown(wanted.name)}
            return "exchange.row_name_disagrees", facts
        return part

    def _named(self, wanted: Wanted) -> list[KnownPart]:
        """The parts of that name for that model; the look (colour, spec) chooses among several."""
        name, model = _key(wanted.name), self._models.get(_key(wanted.model), "")
        if name not in self._by_name:
            name, model = self._without_model(name, model)
        found = self._by_name.get(name, [])
        if wanted.model or model:
            fitting = [part for part in found if part.model == model]
            found = fitting or [part for part in found if not part.model]
        if len(found) > 1 and wanted.look:
            look = _key(wanted.look)
            found = [p for p in found if look in _key(p.spec) or look in _key(p.name)] or found
        return found

    def _without_model(self, name: str, model: str) -> tuple[str, str]:
        """`S5主板` and `星屿S5 主板` name the model inside the part's name."""
        for key in self._longest_first:
            rest = name.replace(key, "", 1)
            if rest != name and rest in self._by_name:
                return rest, model or self._models[key]
        return name, model

    def _near(self, wanted: Wanted) -> tuple[str, ...]:
        """Part numbers that look or sound like what was typed."""
        self._suggested += 1
        if self._suggested > MOST_SUGGESTED:
            return ()
        number = _number_key(wanted.part_no)[:COMPARED]
        near = get_close_matches(number, self._by_number, SUGGESTIONS) if number else []
        found = [self._by_number[key].part_no for key in near]
        for name in get_close_matches(_key(wanted.name)[:COMPARED], self._by_name, 1, 0.5):
            model = self._models.get(_key(wanted.model))
            parts = self._by_name[name]
            found += [p.part_no for p in parts if model is None or p.model == model]
        return tuple(dict.fromkeys(found))[:SUGGESTIONS]


def _key(words: str) -> str:
    """Words as they are compared: half width, no case, no blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", words).casefold())


def _number_key(part_no: str) -> str:
    """A part number as it is compared: every dash a hyphen."""
    return _key(_DASHES.sub("-", part_no))


def _model_keys(name: str) -> tuple[str, ...]:
    """`星屿 S5 Plus` is also called `S5 Plus`."""
    return tuple(filter(None, (_key(name), _key(name.partition(" ")[2]))))
