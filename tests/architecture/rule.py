"""A rule of the house that shows by samples what it finds and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.architecture.source import Source

Finding = tuple[int, str]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One sentence that every file it applies to keeps.

    `find` gives the lines that break it; `good` and `bad` are samples as they would stand in a
    file at `place`.
    """

    sentence: str
    applies: Callable[[Source], bool]
    find: Callable[[Source], Iterator[Finding]]
    place: str
    good: tuple[str, ...]
    bad: tuple[str, ...]

    def broken_in(self, source: Source) -> list[str]:
        """Where and how `source` breaks the rule."""
        if not self.applies(source):
            return []
        return [f"{source.path}:{line}: {what}" for line, what in self.find(source)]
