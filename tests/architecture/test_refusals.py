"""Every refusal has its sentence, and every sentence its refusal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils.translation import override

from shouhou.web.refusal_texts import TEXTS
from tests.architecture.source import Source, dotted, product

REFUSALS = {"Refused", "Invalid", "Conflict", "Forbidden", "Missing"}
TEXT_FOLDER = "src/shouhou/web/refusal_texts/"
_CODE = re.compile(r"^[a-z_]+\.[a-z_]+$")
_PLACEHOLDER = re.compile(r"%\((\w+)\)")


@dataclass(frozen=True)
class Raised:
    """A refusal as the source raises it; `facts` is None when they are computed."""

    code: str
    place: str
    facts: frozenset[str] | None


def raised(source: Source) -> Iterator[Raised]:
    for node in source.nodes:
        if not (isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in REFUSALS):
            continue
        if node.args and isinstance(node.args[0], ast.Constant):
            names = [keyword.arg for keyword in node.keywords]
            facts = None if None in names else frozenset(filter(None, names))
            yield Raised(str(node.args[0].value), f"{source.path}:{node.lineno}", facts)


def all_raised() -> list[Raised]:
    return [one for source in product() for one in raised(source)]


def test_every_refusal_of_the_source_has_a_sentence() -> None:
    without = [f"{one.place}: {one.code}" for one in all_raised() if one.code not in TEXTS]

    assert not without, "\n".join(without)


def test_every_sentence_belongs_to_a_refusal_of_the_source() -> None:
    codes = {
        node.value
        for source in product()
        if not (source.path.startswith(TEXT_FOLDER) and source.path != TEXT_FOLDER + "__init__.py")
        for node in source.nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _CODE.match(node.value)
    }

    assert sorted(TEXTS.keys() - codes) == []


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_sentence_names_only_facts_that_the_refusal_brings(language: str) -> None:
    with override(language):
        gaps = {
            one.place: missing
            for one in all_raised()
            if one.facts is not None and one.code in TEXTS
            if (missing := _placeholders(str(TEXTS[one.code])) - one.facts - {"code", "where"})
        }

    assert not gaps


def _placeholders(sentence: str) -> set[str]:
    return set(_PLACEHOLDER.findall(sentence))


def test_refusals_are_found_however_they_are_imported() -> None:
    source = Source(
        "x.py", "raise refusals.Conflict('a.b', where='c', fact=1)\nInvalid('a.c', **f)"
    )

    assert list(raised(source)) == [
        Raised("a.b", "x.py:1", frozenset({"where", "fact"})),
        Raised("a.c", "x.py:2", None),
    ]
