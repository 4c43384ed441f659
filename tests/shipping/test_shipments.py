"""A shipment carries one agent's posted documents, each of them once."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.accounts.roles import Role
from shouhou.partners.models import Membership
from shouhou.shipping.commands import shipments
from shouhou.shipping.lifecycle import SHIPMENT, State
from shouhou.shipping.models import Shipment, ShipmentDocument
from shouhou.shipping.queries import packing_queue, value_fen, valued
from shouhou.stock.commands import reversals
from shouhou.stock.kinds import Kind
from tests.shipping.dispatch import Dispatch
from tests.world import refused


@pytest.mark.req("S2.6.R1")
def test_only_posted_documents_wait_to_be_packed(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    submitted = desk.submitted_outbound(pieces=[(charger, 1)])
    posted = desk.outbound(pieces=[(charger, 2)])

    assert list(packing_queue()) == [posted]
    with refused("shipping.not_posted"):
        desk.shipment(submitted)
    assert not Shipment.objects.exists()


@pytest.mark.req("S2.6.R1")
def test_the_queue_is_gathered_by_agent_and_oldest_first(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    south, north = desk.agent("DL-44-01"), desk.agent("DL-11-01")
    first = desk.outbound(pieces=[(charger, 1)], agent=south)
    other = desk.outbound(pieces=[(charger, 1)], agent=north)
    second = desk.outbound(pieces=[(charger, 1)], agent=south)

    assert list(packing_queue()) == [other, first, second]


def test_a_shipment_takes_its_consignee_as_typed_and_keeps_it(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 1)
    document = desk.outbound(pieces=[(charger, 1)])
    typed = shipments.Consignee(name="星联(示例)", contact="梁", phone="199", address="新址 2 号")

    made = shipments.make(desk.agent(), [document.pk], typed, by=desk.hejing)

    assert made.number.startswith("SH")
    assert made.state == SHIPMENT.initial
    assert made.consignee_address == "新址 2 号"
    assert TrailEntry.objects.get(verb="shipping.make").after == {"documents": [document.number]}


def test_a_consignee_without_an_address_is_refused(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)])
    nowhere = shipments.Consignee(name="星联", contact="梁", phone="199", address=" ")

    with refused("shipping.consignee_missing") as refusal:
        shipments.make(desk.agent(), [document.pk], nowhere, by=desk.hejing)

    assert refusal.value.where == "address"
    assert list(packing_queue()) == [document]


def test_one_shipment_never_mixes_agents(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    south = desk.outbound(pieces=[(charger, 1)], agent=desk.agent("DL-44-01"))
    north = desk.outbound(pieces=[(charger, 1)], agent=desk.agent("DL-11-01"))

    with refused("shipping.other_agent"):
        desk.shipment(south, north)
    made = desk.shipment(south)
    with refused("shipping.other_agent"):
        shipments.add(made.pk, north.pk, by=desk.hejing)

    assert list(packing_queue()) == [north]
    assert made.carried.count() == 1


def test_a_document_travels_in_one_live_shipment(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)])
    made = desk.shipment(document)

    with refused("shipping.travels_already") as refusal:
        desk.shipment(document)

    assert refusal.value.facts["shipment"] == made.number
    assert not packing_queue().exists()


def test_another_document_of_the_agent_joins_while_it_is_being_packed(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    made = desk.shipment(desk.outbound(pieces=[(charger, 1)]))

    shipments.add(made.pk, desk.outbound(pieces=[(charger, 2)]).pk, by=desk.hejing)

    assert made.carried.count() == 2
    assert not packing_queue().exists()


def test_nothing_joins_a_packed_shipment(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    packed = desk.packed(desk.outbound(pieces=[(charger, 1)]))
    late = desk.outbound(pieces=[(charger, 2)])

    with refused("workflow.not_now"):
        shipments.add(packed.pk, late.pk, by=desk.hejing)

    assert list(packing_queue()) == [late]


def test_a_shipment_needs_a_document_that_exists(desk: Dispatch) -> None:
    consignee = shipments.Consignee.of(desk.agent())

    with refused("shipping.no_documents"):
        shipments.make(desk.agent(), [], consignee, by=desk.hejing)
    with refused("shipping.no_such_document"):
        shipments.make(desk.agent(), [0], consignee, by=desk.hejing)

    assert not Shipment.objects.exists()


def test_documents_that_are_not_for_agents_never_travel(desk: Dispatch) -> None:
    opening = desk.good_stock(desk.part("CHG-5V"), 3)
    consignee = shipments.Consignee.of(desk.agent())

    assert opening.kind == Kind.OPENING
    with refused("shipping.not_posted"):
        shipments.make(desk.agent(), [opening.pk], consignee, by=desk.hejing)


def test_a_document_whose_reversal_is_drafted_does_not_travel(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)])
    reversals.draft(document.pk, reason="发错代理商", by=desk.hejing)

    assert not packing_queue().exists()
    with refused("shipping.not_posted"):
        desk.shipment(document)


@pytest.mark.parametrize("step", ["draft", "packed", "booked"])
def test_a_void_shipment_frees_its_documents(desk: Dispatch, step: str) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 4), 4)])
    make = {"draft": desk.shipment, "packed": desk.packed, "booked": desk.booked}[step]
    given_up = make(document)

    shipments.void(given_up.pk, reason="地址有误", by=desk.hejing)

    assert list(packing_queue()) == [document]
    again = desk.booked(document)
    assert again.state == State.BOOKED
    assert value_fen(again) == 4 * 10_000
    assert [s.value_fen for s in valued(Shipment.objects.order_by("pk"))] == [0, 40_000]


def test_a_shipment_is_given_up_with_a_reason_and_not_after_it_left(desk: Dispatch) -> None:
    left = desk.booked(desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)]))

    with refused("shipping.reason_missing"):
        shipments.void(left.pk, reason=" ", by=desk.hejing)
    desk.handed_over(left)
    with refused("workflow.not_now"):
        shipments.void(left.pk, reason="晚了", by=desk.hejing)

    assert Shipment.objects.get().state == State.PICKED_UP
    assert ShipmentDocument.objects.get().freed_at is None


def test_only_the_front_desk_makes_shipments(desk: Dispatch) -> None:
    document = desk.outbound(pieces=[(desk.stock("CHG-5V", 1), 1)])

    with refused("accounts.not_your_role"):
        desk.shipment(document, by=desk.zhouqi)

    assert not Shipment.objects.exists()


@pytest.mark.req("R-SCOPE", "INV-15")
def test_an_agent_sees_its_own_shipments_only(desk: Dispatch) -> None:
    charger = desk.stock("CHG-5V", 10)
    own = desk.shipment(desk.outbound(pieces=[(charger, 1)], agent=desk.agent("DL-44-01")))
    desk.shipment(desk.outbound(pieces=[(charger, 1)], agent=desk.agent("DL-11-01")))
    user = desk.person("xinglian", Role.AGENT)
    Membership.objects.create(user=user, agent=desk.agent("DL-44-01"))

    assert list(Shipment.objects.visible_to(user)) == [own]
    assert Shipment.objects.visible_to(desk.dinghang).count() == 2
