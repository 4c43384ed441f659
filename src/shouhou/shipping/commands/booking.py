"""The logistics list: which carrier brings a shipment, under which waybill, insured for what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.policies import Insurance, in_force
from shouhou.kernel import clock
from shouhou.kernel.premium import premium_fen
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.kernel.waybills import Waybill
from shouhou.partners.models import Carrier
from shouhou.shipping import lithium, steps
from shouhou.shipping.commands.shipments import FILL
from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.shipping.models import Payer, Service, Shipment
from shouhou.shipping.queries import highest_insurable_fen, needs_check


@dataclass(frozen=True, kw_only=True)
class LogisticsList:
    """The logistics list as the clerk fills it; amounts in fen, weight in grams."""

    carrier: Carrier
    service: Service
    waybill: str
    payer: Payer
    monthly_account: str = ""
    weight_g: int
    declared_fen: int
    insured_fen: int

    def check(self) -> None:
        """Refuse what cannot be right whatever is in the boxes."""
        if not self.carrier.active:
            raise Conflict("shipping.carrier_closed", where="carrier", carrier=str(self.carrier))
        if self.weight_g < 1:
            raise Invalid("shipping.weight_missing", where="weight_g")
        if not 0 <= self.insured_fen <= self.declared_fen:
            raise Invalid(
                "shipping.insured_above_declared",
                where="insured_fen",
                insured_fen=self.insured_fen,
                declared_fen=self.declared_fen,
            )
        if self.payer == Payer.MONTHLY and not self.account:
            raise Invalid("shipping.account_missing", where="monthly_account")

    @property
    def account(self) -> str:
        """The monthly account that pays: the one typed, else the carrier's own."""
        if self.payer != Payer.MONTHLY:
            return ""
        return self.monthly_account.strip() or self.carrier.monthly_account


@command
def book(
    shipment_id: int, listed: LogisticsList, *, confirmed: Collection[str] = (), by: User
) -> Shipment:
    """Fill the logistics list of a packed shipment, or fill it anew before the courier comes.

    A waybill number of an odd shape is taken once its warnings are `confirmed`; a number in use
    is refused, as are shipments that a second person has yet to check, batteries that may not
    travel like this and values that the carrier does not insure.
    """
    duties.require(by, FILL)
    shipment = steps.locked(shipment_id)
    SHIPMENT.after(shipment.state, "book", where=shipment.number)
    if shipment.checked_by_id is None and needs_check(shipment):
        raise Conflict("shipping.check_needed", where=shipment.number, shipment=shipment.number)
    listed.check()
    lithium.refuse_unfit(shipment, listed.carrier, listed.service)
    waybill = _waybill(shipment, listed, confirmed)
    policy = in_force(Insurance, clock.today())
    _refuse_uninsurable(listed, policy)
    bands = policy.bands.get(listed.carrier.code, ())
    shipment.carrier, shipment.waybill_no = listed.carrier, waybill.number
    shipment.service, shipment.payer = listed.service, listed.payer
    shipment.monthly_account = listed.account
    shipment.weight_g = listed.weight_g
    shipment.declared_fen, shipment.insured_fen = listed.declared_fen, listed.insured_fen
    shipment.premium_fen = premium_fen(listed.insured_fen, bands)
    shipment.contains_lithium = lithium.contains_lithium(shipment)
    shipment.booked_by, shipment.booked_at = by, clock.now()
    return steps.go(shipment, "book", by=by, changed=_LISTED, after=_said(shipment, waybill))


_LISTED = (
    "carrier",
    "waybill_no",
    "service",
    "payer",
    "monthly_account",
    "weight_g",
    "declared_fen",
    "insured_fen",
    "premium_fen",
    "contains_lithium",
    "booked_by",
    "booked_at",
)


def _said(shipment: Shipment, waybill: Waybill) -> dict[str, object]:
    return {
        "carrier": str(shipment.carrier),
        "waybill": waybill.number,
        "warnings": list(waybill.warnings),
        "weight_g": shipment.weight_g,
        "declared_fen": shipment.declared_fen,
        "insured_fen": shipment.insured_fen,
        "premium_fen": shipment.premium_fen,
    }


def _waybill(shipment: Shipment, listed: LogisticsList, confirmed: Collection[str]) -> Waybill:
    """The checked number, free to use; two clerks cannot both find it free (S2.6.R2)."""
    carrier = Carrier.objects.select_for_update(no_key=True).get(pk=listed.carrier.pk)
    waybill = Waybill.parse(
        listed.waybill, strict=carrier.strict_pattern, lenient=carrier.lenient_pattern
    )
    used = Shipment.objects.live().filter(carrier=carrier, waybill_no=waybill.number)
    for other in used.exclude(pk=shipment.pk):
        raise Conflict(
            "shipping.waybill_used",
            where="waybill",
            number=waybill.number,
            carrier=str(carrier),
            shipment=other.number,
        )
    if set(waybill.warnings) - set(confirmed):
        raise Conflict(
            "shipping.waybill_unconfirmed",
            where="waybill",
            number=waybill.number,
            carrier=str(carrier),
            warnings=waybill.warnings,
        )
    return waybill


def _refuse_uninsurable(listed: LogisticsList, policy: Insurance) -> None:
    highest = highest_insurable_fen(listed.carrier, policy)
    if highest is not None and listed.insured_fen > highest:
        raise Invalid(
            "shipping.insured_above_carrier",
            where="insured_fen",
            carrier=str(listed.carrier),
            highest_fen=highest,
        )
