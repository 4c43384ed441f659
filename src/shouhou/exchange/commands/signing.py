"""Signing for parcels: the waybill scanned, the boxes, their condition, whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.exchange.commands import notices
from shouhou.exchange.lifecycle import CONSIGNMENT, DiscrepancyState
from shouhou.exchange.models import InboundConsignment, InboundNotice, Parcel, Photo
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.kernel.waybills import Waybill
from shouhou.partners.models import Agent, Carrier
from shouhou.stock.numbers import next_number

SIGN = "exchange.sign_parcel"


@dataclass(frozen=True)
class Arrived:
    """One waybill as the courier hands it over."""

    carrier: Carrier
    waybill: str
    boxes: int = 1
    weight_g: int | None = None
    condition: str = Parcel.Condition.SOUND
    courier_name: str = ""
    odd_waybill_confirmed: bool = False
    another_parcel_confirmed: bool = False
    photos: Sequence[Attachment] = ()


@command
def sign(
    arrived: Arrived,
    *,
    by: User,
    agent: Agent | None = None,
    notice: InboundNotice | None = None,
    alone: bool = False,
) -> InboundConsignment:
    """Sign for a parcel: it joins its notice's consignment, its agent, or the unmatched.

    Its notice is the one that names the waybill, else the one that somebody chose. A parcel that
    stands `alone` joins no other.

    Refuses a waybill that was signed for (`exchange.waybill_signed`, naming the record), the same
    number under another carrier and an odd waybill, both unless somebody confirmed it, and a
    damaged parcel without a photo.
    """
    duties.require(by, SIGN)
    waybill = _checked(arrived)
    notice = notices.expecting(waybill) or (notice and notices.chosen(notice, agent))
    joined = None if alone else _open_of(notice)
    consignment = joined or InboundConsignment.objects.create(
        number=next_number("IC"),
        agent=notice.agent if notice else agent,
        dealer=notice.dealer if notice else None,
        notice=notice,
        signed_by=by,
        signed_at=clock.now(),
    )
    _keep_parcel(consignment, waybill, arrived, by)
    return consignment


@command
def sign_also(consignment_id: int, arrived: Arrived, *, by: User) -> InboundConsignment:
    """Sign for one more waybill of a consignment that is not counted yet."""
    duties.require(by, SIGN)
    consignment = locked(consignment_id)
    if consignment.state != CONSIGNMENT.initial:
        raise Conflict("exchange.already_counting", where=consignment.number)
    _keep_parcel(consignment, _checked(arrived), arrived, by)
    return consignment


@command
def match(
    consignment_id: int,
    agent: Agent,
    *,
    by: User,
    notice: InboundNotice | None = None,
    reason: str = "",
) -> InboundConsignment:
    """Say whose a consignment is and which notice told of it, or correct it until it is submitted.

    The dealer is the notice's. Both stay when the same agent is said again without a notice.
    Once the count began another agent needs a reason, and the box is counted again: every scan
    was held against the pieces of the wrong one.
    """
    duties.require(by, SIGN)
    consignment = locked(consignment_id)
    after = CONSIGNMENT.after(consignment.state, "match", where=consignment.number)
    if consignment.document_id is not None:
        raise Conflict("exchange.agent_is_fixed", where=consignment.number)
    before = _owner(consignment)
    if consignment.agent_id != agent.pk and consignment.state != CONSIGNMENT.initial:
        require_reason(reason)
        begin_again(consignment, reason=reason, by=by)
        consignment.state = after
    _give_to(consignment, agent, notice)
    consignment.save(update_fields=["agent", "dealer", "notice", "round", "state"])
    now = _owner(consignment)
    changed = [name for name in now if now[name] != before[name]]
    trail.record(
        "exchange.match",
        consignment,
        by=by,
        before={name: before[name] for name in changed},
        after={name: now[name] for name in changed},
        reason=reason,
    )
    return consignment


def may_be_matched(consignment: InboundConsignment) -> bool:
    """Whether it can still be said whose it is: its pieces are in nobody's papers yet."""
    return CONSIGNMENT.allows(consignment.state, "match") and consignment.document_id is None


def begin_again(consignment: InboundConsignment, *, reason: str, by: User) -> None:
    """A new round of a locked consignment: from nothing, open differences closed as recounted."""
    still_open = consignment.discrepancies.filter(state=DiscrepancyState.OPEN)
    trail.record_each("exchange.recount_difference", still_open, by=by, reason=reason)
    still_open.update(state=DiscrepancyState.RECOUNTED, closed_by=by, closed_at=clock.now())
    consignment.round += 1


def require_reason(reason: str) -> None:
    """Refuse (`exchange.reason_missing`) an act that nobody says the reason of."""
    if not reason.strip():
        raise Invalid("exchange.reason_missing", where="reason")


def signed_already(carrier: Carrier, waybill: str) -> Parcel | None:
    """The parcel with this waybill, if it was signed for before: its carrier's, else another's.

    Carriers' numbers look alike and the desk keeps the carrier of the last parcel, so the same
    number under another carrier is mostly the same parcel.
    """
    number = Waybill.parse(waybill).number
    parcels = Parcel.objects.select_related("consignment", "signed_by", "carrier")
    # Named by carrier too, for the index that begins with it.
    same = parcels.filter(carrier__in=Carrier.objects.all(), waybill=number).order_by("pk")
    return min(same, key=lambda parcel: parcel.carrier_id != carrier.pk, default=None)


def locked(consignment_id: int) -> InboundConsignment:
    """The consignment, locked until the transaction ends."""
    rows = InboundConsignment.objects.select_for_update(of=("self",)).select_related("agent")
    found = rows.filter(pk=consignment_id).first()
    if found is None:
        raise Missing("exchange.no_such_consignment", where=str(consignment_id))
    return found


def go(
    consignment: InboundConsignment, verb: str, *, by: User, reason: str = ""
) -> InboundConsignment:
    """Take a locked consignment one step along its life, with the trail."""
    before = consignment.state
    consignment.state = CONSIGNMENT.after(before, verb, where=consignment.number)
    consignment.save()
    trail.record(
        f"exchange.{verb}",
        consignment,
        by=by,
        before={"state": before},
        after={"state": consignment.state},
        reason=reason,
    )
    return consignment


def _owner(consignment: InboundConsignment) -> dict[str, str]:
    """Whose it is and how often it was counted, for the trail."""
    said = {
        "state": consignment.state,
        "round": str(consignment.round),
        "agent": consignment.agent and consignment.agent.code,
        "dealer": consignment.dealer and consignment.dealer.code,
        "notice": consignment.notice and consignment.notice.number,
    }
    return {name: value or "" for name, value in said.items()}


def _give_to(consignment: InboundConsignment, agent: Agent, notice: InboundNotice | None) -> None:
    if notice is not None:
        told = notices.chosen(notice, agent)
        consignment.notice, consignment.dealer = told, told.dealer
    elif consignment.agent_id != agent.pk:
        consignment.notice, consignment.dealer = None, None
    consignment.agent = agent


def _checked(arrived: Arrived) -> str:
    carrier = arrived.carrier
    waybill = Waybill.parse(
        arrived.waybill, strict=carrier.strict_pattern, lenient=carrier.lenient_pattern
    )
    _refuse_signed_for(arrived, waybill.number)
    if waybill.warnings and not arrived.odd_waybill_confirmed:
        raise Invalid(
            "exchange.odd_waybill", where="waybill", waybill=waybill.number, carrier=str(carrier)
        )
    if arrived.condition != Parcel.Condition.SOUND and not arrived.photos:
        raise Invalid("exchange.damage_needs_photo", where="photos")
    return waybill.number


def _refuse_signed_for(arrived: Arrived, waybill: str) -> None:
    earlier = signed_already(arrived.carrier, waybill)
    if earlier is None:
        return
    if earlier.carrier_id == arrived.carrier.pk:
        raise _twice(earlier)
    if not arrived.another_parcel_confirmed:
        raise Invalid(
            "exchange.number_of_another_carrier",
            where="waybill",
            waybill=waybill,
            carrier=str(earlier.carrier),
            consignment=earlier.consignment.number,
            name=str(earlier.signed_by),
        )


def _twice(earlier: Parcel) -> Conflict:
    return Conflict(
        "exchange.waybill_signed",
        where=earlier.waybill,
        waybill=earlier.waybill,
        consignment=earlier.consignment.number,
        name=str(earlier.signed_by),
    )


def _open_of(notice: InboundNotice | None) -> InboundConsignment | None:
    if notice is None:
        return None
    return notice.consignments.filter(state=CONSIGNMENT.initial).first()


def _keep_parcel(consignment: InboundConsignment, waybill: str, arrived: Arrived, by: User) -> None:
    parcel = _created(consignment, waybill, arrived, by)
    Photo.objects.bulk_create(Photo(parcel=parcel, attachment=photo) for photo in arrived.photos)
    trail.record(
        "exchange.sign",
        consignment,
        by=by,
        after={"waybill": waybill, "boxes": arrived.boxes, "condition": arrived.condition},
    )


def _created(consignment: InboundConsignment, waybill: str, arrived: Arrived, by: User) -> Parcel:
    """The parcel; whoever signed for the same waybill meanwhile was faster."""
    try:
        with transaction.atomic():
            return Parcel.objects.create(
                consignment=consignment,
                carrier=arrived.carrier,
                waybill=waybill,
                boxes=arrived.boxes,
                weight_g=arrived.weight_g,
                condition=arrived.condition,
                courier_name=arrived.courier_name,
                odd_waybill_confirmed=arrived.odd_waybill_confirmed,
                signed_by=by,
                signed_at=clock.now(),
            )
    except IntegrityError as faster:
        earlier = signed_already(arrived.carrier, waybill)
        if earlier is None:
            raise
        raise _twice(earlier) from faster
