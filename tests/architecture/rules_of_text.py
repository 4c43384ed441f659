"""What no file of the repository holds: secrets, hosts that serve packages, one machine's paths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.rule import Finding, Rule
from tests.architecture.source import Source

# The samples are put together here, so that this file does not break its own rules.
_DOT = "."


def _never(sentence: str, pattern: str, *, good: tuple[str, ...], bad: tuple[str, ...]) -> Rule:
    found = re.compile(pattern)

    def find(source: Source) -> Iterator[Finding]:
        for number, line in enumerate(source.lines, start=1):
            if match := found.search(line):
                yield number, match.group()

    return Rule(
        sentence=sentence,
        applies=lambda _source: True,
        find=find,
        place="docs/operations.md",
        good=good,
        bad=bad,
    )


RULES = (
    _never(
        "no secret",
        r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
        r"|\b(?i:secret_key|api_key|access_token)\s*[:=]\s*[\"'][\w+/=-]{20,}[\"']",
        good=('SECRET_KEY = os.environ["SHOUHOU_SECRET_KEY"]', "api_key: see the vault"),
        bad=("-----BEGIN RSA PRIVATE " + "KEY-----", 'SECRET_KEY = "' + "a1" * 12 + '"'),
    ),
    _never(
        "no host that serves packages",
        r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|debian|unpkg|jsdelivr|cdnjs|npmmirror)"
        r"\.(?:org|com|net|io)\b",
        good=("python -m pip install shouhou", "the npm registry"),
        bad=(f"https://files.pythonhosted{_DOT}org/x", f"registry.npmjs{_DOT}org"),
    ),
    _never(
        "no path of one machine",
        r"(?<![\w.~/-])/(?:root|work|home/[a-z]\w*|Users/\w+)(?:/|\b(?![\w-]))",
        good=("/var/lib/shouhou", "a page under /workshop/", "docs/work/plan.md", "home/root"),
        bad=("cd /" + "work/main", "/" + "root/.cache", "/" + "home/someone/x"),
    ),
)
