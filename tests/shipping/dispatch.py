"""The dispatch desk of the tests: posted documents, carriers, and shipments at every step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.partners import commands as partners
from shouhou.partners import seed
from shouhou.partners.models import Agent, Carrier
from shouhou.shipping.commands import booking, checking, manifests, packing, shipments
from shouhou.shipping.models import Manifest, Payer, Service, Shipment
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Unit
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import spot
from tests.world import World


@dataclass
class Dispatch(World):
    """The department, with what it needs to ship: policies and carriers are there at once."""

    carriers: dict[str, Carrier] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.policies()
        for facts in seed.CARRIERS:
            if facts.code in {"SF", "ZTO", "JD", "DBL"}:
                entered = partners.add(facts, by=self.tangxiao)
                self.carriers[facts.code] = partners.approve(entered, by=self.linlan)

    def units(self, part_no: str, *serials: str, **columns: object) -> list[Unit]:
        """Good pieces on the turnover shelf."""
        self.good_units(self.part(part_no, **columns), serials)
        return list(Unit.objects.filter(label__in=serials).order_by("label"))

    def stock(self, part_no: str, quantity: int, **columns: object) -> Part:
        """A part kept by quantity, so many good pieces of it on the turnover shelf."""
        part = self.part(part_no, **columns)
        self.good_stock(part, quantity)
        return part

    def outbound(
        self,
        units: Sequence[Unit] = (),
        pieces: Sequence[tuple[Part, int]] = (),
        *,
        agent: Agent | None = None,
    ) -> Document:
        """A posted outbound of these units and so many pieces of these parts."""
        return self.post(self.submitted_outbound(units, pieces, agent=agent), by=self.linlan)

    def submitted_outbound(
        self,
        units: Sequence[Unit] = (),
        pieces: Sequence[tuple[Part, int]] = (),
        *,
        agent: Agent | None = None,
    ) -> Document:
        """The same, waiting for the supervisor."""
        agent = agent or self.agent()
        target, shelf = of_agent(agent), place(Code.TURNOVER)
        lines = [
            Wanted(target=spot(target, unit.part_id, Condition.GOOD), unit=unit) for unit in units
        ] + [
            Wanted(
                source=spot(shelf, part.pk, Condition.GOOD),
                target=spot(target, part.pk, Condition.GOOD),
                quantity=quantity,
            )
            for part, quantity in pieces
        ]
        return self.submitted(Kind.OUTBOUND, lines, by=self.hejing, agent=agent)

    def shipment(self, *documents: Document, by: User | None = None) -> Shipment:
        """A shipment of these documents, nothing packed yet."""
        agent = documents[0].agent
        assert agent is not None
        ids = [document.pk for document in documents]
        consignee = shipments.Consignee.of(agent)
        return shipments.make(agent, ids, consignee, by=by or self.hejing)

    def packed(self, *documents: Document, by: User | None = None) -> Shipment:
        """The same, packed into one box by the logistics clerk."""
        packer = by or self.dinghang
        shipment = self.shipment(*documents)
        for document in documents:
            for line in document.lines.select_related("unit", "source__part"):
                code = line.unit.label if line.unit else line.source.part.part_no
                packing.scan(shipment.pk, code, quantity=line.quantity, by=packer)
        return packing.finish(shipment.pk, by=packer)

    def booked(self, *documents: Document, waybill: str = "SF1234567890123") -> Shipment:
        """The same, checked by the other front desk and booked with SF."""
        shipment = self.packed(*documents)
        checking.check(shipment.pk, by=self.luomin)
        return booking.book(shipment.pk, self.listed(waybill=waybill), by=self.dinghang)

    def listed(self, carrier: str = "SF", **facts: object) -> booking.LogisticsList:
        """A logistics list that nothing is wrong with, but for `facts`."""
        ordinary: dict[str, object] = {
            "carrier": self.carriers[carrier],
            "service": Service.STANDARD,
            "waybill": "SF1234567890123",
            "payer": Payer.RECEIVER,
            "weight_g": 1500,
            "declared_fen": 800_00,
            "insured_fen": 800_00,
        }
        return booking.LogisticsList(**(ordinary | facts))  # type: ignore[arg-type]

    def handed_over(self, *handed: Shipment) -> Manifest:
        """Given to the courier of SF, who counts right."""
        return manifests.hand_over(
            self.carriers["SF"],
            [shipment.pk for shipment in handed],
            manifests.Receipt(
                courier_name="小周", parcels=sum(shipment.parcels for shipment in handed)
            ),
            by=self.dinghang,
        )
