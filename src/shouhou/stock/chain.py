"""The hash chain: each posted document is sealed with a key that the database does not hold.

The mac covers the previous mac, the seal's number, the document's head and the digest of its
lines; it holds ids, never names or phone numbers, so that erasing a person breaks nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from shouhou.stock import digests
from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Document, PeriodClose, Seal

GENESIS = "0" * 64
SHORTEST_MAC = 16
"""How many digits of a mac make an anchor: the day-book prints so many, in fours."""


def lock() -> ChainHead:
    """The head of the chain, locked until the transaction ends: every posting's last lock."""
    (head,) = ChainHead.objects.select_for_update(no_key=True)
    return head


def seal(document: Document, head: ChainHead) -> Seal:
    """Append the document to the chain after its locked `head`."""
    number = head.number + 1
    mac = mac_of(document, number, head.mac)
    made = Seal.objects.create(document=document, number=number, mac=mac)
    ChainHead.objects.filter(pk=1).update(number=number, mac=mac)
    return made


def mac_of(document: Document, number: int, previous: str) -> str:
    """The keyed hash of one document at one place of the chain."""
    times = (
        document.made_at,
        document.submitted_at,
        document.approved_at,
        document.posted_at,
        document.book_date,
    )
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
        *(time.isoformat() if time else None for time in times),
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


def verify(anchors: Sequence[str] = ()) -> Verdict:
    """Walk the whole chain and compare every seal with the moves as they stand in the database.

    `anchors` are heads of earlier days, `number:mac` as the day-books printed them: who holds
    the database and its key can forge a whole chain, but not the paper. Those of the closed
    months are asked for too. The ledger may go on
    meanwhile: what is posted after the walk began is left for the next one.
    """
    head = ChainHead.objects.get(pk=1)
    faults = [*_broken_seals(head), *_loose_ends()]
    kept = (*anchors, *(month.anchor for month in PeriodClose.objects.order_by("last_day")))
    faults += [f"the anchor {one} does not stand in the chain" for one in kept if not _held(one)]
    return Verdict(head.number, f"{head.number}:{head.mac}", tuple(faults))


def _broken_seals(head: ChainHead) -> Iterator[str]:
    number, previous = 0, GENESIS
    moved = digests.of_moves()
    seals = Seal.objects.filter(number__lte=head.number).select_related("document")
    for one in seals.order_by("number").iterator(2000):
        number += 1
        document = one.document
        if one.number != number:
            yield f"seal {number} is missing before {document.number}"
            number = one.number
        if document.state != State.POSTED:
            yield f"{document.number}: it is sealed, but not posted"
        if moved.get(document.pk) != document.lines_digest:
            yield f"{document.number}: its moves are not the ones that were posted"
        if not hmac.compare_digest(one.mac, mac_of(document, number, previous)):
            yield f"{document.number}: the seal {number} does not fit the document"
        previous = one.mac
    if (head.number, head.mac) != (number, previous):
        yield f"the head says {head.number}, the last seal is {number}"


_LOOSE_ENDS = """
    SELECT number, 'is posted without a seal' FROM stock_document d
    WHERE state = 'posted' AND NOT EXISTS (SELECT 1 FROM stock_seal WHERE document_id = d.id)
    UNION ALL
    SELECT number, 'has moves but no seal' FROM stock_document d
    WHERE state <> 'posted' AND id IN (SELECT document_id FROM stock_move)
      AND NOT EXISTS (SELECT 1 FROM stock_seal WHERE document_id = d.id)
    UNION ALL
    SELECT d.number, 'is sealed beyond the head of the chain' FROM stock_seal s
    JOIN stock_document d ON d.id = s.document_id
    WHERE s.number > (SELECT max(number) FROM stock_chainhead)"""


def _loose_ends() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LOOSE_ENDS)
        for number, what in cursor.fetchall():
            yield f"{number}: it {what}"


def _held(anchor: str) -> bool:
    """Whether the chain still has the seal that somebody wrote down outside."""
    read = re.fullmatch(r"(\d+)[:\s]([0-9a-f\s]+)", anchor.strip().lower())
    mac = "".join(read[2].split()) if read else ""
    if read is None or len(mac) < SHORTEST_MAC:
        return False
    return Seal.objects.filter(number=int(read[1]), mac__startswith=mac).exists()
