"""Whether the system may be trusted right now: the database answers and every guard stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import DatabaseError, connection

from shouhou.stock import guards
from shouhou.stock.models import ChainHead


@dataclass(frozen=True)
class Health:
    """What a probe asks: whether rows can be read, and whether every guard stands."""

    database: bool
    guards_missing: tuple[str, ...] = ()
    chain_head: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the system may serve."""
        return self.database and not self.guards_missing


def look() -> Health:
    """Ask the database for its guards and the head of the chain; no answer is an answer too."""
    try:
        missing = guards.missing(connection)
        head = ChainHead.objects.get(pk=1)
    except (DatabaseError, ChainHead.DoesNotExist):
        return Health(database=False)
    return Health(database=True, guards_missing=tuple(missing), chain_head=head.number)
