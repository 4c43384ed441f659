"""A packing list's preview as plain JSON values, for the command line and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from shouhou.exchange.packing_lists.preview import PackingListPreview, PreviewRow
from shouhou.kernel.refusals import Refused


def preview_as_json(preview: PackingListPreview) -> dict[str, Any]:
    """Everything the preview holds; a refusal as code, place and facts, for a door to word."""
    return {
        "ready": preview.ready,
        "sheets": list(preview.sheets),
        "heading": asdict(preview.heading),
        "totals": asdict(preview.totals),
        "rows": [_row(row) for row in preview.rows],
        "problems": [_refusal(problem) for problem in preview.problems],
        "warnings": [_refusal(warning) for warning in preview.warnings],
        "ignored": [asdict(row) | {"reason": row.reason.value} for row in preview.ignored],
    }


def _row(row: PreviewRow) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "part_no": row.part.part_no if row.part else None,
        "part_name": row.part.name if row.part else None,
        "declared": row.declared,
        "model": row.model,
        "quantity": row.quantity,
        "serials": list(row.serials),
        "further": list(row.further),
        "fault": row.fault,
        "sold_on": row.sold_on.isoformat() if row.sold_on else None,
        "warranty_claim": row.warranty_claim.value if row.warranty_claim else None,
        "box": row.box,
        "remark": row.remark,
        "problems": [_refusal(problem) for problem in row.problems],
    }


def _refusal(refused: Refused) -> dict[str, Any]:
    facts = {name: _plain(value) for name, value in refused.facts.items()}
    return {"code": refused.code, "where": refused.where, "facts": facts}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | bool) else str(value)
