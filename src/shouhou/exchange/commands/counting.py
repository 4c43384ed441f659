"""The blind count: every scan is answered at once, nothing declared is shown, nothing is lost."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import Q, Sum

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.catalog.models import Part
from shouhou.exchange.commands.signing import begin_again, go, locked, require_reason
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import InboundConsignment, Photo, Scan, ScannedNumber
from shouhou.exchange.recognition import Piece, recognise
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid

COUNT = "exchange.count_consignment"
MOST_AT_ONCE = 10_000


@dataclass(frozen=True)
class Counted:
    """The answer to a scan: what was counted, and how many of its part are in the box by now."""

    scan: Scan
    of_part: int
    in_all: int
    first_time_seen: bool = False


@command
def start(consignment_id: int, *, by: User) -> InboundConsignment:
    """Open the box and begin to count at nothing."""
    duties.require(by, COUNT)
    consignment = locked(consignment_id)
    if consignment.agent is None:
        raise Conflict("exchange.whose_is_it", where=consignment.number)
    return go(consignment, "start_count", by=by)


@command
def scan(
    consignment_id: int, raw: str, *, by: User, part: Part | None = None, confirmed: bool = False
) -> Counted:
    """Count one piece by its serial, or one of an untracked part by its part number.

    `part` is the part being counted, for numbers we never saw. Refuses, each in its own way:
    `count.unknown`, `count.duplicate`, `count.in_house`, `count.of_another_agent` (unless
    `confirmed`), `count.wrong_model`, `count.two_pieces`, `count.malformed`.
    """
    consignment = _counting(consignment_id, by)
    piece = recognise(raw, consignment, part, confirmed=confirmed)
    return _keep(consignment, piece, 1, by)


@command
def tally(consignment_id: int, part: Part, quantity: int, *, by: User) -> Counted:
    """Count so many pieces of an untracked part at once."""
    consignment = _counting(consignment_id, by)
    if part.tracking == Part.Tracking.SERIAL:
        raise Invalid("count.scan_each_piece", where=part.part_no, part=str(part))
    if not 0 < quantity <= MOST_AT_ONCE:
        raise Invalid("count.quantity", where="quantity", most=MOST_AT_ONCE)
    return _keep(consignment, Piece(part), quantity, by)


@command
def undo(consignment_id: int, *, by: User) -> Scan:
    """Take this person's last scan back. It stays in the record, undone."""
    consignment = _counting(consignment_id, by)
    mine = consignment.scans.filter(round=consignment.round, scanned_by=by, undone_at=None)
    last = mine.select_for_update(of=("self",)).select_related("part").order_by("-pk").first()
    if last is None:
        raise Conflict("count.nothing_to_undo", where=consignment.number)
    last.undone_at = clock.now()
    last.save(update_fields=["undone_at"])
    trail.record(
        "exchange.undo_scan",
        consignment,
        by=by,
        before={"part": last.part.part_no, "serial": last.serial, "quantity": last.quantity},
    )
    return last


@command
def remark(
    scan_id: int, *, damaged: str, eligibility: str, photos: tuple[Attachment, ...], by: User
) -> Scan:
    """Say that a counted piece is damaged, or how its warranty looks at first sight (S3.3.5)."""
    duties.require(by, COUNT)
    counted = Scan.objects.select_for_update().get(pk=scan_id)
    consignment = _counting(counted.consignment_id, by)
    before = {"damaged": counted.damaged, "eligibility": counted.eligibility}
    counted.damaged, counted.eligibility = damaged[:200], eligibility
    counted.save(update_fields=["damaged", "eligibility"])
    Photo.objects.bulk_create(Photo(scan=counted, attachment=photo) for photo in photos)
    trail.record(
        "exchange.remark",
        consignment,
        by=by,
        before=before,
        after={"serial": counted.serial, "damaged": damaged, "eligibility": eligibility},
    )
    return counted


@command
def recount(consignment_id: int, *, reason: str, by: User) -> InboundConsignment:
    """Count the box again from nothing; open differences are closed as counted again."""
    duties.require(by, COUNT)
    require_reason(reason)
    consignment = locked(consignment_id)
    begin_again(consignment, reason=reason, by=by)
    return go(consignment, "recount", by=by, reason=reason)


def counted_by(person: User, document_ids: Collection[int]) -> frozenset[int]:
    """Of these inbound documents the ones whose count this person scanned in. One query.

    Whoever scanned is one of their makers and may not post them. What is submitted stays so: a
    new count makes a new document.
    """
    scans = Scan.objects.filter(scanned_by=person, consignment__document__in=document_ids)
    return frozenset(scans.values_list("consignment__document", flat=True).distinct())


def _counting(consignment_id: int, by: User) -> InboundConsignment:
    duties.require(by, COUNT)
    consignment = locked(consignment_id)
    if consignment.state != ConsignmentState.COUNTING:
        raise Conflict("exchange.not_counting", where=consignment.number, state=consignment.state)
    return consignment


def _keep(consignment: InboundConsignment, piece: Piece, quantity: int, by: User) -> Counted:
    try:
        kept = Scan.objects.create(
            consignment=consignment,
            round=consignment.round,
            part=piece.part,
            serial=piece.serial,
            quantity=quantity,
            foreign=piece.foreign,
            scanned_by=by,
            scanned_at=clock.now(),
        )
        ScannedNumber.objects.bulk_create(
            ScannedNumber(scan=kept, value=value, kind=kind) for value, kind in piece.further
        )
    except IntegrityError as twice:
        raise Conflict("count.duplicate", where=piece.serial, serial=piece.serial) from twice
    scans = consignment.scans.filter(round=consignment.round, undone_at=None)
    pieces = scans.aggregate(
        of_part=Sum("quantity", filter=Q(part=piece.part)), in_all=Sum("quantity")
    )
    return Counted(kept, pieces["of_part"], pieces["in_all"], first_time_seen=piece.first_time_seen)
