"""`shouhou tidy`: throws away answered forms, ended sessions and files that belong to nothing."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from shouhou.accounts.tidying import tidy


def run(_arguments: Sequence[str]) -> int:
    """Tidy up, and say what went."""
    gone = tidy()
    sys.stdout.write(
        f"{gone.request_keys} request keys, {gone.sessions} sessions, {gone.files} files\n"
    )
    return 0
