"""One of everything the department's pages are about, and the arguments of every URL."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from shouhou.accounts.models import Attachment, Delegation, User
from shouhou.accounts.roles import Role
from shouhou.catalog.models import PartSubstitute, PolicyVersion
from shouhou.exchange.commands import notices
from shouhou.exchange.commands.notices import Announced
from shouhou.exchange.commands.packing import Declared
from shouhou.flows import dispatch
from shouhou.kernel import clock
from shouhou.shipping.commands import shipments
from shouhou.shipping.models import Manifest
from shouhou.stock.models import Document, Holding
from tests.flows import story
from tests.world import World


@dataclass
class Everything:
    """The scene, and what each argument of a route is in it, by the route's first word."""

    world: World
    by_route: dict[str, dict[str, object]] = field(default_factory=dict)

    def at_the_desk_of(self, role: Role) -> tuple[Client, User]:
        """Somebody with just this role, logged in; an error of ours is an answer of 500."""
        user = self.world.person(f"one-{role}", role)
        client = Client(raise_request_exception=False)
        client.force_login(user)
        return client, user

    def url(self, name: str) -> str:
        """The address of a page, about the things of this scene."""
        return reverse(name, args=self.arguments(name))

    def arguments(self, name: str) -> list[object]:
        """What `reverse(name)` needs."""
        route, pattern = _ROUTES[name]
        known = self.by_route.get(route.partition("/")[0], {}) | _WORDS
        return [known[argument] for argument in pattern.pattern.converters]


_WORDS: dict[str, object] = {"verdict": "repair", "reason": "parts", "language": "zpl"}


def everything() -> Everything:
    """A department with one of each thing."""
    w = World()
    w.facts()
    agent = w.agent()
    lcd, chg = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    w.good_stock(chg, 3)
    notice = notices.enter(Announced(agent), by=w.hejing)
    declared = [Declared(lcd, 1, "PANEL0"), Declared(lcd, 1, "PANEL1"), Declared(chg, 5)]
    counted = [(lcd.part_no, "PANEL0"), (lcd.part_no, "PANEL1"), (chg.part_no, "4")]
    box = story.counted(w, agent, declared, counted)
    difference = box.discrepancies.get()
    story.agreed(w, box)
    box.refresh_from_db()
    story.booked(w, box)
    slips = story.taken_over(w, box)
    order = box.lines.filter(unit__isnull=False).first().repair_order
    charger = box.lines.get(part=chg)
    shortage = story.swapped(w, charger.pk, 4).demand
    ready = {promise.pk: promise.open for promise in dispatch.ready(agent)}
    issued = w.post(dispatch.issue(agent, ready, by=w.hejing), by=w.linlan)
    consignee = shipments.Consignee.of(agent)
    shipment = shipments.make(agent, [issued.pk], consignee, by=w.hejing)
    manifest = Manifest.objects.create(
        number="MF202611230001",
        carrier=w.carrier(),
        day=clock.today(),
        parcels=1,
        courier_name="示例",
        handed_over_by=w.dinghang,
    )
    photo = Attachment.objects.create(
        name="a.jpg",
        media_type="image/jpeg",
        size_bytes=1,
        sha256="0",
        stored_as="aa.jpg",
        brought_by=w.zhouqi,
    )
    other = w.part("CHG-S5-02B")
    substitute = PartSubstitute.objects.create(
        part=chg, substitute=other, last_edited_by=w.tangxiao
    )
    delegation = Delegation.objects.create(
        supervisor=w.linlan,
        delegate=w.zhouqi,
        first_day=clock.today(),
        last_day=clock.today(),
        reason="示例",
    )
    opening = Document.objects.filter(kind="opening").order_by("pk")[0]
    shelf = Holding.objects.filter(outside=False, part=chg).order_by("pk")[0]
    number = "number"
    return Everything(
        w,
        {
            "notices": {number: notice.number},
            "consignments": {number: box.number, "scan_id": box.scans.order_by("pk")[0].pk},
            "discrepancies": {number: difference.number},
            "photos": {"attachment_id": photo.pk},
            "handovers": {number: slips[0].number},
            "repair-orders": {number: order.number},
            "turnover": {"line_id": charger.pk},
            "shortages": {number: shortage.shortage_no},
            "ready": {"code": agent.code},
            "packing": {"code": agent.code},
            "shipments": {number: shipment.number},
            "manifests": {number: manifest.number, "code": w.carrier().code},
            "agents": {"code": agent.code},
            "documents": {number: issued.number},
            "posting": {number: opening.number},
            "transfers": {"source": "MAIN", "target": "TURNOVER"},
            "stock": {"pk": shelf.pk},
            "units": {number: "PANEL0"},
            "day-book": {"day": clock.today()},
            "turnover-register": {"day": clock.today()},
            "people": {"username": w.zhouqi.username},
            "delegations": {"pk": delegation.pk},
            "parts": {"part_no": chg.part_no, "pk": substitute.pk},
            "partners": {"sort": "agents", "code": agent.code},
            "calendar": {"year": clock.today().year},
            "policies": {"kind": "contact", "version": _first_version("contact")},
        },
    )


def _first_version(kind: str) -> str:
    return str(PolicyVersion.objects.filter(kind=kind).values_list("version", flat=True)[0])


def _routes(patterns: object = None) -> dict[str, tuple[str, URLPattern]]:
    found: dict[str, tuple[str, URLPattern]] = {}
    for entry in (patterns or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found[str(entry.name)] = (str(entry.pattern), entry)
        else:
            found |= _routes(entry)
    return found


_ROUTES = _routes()
