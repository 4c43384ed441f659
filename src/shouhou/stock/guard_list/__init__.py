"""The sentences that the database enforces about the ledger, each with the condition it refuses.

The conditions are plain SQL that both databases read alike.
"""

from shouhou.stock.guard_list.documents import CLEARANCES, DOCUMENTS, LINES
from shouhou.stock.guard_list.guard import Guard, append_only, changed, state
from shouhou.stock.guard_list.ledger import CHAIN, HOLDINGS, MOVES, UNITS
from shouhou.stock.guard_list.periods import PERIODS
from shouhou.stock.guard_list.surroundings import NUMBERS, PLACES, PROMISES, TRACKING, TRAIL

GUARDS: tuple[Guard, ...] = (
    *MOVES,
    *HOLDINGS,
    *UNITS,
    *DOCUMENTS,
    *LINES,
    *CHAIN,
    *PERIODS,
    *CLEARANCES,
    *PLACES,
    *NUMBERS,
    *PROMISES,
    *TRACKING,
    *TRAIL,
)

__all__ = ["GUARDS", "Guard", "append_only", "changed", "state"]
