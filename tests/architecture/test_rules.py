"""Every file keeps every rule of the house, and every rule finds what it is there to find."""

from __future__ import annotations

import pytest

from tests.architecture import (
    rules_of_code,
    rules_of_size,
    rules_of_templates,
    rules_of_text,
    rules_of_words,
)
from tests.architecture.rule import Rule
from tests.architecture.source import Source, tree

RULES = (
    *rules_of_size.RULES,
    *rules_of_words.RULES,
    *rules_of_code.RULES,
    *rules_of_templates.RULES,
    *rules_of_text.RULES,
)
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.sentence)


@every_rule
def test_the_source_keeps_the_rule(rule: Rule) -> None:
    broken = [line for source in tree() for line in rule.broken_in(source)]

    assert not broken, f"{rule.sentence}:\n" + "\n".join(broken)


@every_rule
def test_the_rule_finds_what_breaks_it(rule: Rule) -> None:
    missed = [sample for sample in rule.bad if not rule.broken_in(Source(rule.place, sample))]

    assert rule.bad
    assert not missed


@every_rule
def test_the_rule_leaves_the_rest_alone(rule: Rule) -> None:
    assert rule.good
    assert [rule.broken_in(Source(rule.place, sample)) for sample in rule.good] == [
        [] for _ in rule.good
    ]
