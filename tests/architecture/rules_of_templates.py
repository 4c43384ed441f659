"""What a template may not hold, so that the strict content security policy is real."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.rule import Finding, Rule
from tests.architecture.source import Source

PLACE = "src/shouhou/staff/templates/staff/parts/list.html"


def _never(sentence: str, pattern: str, *, good: tuple[str, ...], bad: tuple[str, ...]) -> Rule:
    found = re.compile(pattern, re.IGNORECASE)

    def find(source: Source) -> Iterator[Finding]:
        for match in found.finditer(source.text):
            yield source.text.count("\n", 0, match.start()) + 1, match.group().strip()

    return Rule(
        sentence=sentence,
        applies=lambda source: source.is_template,
        find=find,
        place=PLACE,
        good=good,
        bad=bad,
    )


RULES = (
    _never(
        "a template holds no script",
        r"<script\b(?![^>]*(\bsrc=|\"application/json\"))[^>]*>|javascript:",
        good=(
            "<script defer src=\"{% static 'web/scan.js' %}\"></script>",
            '<script type="application/json">{{ rows }}</script>',
        ),
        bad=("<script>alert(1)</script>", '<script type="module">', '<a href="javascript:go()">'),
    ),
    _never(
        "a template holds no style",
        r"<style\b|\sstyle\s*=",
        good=('<p class="nowrap" data-style="x">', '<link rel="stylesheet" href="x.css">'),
        bad=("<style>p {}</style>", '<p style="color: red">', '<p\n style = "x">'),
    ),
    _never(
        "a template holds no event handler",
        r"<[^<>]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=|hx-vals\s*=\s*[\"']js:",
        good=('<p data-on="x">', "{{ only }} = on", '<p title="on = yes">'),
        bad=('<p onclick="go()">', '<p\n hx-on:click="go()">', "<p hx-vals='js:{a: b}'>"),
    ),
    _never(
        "a template escapes everything",
        r"\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off",
        good=("{{ name|default:'x' }}", "{{ safe }}"),
        bad=("{{ name|safe }}", "{{ names | safeseq }}", "{% autoescape off %}"),
    ),
    _never(
        "nothing comes from another host",
        r"<(script|link|img|iframe|source|audio)\b[^>]*(src|href)\s*=\s*[\"']?(https?:)?//",
        good=('<a href="https://example.com">', "<img src=\"{% static 'web/a.svg' %}\">"),
        bad=('<script src="https://example.com/x.js">', '<link href="//example.com/x.css">'),
    ),
)
