"""`shouhou verify-ledger [--anchor NUMBER:MAC]`: the chain over the posted documents, walked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shouhou.stock import chain
from shouhou.stock.models import Seal


def run(arguments: Sequence[str]) -> int:
    """Verify every seal, and that the anchor printed on a day-book still stands in the chain."""
    parser = argparse.ArgumentParser(prog="shouhou verify-ledger")
    parser.add_argument("--anchor", default="", help="NUMBER:MAC as printed on a day-book")
    options = parser.parse_args(arguments)
    verdict = chain.verify()
    told = list(verdict.faults)
    if options.anchor and not _stands(options.anchor):
        told.append(f"the anchor {options.anchor} does not stand in the chain")
    for line in told:
        sys.stderr.write(f"{line}\n")
    sys.stdout.write(f"{verdict.seals} documents, head {verdict.head}\n")
    return 1 if told else 0


def _stands(anchor: str) -> bool:
    number, _colon, mac = anchor.partition(":")
    if not number.isdigit() or not mac:
        return False
    return Seal.objects.filter(number=int(number), mac__startswith=mac).exists()
