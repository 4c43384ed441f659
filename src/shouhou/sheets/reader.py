"""Reads an uploaded workbook or CSV in a child process, so that no file can hurt the server."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from shouhou.kernel.refusals import Invalid
from shouhou.sheets.gate import LARGEST_FILE
from shouhou.sheets.workbook import EMPTY, Cell, Kind, Merge, Sheet, Workbook

COMMAND = (sys.executable, "-s", "-P", "-m", "shouhou.sheets.child")
PACKAGES = str(Path(__file__).parents[2])
KEPT_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH")
LONGEST_SECONDS = 20
FAILED = 1

# Two at a time keep the memory of all children together under half a gigabyte.
_turn = BoundedSemaphore(2)
_kinds = {kind.value: kind for kind in Kind}
_log = logging.getLogger(__name__)


def read(content: bytes) -> Workbook:
    """The cells of an .xlsx or CSV file; refuses (`sheets.…`) whatever is not plainly one.

    A child that dies of the file, by memory, time or a fault of the parser, is the refusal
    `sheets.too_heavy`.
    """
    if len(content) > LARGEST_FILE:
        raise Invalid("sheets.too_large", limit_mb=LARGEST_FILE >> 20)
    answer = json.loads(_ask(content))
    if "refused" in answer:
        raise Invalid(answer["refused"], where=answer["where"], **answer["facts"])
    return Workbook(tuple(_sheet(sheet) for sheet in answer["sheets"]))


def _ask(content: bytes) -> bytes:
    """What the child says; it gets nothing of our environment but where the packages are."""
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    environment["PYTHONPATH"] = PACKAGES
    try:
        with _turn:
            child = subprocess.run(  # noqa: S603 - our own module, the file comes by stdin
                COMMAND,
                input=content,
                capture_output=True,
                timeout=LONGEST_SECONDS,
                env=environment,
                check=False,
            )
    except subprocess.TimeoutExpired as late:
        raise Invalid("sheets.too_heavy") from late
    if child.returncode == FAILED:
        complaint = child.stderr[-2000:].decode(errors="replace")
        _log.warning("the workbook reader failed: %s", complaint)
        raise Invalid("sheets.damaged")
    if child.returncode:
        raise Invalid("sheets.too_heavy")
    return child.stdout


class _Cells(dict[str | None, Cell]):
    """One `Cell` for each different mark: most cells of a list repeat the one above."""

    def __missing__(self, mark: str | None) -> Cell:
        self[mark] = cell = Cell(_kinds[mark[0]], mark[1:]) if mark else EMPTY
        return cell


def _sheet(sheet: dict[str, Any]) -> Sheet:
    cells = _Cells()
    return Sheet(
        name=sheet["name"],
        rows=tuple(tuple(map(cells.__getitem__, row)) for row in sheet["rows"]),
        visible=sheet["visible"],
        hidden_rows=frozenset(sheet["hidden"]),
        merges=tuple(Merge(*merge) for merge in sheet["merges"]),
    )
