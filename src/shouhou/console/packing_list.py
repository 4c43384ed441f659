"""`shouhou packing-list FILE [--json]`: what a packing list says, as its preview on screen."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from shouhou.exchange.packing_lists.as_json import preview_as_json
from shouhou.exchange.packing_lists.preview import PackingListPreview
from shouhou.exchange.packing_lists.recognise import read
from shouhou.exchange.part_book import part_book
from shouhou.kernel.refusals import Refused
from shouhou.web.refusal_texts import text_of


def run(arguments: Sequence[str]) -> int:
    """Print the preview. The exit code is 0 when the list could be kept, else 1."""
    parser = argparse.ArgumentParser(prog="shouhou packing-list")
    parser.add_argument("file", type=Path, help="an .xlsx or .csv file")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    options = parser.parse_args(arguments)
    try:
        preview = read(options.file.read_bytes(), parts=part_book())
    except OSError as unreadable:
        sys.stderr.write(f"{unreadable}\n")
        return 2
    except Refused as refusal:
        sys.stderr.write(f"{text_of(refusal)}\n")
        return 1
    sys.stdout.write(_json(preview) if options.json else _text(preview))
    return 0 if preview.ready else 1


def _json(preview: PackingListPreview) -> str:
    return json.dumps(preview_as_json(preview), ensure_ascii=False, indent=2) + "\n"


def _text(preview: PackingListPreview) -> str:
    rows = [
        f"{row.sheet}!{row.row}\t{row.part.part_no if row.part else row.declared}"
        f"\t{row.quantity}\t{' '.join(row.serials)}"
        for row in preview.rows
    ]
    totals = preview.totals
    summary = f"{totals.rows} rows, {totals.pieces} pieces, {totals.serials} serials"
    told = [*_told("wrong", preview.problems), *_told("odd", preview.warnings)]
    return "\n".join([*rows, *told, summary]) + "\n"


def _told(word: str, refusals: Iterable[Refused]) -> list[str]:
    return [f"{word}: {refusal.where} {text_of(refusal)}" for refusal in refusals]
