"""Lifecycles as data: a `(state, verb) → state` table that commands, buttons and tests all read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shouhou.kernel.refusals import Conflict


@dataclass(frozen=True)
class Lifecycle:
    """The states of one noun and the verbs between them.

    `name` is the noun in refusal codes; `table` maps `(state, verb)` to the next state.
    """

    name: str
    initial: str
    table: Mapping[tuple[str, str], str]

    def after(self, state: str, verb: str, *, where: str = "") -> str:
        """The state that `verb` leads to; raises `Conflict` when the table has no such row."""
        following = self.table.get((state, verb))
        if following is None:
            # The table's own member, so that its label travels with it to whoever says it.
            here = next((known for known in self.states if known == state), state)
            raise Conflict("workflow.not_now", where=where, noun=self.name, state=here, verb=verb)
        return following

    def verbs(self, state: str) -> tuple[str, ...]:
        """The verbs possible in `state`, in the table's order (the order of the buttons)."""
        return tuple(verb for (at, verb) in self.table if at == state)

    def allows(self, state: str, verb: str) -> bool:
        """Whether the table has a row for `verb` in `state`."""
        return (state, verb) in self.table

    @property
    def states(self) -> frozenset[str]:
        """Every state the table names."""
        return frozenset({self.initial, *self.table.values(), *(state for state, _ in self.table)})

    def terminal(self) -> Iterable[str]:
        """States that no verb leaves."""
        return sorted(self.states - {state for state, _ in self.table})
