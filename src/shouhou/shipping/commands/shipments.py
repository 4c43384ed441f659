"""What is done with a shipment as a whole: made of posted documents, added to, given up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid, Missing
from shouhou.partners.models import Agent
from shouhou.shipping import lithium, steps
from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.shipping.models import Shipment, ShipmentDocument
from shouhou.shipping.queries import packing_queue
from shouhou.stock.models import Document
from shouhou.stock.numbers import next_number

MAKE = "shipping.make_shipment"
FILL = "shipping.fill_logistics"


@dataclass(frozen=True, kw_only=True)
class Consignee:
    """Who gets the boxes, as typed."""

    name: str
    contact: str
    phone: str
    address: str

    @classmethod
    def of(cls, agent: Agent) -> Consignee:
        """The agent itself, at the address it has today."""
        return cls(name=agent.name, contact=agent.contact, phone=agent.phone, address=agent.address)

    def check(self) -> None:
        """Refuse (`shipping.consignee_missing`) a consignee that no courier would find."""
        for field, text in asdict(self).items():
            if not text.strip():
                raise Invalid("shipping.consignee_missing", where=field, field=field)


@command
def make(
    agent: Agent,
    document_ids: Collection[int],
    consignee: Consignee,
    *,
    remark: str = "",
    by: User,
) -> Shipment:
    """Make a shipment of an agent's posted documents, which are free to travel.

    Refuses another agent's documents, documents that do not or no longer say that goods leave,
    those that travel already, and defective batteries, which no courier takes.
    """
    duties.require(by, MAKE)
    consignee.check()
    documents = _free(document_ids)
    shipment = Shipment.objects.create(
        number=next_number("SH"),
        agent=agent,
        consignee_name=consignee.name,
        consignee_contact=consignee.contact,
        consignee_phone=consignee.phone,
        consignee_address=consignee.address,
        remark=remark,
        made_by=by,
        made_at=clock.now(),
    )
    _carry(shipment, documents)
    trail.record(
        "shipping.make", shipment, by=by, after={"documents": [d.number for d in documents]}
    )
    return shipment


@command
def add(shipment_id: int, document_id: int, *, by: User) -> Shipment:
    """Let one more posted document of the same agent travel in a shipment being packed."""
    duties.require(by, MAKE)
    shipment = steps.locked(shipment_id)
    SHIPMENT.after(shipment.state, "add", where=shipment.number)
    documents = _free([document_id])
    _carry(shipment, documents)
    return steps.go(shipment, "add", by=by, after={"documents": [documents[0].number]})


@command
def void(shipment_id: int, *, reason: str, by: User) -> Shipment:
    """Give up a shipment that no courier has taken: its documents are free to travel again."""
    duties.require_any(by, MAKE, FILL)
    shipment = steps.locked(shipment_id)
    if not reason.strip():
        raise Invalid("shipping.reason_missing", where="reason")
    steps.go(shipment, "void", by=by, reason=reason)
    shipment.carried.filter(freed_at=None).update(freed_at=clock.now())
    return shipment


def _free(document_ids: Collection[int]) -> list[Document]:
    """The documents, locked; refuses those that may not travel (now)."""
    wanted = set(document_ids)
    if not wanted:
        raise Invalid("shipping.no_documents", where="documents")
    rows = Document.objects.select_for_update(of=("self",)).select_related("agent")
    documents = list(rows.filter(pk__in=wanted).order_by("pk"))
    if absent := wanted - {document.pk for document in documents}:
        raise Missing("shipping.no_such_document", where=str(min(absent)))
    travelling = ShipmentDocument.objects.filter(document__in=wanted, freed_at=None)
    for travel in travelling.select_related("document", "shipment"):
        raise Conflict(
            "shipping.travels_already",
            where=travel.document.number,
            document=travel.document.number,
            shipment=travel.shipment.number,
        )
    ready = set(packing_queue().filter(pk__in=wanted).values_list("pk", flat=True))
    for document in documents:
        if document.pk not in ready:
            raise Conflict("shipping.not_posted", where=document.number, document=document.number)
    return documents


def _carry(shipment: Shipment, documents: Collection[Document]) -> None:
    for document in documents:
        if document.agent_id != shipment.agent_id:
            raise Conflict(
                "shipping.other_agent",
                where=document.number,
                document=document.number,
                agent=str(document.agent),
                shipped_to=str(shipment.agent),
            )
    ShipmentDocument.objects.bulk_create(
        ShipmentDocument(shipment=shipment, document=document) for document in documents
    )
    lithium.refuse_defective(shipment)
