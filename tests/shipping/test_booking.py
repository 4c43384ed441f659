"""The logistics list: waybill, batteries, insured value and premium."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.shipping.commands import booking, shipments
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import Payer, Service, Shipment
from shouhou.shipping.queries import Cover, suggested_cover, to_book, to_hand_over
from tests.shipping.dispatch import Dispatch
from tests.world import refused


@pytest.fixture
def packed(desk: Dispatch) -> Shipment:
    """Two chargers of ¥400 each, packed."""
    charger = desk.stock("CHG-5V", 9, cost_fen=400_00)
    return desk.packed(desk.outbound(pieces=[(charger, 2)]))


@pytest.mark.req("S2.2.3e", "S3.3.11", "S2.6.R2")
def test_the_list_is_filled_and_the_premium_is_the_carriers(
    desk: Dispatch, packed: Shipment
) -> None:
    booked = booking.book(packed.pk, desk.listed(), by=desk.dinghang)

    assert booked.state == State.BOOKED
    assert booked.waybill_no == "SF1234567890123"
    assert booked.premium_fen == 2_00
    assert list(to_hand_over()) == [booked]
    assert not to_book().exists()
    assert TrailEntry.objects.get(verb="shipping.book").after["premium_fen"] == 2_00


WAYBILLS = {"SF": "SF1234567890123", "ZTO": "73123456789012", "JD": "JDVA12345678901"}


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize(
    ("carrier", "insured_fen", "premium_fen"),
    [
        ("SF", 800_00, 2_00),
        ("SF", 12_345_67, 61_73),
        ("ZTO", 250_00, 2_50),
        ("JD", 100_00, 1_00),
        ("SF", 0, 0),
    ],
)
def test_the_premium_is_the_table_value(
    desk: Dispatch, packed: Shipment, carrier: str, insured_fen: int, premium_fen: int
) -> None:
    listed = desk.listed(
        carrier,
        waybill=WAYBILLS[carrier],
        declared_fen=20_000_00,
        insured_fen=insured_fen,
    )

    assert booking.book(packed.pk, listed, by=desk.dinghang).premium_fen == premium_fen


@pytest.mark.req("S2.2.3e", "D10")
def test_the_cover_suggested_is_the_standard_cost(desk: Dispatch, packed: Shipment) -> None:
    cover = suggested_cover(packed, desk.carriers["SF"])

    assert cover == Cover(declared_fen=800_00, insured_fen=800_00, premium_fen=2_00)


@pytest.mark.req("S2.2.3e", "D10")
def test_the_cover_suggested_stops_at_what_the_carrier_insures(desk: Dispatch) -> None:
    dear = desk.stock("CHG-GOLD", 1, cost_fen=40_000_00)
    packed = desk.packed(desk.outbound(pieces=[(dear, 1)]))

    cover = suggested_cover(packed, desk.carriers["ZTO"])

    assert cover == Cover(declared_fen=40_000_00, insured_fen=30_000_00, premium_fen=300_00)


def test_a_carrier_without_rates_insures_nothing(desk: Dispatch, packed: Shipment) -> None:
    assert suggested_cover(packed, desk.carriers["DBL"]).insured_fen == 0

    with refused("shipping.insured_above_carrier"):
        booking.book(packed.pk, desk.listed("DBL", waybill="DPK123456789012"), by=desk.dinghang)
    assert Shipment.objects.get().state == State.PACKED


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"insured_fen": 800_01}, "shipping.insured_above_declared"),
        ({"insured_fen": -1}, "shipping.insured_above_declared"),
        ({"weight_g": 0}, "shipping.weight_missing"),
        ({"weight_g": -5}, "shipping.weight_missing"),
        ({"payer": Payer.MONTHLY}, "shipping.account_missing"),
        ({"waybill": "SF123"}, "waybill.length"),
        ({"waybill": "SF12345*7890123"}, "waybill.charset"),
    ],
)
def test_what_cannot_be_right_is_refused(
    desk: Dispatch, packed: Shipment, facts: dict[str, object], code: str
) -> None:
    with refused(code):
        booking.book(packed.pk, desk.listed(**facts), by=desk.dinghang)

    assert Shipment.objects.get().state == State.PACKED
    assert Shipment.objects.get().carrier is None


def test_a_value_above_the_carriers_contract_is_refused(desk: Dispatch, packed: Shipment) -> None:
    listed = desk.listed(
        "ZTO",
        waybill="73123456789012",
        declared_fen=50_000_00,
        insured_fen=30_000_01,
    )

    with refused("shipping.insured_above_carrier") as refusal:
        booking.book(packed.pk, listed, by=desk.dinghang)

    assert refusal.value.facts["highest_fen"] == 30_000_00


def test_the_monthly_account_is_the_carriers_unless_another_is_typed(
    desk: Dispatch, packed: Shipment
) -> None:
    desk.carriers["SF"].monthly_account = "7550001"

    ours = booking.book(packed.pk, desk.listed(payer=Payer.MONTHLY), by=desk.dinghang)
    assert ours.monthly_account == "7550001"

    typed = desk.listed(payer=Payer.MONTHLY, monthly_account=" 7559999 ")
    assert booking.book(packed.pk, typed, by=desk.dinghang).monthly_account == "7559999"


@pytest.mark.req("S2.2.3e")
def test_an_odd_waybill_is_taken_once_it_is_confirmed(desk: Dispatch, packed: Shipment) -> None:
    listed = desk.listed(waybill="ZT00123456")

    with refused("shipping.waybill_unconfirmed") as refusal:
        booking.book(packed.pk, listed, by=desk.dinghang)
    assert Shipment.objects.get().state == State.PACKED

    warnings = refusal.value.facts["warnings"]
    booked = booking.book(packed.pk, listed, confirmed=warnings, by=desk.dinghang)

    assert warnings == ("waybill.unusual",)
    assert booked.waybill_no == "ZT00123456"
    entry = TrailEntry.objects.get(verb="shipping.book")
    assert entry.after["warnings"] == ["waybill.unusual"]


@pytest.mark.req("S2.6.R2")
def test_a_waybill_is_used_once_a_carrier(desk: Dispatch, packed: Shipment) -> None:
    charger = desk.part("CHG-5V")
    other = desk.packed(desk.outbound(pieces=[(charger, 1)]))
    booking.book(packed.pk, desk.listed(), by=desk.dinghang)

    with refused("shipping.waybill_used") as refusal:
        booking.book(other.pk, desk.listed(waybill="sf 1234567890123"), by=desk.dinghang)
    assert refusal.value.facts["shipment"] == packed.number

    unusual = ("waybill.unusual",)
    jd = desk.listed("JD")
    booking.book(other.pk, jd, confirmed=unusual, by=desk.dinghang)
    assert set(Shipment.objects.values_list("waybill_no", flat=True)) == {"SF1234567890123"}


def test_the_waybill_of_a_void_shipment_may_be_used_again(desk: Dispatch, packed: Shipment) -> None:
    booking.book(packed.pk, desk.listed(), by=desk.dinghang)
    shipments.void(packed.pk, reason="错单", by=desk.dinghang)
    (document,) = (travel.document for travel in packed.carried.all())

    again = desk.packed(document)

    assert booking.book(again.pk, desk.listed(), by=desk.dinghang).state == State.BOOKED


def test_the_list_is_corrected_until_the_courier_comes(desk: Dispatch, packed: Shipment) -> None:
    booking.book(packed.pk, desk.listed(), by=desk.dinghang)

    corrected = booking.book(packed.pk, desk.listed(weight_g=1800), by=desk.dinghang)
    assert (corrected.state, corrected.weight_g) == (State.BOOKED, 1800)

    desk.handed_over(corrected)
    with refused("workflow.not_now"):
        booking.book(packed.pk, desk.listed(weight_g=1900), by=desk.dinghang)
    assert Shipment.objects.get().weight_g == 1800


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize("service", [Service.AIR, Service.STANDARD])
def test_a_loose_battery_goes_by_road_only(desk: Dispatch, service: Service) -> None:
    battery = desk.stock("BAT-S5", 1, hazard="li_loose")
    packed = desk.packed(desk.outbound(pieces=[(battery, 1)]))

    with refused("shipping.hazard") as refusal:
        booking.book(packed.pk, desk.listed(service=service), by=desk.dinghang)
    assert refusal.value.where == "service"
    assert "BAT-S5" in refusal.value.facts["part"]

    by_road = booking.book(packed.pk, desk.listed(service=Service.ROAD), by=desk.dinghang)
    assert by_road.contains_lithium


@pytest.mark.req("S2.2.3e")
def test_a_loose_battery_goes_with_a_carrier_that_takes_it(desk: Dispatch) -> None:
    battery = desk.stock("BAT-S5", 1, hazard="li_loose")
    packed = desk.packed(desk.outbound(pieces=[(battery, 1)]))
    listed = desk.listed("ZTO", waybill="73123456789012", service=Service.ROAD)

    with refused("shipping.hazard") as refusal:
        booking.book(packed.pk, listed, by=desk.dinghang)

    assert refusal.value.where == "carrier"


def test_a_battery_in_a_phone_may_fly_and_is_declared(desk: Dispatch) -> None:
    phone = desk.stock("EAR-BT", 1, hazard="li_in_equipment")
    packed = desk.packed(desk.outbound(pieces=[(phone, 1)]))

    flown = booking.book(packed.pk, desk.listed(service=Service.AIR), by=desk.dinghang)

    assert flown.contains_lithium


@pytest.mark.req("S2.2.3e")
def test_a_defective_battery_never_goes_by_courier(desk: Dispatch) -> None:
    swollen = desk.stock("BAT-BAD", 1, hazard="li_defective")
    document = desk.outbound(pieces=[(swollen, 1)])

    with refused("shipping.hazard") as refusal:
        desk.shipment(document)

    assert "BAT-BAD" in refusal.value.facts["part"]
    assert not Shipment.objects.exists()


def test_a_closed_carrier_takes_nothing(desk: Dispatch, packed: Shipment) -> None:
    desk.carriers["SF"].active = False

    with refused("shipping.carrier_closed"):
        booking.book(packed.pk, desk.listed(), by=desk.dinghang)

    assert Shipment.objects.get().state == State.PACKED


def test_a_shipment_being_packed_is_not_booked(desk: Dispatch) -> None:
    open_one = desk.shipment(desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)]))

    with refused("workflow.not_now"):
        booking.book(open_one.pk, desk.listed(), by=desk.dinghang)

    assert Shipment.objects.get().carrier is None
