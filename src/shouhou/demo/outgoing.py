"""The demo's afternoon: what is ready is picked, issued, packed, checked and given to couriers."""

from __future__ import annotations

from shouhou.demo.department import Department
from shouhou.demo.goods import Piece
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, posting
from shouhou.partners.models import Agent, Carrier
from shouhou.repair.commands import codes
from shouhou.shipping.commands import booking, checking, manifests, packing, shipments
from shouhou.shipping.lithium import contains_lithium
from shouhou.shipping.models import Payer, Service, Shipment
from shouhou.shipping.queries import needs_check, suggested_cover, to_hand_over
from shouhou.stock.models import Condition, Document, Reservation, Unit

SHIPS_TODAY = 0.6


def ship(dept: Department) -> None:
    """Everything that is ready for the agents who get a box today."""
    waiting = Reservation.objects.free().values_list("demand__agent", flat=True)
    back = [line.agent_id for line, _count in to_send_back()]
    for agent in Agent.objects.filter(pk__in={*waiting, *back}).order_by("code"):
        if dept.draw.random() < SHIPS_TODAY:
            _ship_to(dept, agent)
    _hand_over(dept)


def _ship_to(dept: Department, agent: Agent) -> None:
    by = dept.draw.choice(dept.staff.desk)
    documents = issue(dept, agent, by.username)
    lines = [line.pk for line, _count in to_send_back(agent)]
    if lines:
        documents.append(dept.do(lambda: dispatch.send_back(agent, lines, by=by)))
    for document in documents:
        dept.do(lambda d=document: posting.post(d.pk, by=dept.staff["linlan"]), 60)
    if documents:
        pack(dept, agent, documents, by.username)


def issue(dept: Department, agent: Agent, username: str) -> list[Document]:
    """Pick what is ready for an agent and put it on an outbound document; nothing when none is."""
    by = dept.staff[username]
    for promise in dispatch.ready(agent):
        if promise.holding.part.tracking == "serial" and promise.picked_by_id is None:
            unit = promise.unit or _off_the_shelf(promise)
            dept.do(lambda u=unit: dispatch.pick(agent, u.label, by=by), 5)
            if unit.part.four_codes:
                read = dept.goods.codes(unit.part, unit.label)
                dept.do(lambda u=unit, r=read: codes.match(u, r, by=by), 15)
    ready = {promise.pk: promise.open for promise in dispatch.ready(agent)}
    if not ready:
        return []
    return [dept.do(lambda: dispatch.issue(agent, ready, by=by), 60)]


def _off_the_shelf(promise: Reservation) -> Unit:
    """Any good piece of the part that nobody is promised in person."""
    free = Unit.objects.filter(holding=promise.holding).select_related("part__model")
    taken = Reservation.objects.still_open().filter(unit__isnull=False).values("unit")
    return free.exclude(pk__in=taken).order_by("known_since", "pk").first()  # type: ignore[return-value]


def pack(dept: Department, agent: Agent, documents: list[Document], username: str) -> None:
    """Scan the pieces of posted documents into boxes, check them, and book a courier."""
    by, clerk = dept.staff[username], dept.staff["dinghang"]
    consignee = shipments.Consignee.of(agent)
    ids = [document.pk for document in documents]
    shipment = dept.do(lambda: shipments.make(agent, ids, consignee, by=by))
    for document in documents:
        for line in document.lines.select_related("unit", "source__part").order_by("line_no"):
            code = line.unit.label if line.unit else line.source.part.part_no
            dept.do(
                lambda c=code, n=line.quantity: packing.scan(shipment.pk, c, quantity=n, by=by), 4
            )
            if line.unit and line.target.condition == Condition.GOOD:
                dept.goods.shipped[agent.code].append(Piece(line.source.part, line.unit.label))
    weight = dept.draw.randrange(600, 5000)
    dept.do(lambda: packing.finish(shipment.pk, by=by))
    if dept.do(lambda: needs_check(shipment)):
        dept.do(lambda: checking.check(shipment.pk, by=clerk), 120)
    _book(dept, shipment, weight)


def _book(dept: Department, shipment: Shipment, weight_g: int) -> None:
    carrier = dept.carrier()
    if contains_lithium(shipment):
        carrier = dept.carriers["SF"]
    with dept.moment():
        cover = suggested_cover(shipment, carrier)
        booking.book(
            shipment.pk,
            booking.LogisticsList(
                carrier=carrier,
                service=Service.ROAD,
                waybill=dept.waybill(carrier),
                payer=Payer.MONTHLY,
                monthly_account="7550000001",
                weight_g=weight_g,
                declared_fen=cover.declared_fen,
                insured_fen=cover.insured_fen,
            ),
            by=dept.staff["dinghang"],
        )


def _hand_over(dept: Department) -> None:
    by = dept.staff["dinghang"]
    by_carrier: dict[Carrier, list[Shipment]] = {}
    for shipment in to_hand_over():
        assert shipment.carrier is not None
        by_carrier.setdefault(shipment.carrier, []).append(shipment)
    for carrier, taken in by_carrier.items():
        parcels = sum(shipment.parcels for shipment in taken)
        receipt = manifests.Receipt(courier_name="快递员小示", parcels=parcels)
        ids = [shipment.pk for shipment in taken]
        dept.do(lambda c=carrier, i=ids, r=receipt: manifests.hand_over(c, i, r, by=by), 300)
