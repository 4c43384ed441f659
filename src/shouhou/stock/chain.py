"""The hash chain: each posted document is sealed with a key that the database does not hold.

The mac covers the previous mac, the seal's number, the document's head and the digest of its
lines; it holds ids, never names or phone numbers, so that erasing a person breaks nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from shouhou.stock.models import ChainHead, Document, Seal
from shouhou.stock.sets import for_update

GENESIS = "0" * 64


def digest_of(rows: Iterable[Sequence[Any]]) -> str:
    """The digest of lines `(line_no, source, target, unit, quantity)`, in line order."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(list(row), separators=(",", ":")).encode())
    return digest.hexdigest()


def seal(document: Document) -> Seal:
    """Append the document to the chain. Locks the head, which is every posting's last lock."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number, mac FROM stock_chainhead WHERE id = 1 {for_update()}")
        number, previous = cursor.fetchone()
    mac = mac_of(document, number + 1, previous)
    made = Seal.objects.create(document=document, number=number + 1, mac=mac)
    ChainHead.objects.filter(pk=1).update(number=number + 1, mac=mac)
    return made


def mac_of(document: Document, number: int, previous: str) -> str:
    """The keyed hash of one document at one place of the chain."""
    head = [
        previous,
        number,
        document.number,
        document.kind,
        document.agent_id,
        document.made_by_id,
        document.last_edited_by_id,
        document.inspected_by_id,
        document.approved_by_id,
        document.posted_by_id,
        document.posted_at.isoformat() if document.posted_at else None,
        document.book_date.isoformat() if document.book_date else None,
        document.reverses_id,
        document.lines_digest,
    ]
    return hmac.new(
        settings.LEDGER_KEY.encode(), json.dumps(head).encode(), hashlib.sha256
    ).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What verifying the chain found: how many seals were read, and what is wrong, in words."""

    seals: int
    head: str
    faults: tuple[str, ...]


def verify() -> Verdict:
    """Walk the whole chain and compare every seal with the moves as they stand in the database."""
    faults: list[str] = []
    number, previous = 0, GENESIS
    digests = _digests_of_moves()
    for one in Seal.objects.select_related("document").order_by("number").iterator(2000):
        number += 1
        document = one.document
        if one.number != number:
            faults.append(f"seal {number} is missing before {document.number}")
            number = one.number
        if digests.pop(document.pk, None) != document.lines_digest:
            faults.append(f"{document.number}: its moves are not the ones that were posted")
        if one.mac != mac_of(document, number, previous):
            faults.append(f"{document.number}: the seal {number} does not fit the document")
        previous = one.mac
    head = ChainHead.objects.get(pk=1)
    if (head.number, head.mac) != (number, previous):
        faults.append(f"the head says {head.number}, the last seal is {number}")
    unsealed = Document.objects.filter(state="posted", seal=None).values_list("number", flat=True)
    faults.extend(f"{name}: posted without a seal" for name in unsealed)
    faults.extend(f"document {pk}: it has moves but no seal" for pk in digests)
    return Verdict(number, f"{head.number}:{head.mac}", tuple(faults))


def _digests_of_moves() -> dict[int, str]:
    digests: dict[int, Any] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.document_id, l.line_no, m.source_id, m.target_id, m.unit_id, m.quantity"
            " FROM stock_move m JOIN stock_line l ON l.id = m.line_id"
            " ORDER BY m.document_id, l.line_no"
        )
        while rows := cursor.fetchmany(5000):
            for document_id, *row in rows:
                digest = digests.setdefault(document_id, hashlib.sha256())
                digest.update(json.dumps(row, separators=(",", ":")).encode())
    return {document_id: digest.hexdigest() for document_id, digest in digests.items()}
