"""`shouhou verify-ledger [--anchor NUMBER:MAC ...]`: the chain over posted documents, walked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shouhou.stock import chain


def run(arguments: Sequence[str]) -> int:
    """Verify every seal, and that what day-books printed still stands in the chain."""
    parser = argparse.ArgumentParser(prog="shouhou verify-ledger")
    parser.add_argument(
        "--anchor", action="append", default=[], help="NUMBER:MAC as a day-book prints it"
    )
    options = parser.parse_args(arguments)
    verdict = chain.verify(options.anchor)
    for fault in verdict.faults:
        sys.stderr.write(f"{fault}\n")
    sys.stdout.write(f"{verdict.seals} documents, head {verdict.head}\n")
    return 1 if verdict.faults else 0
