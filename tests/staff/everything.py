"""One of everything the department's pages are about, and the arguments of every URL."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from shouhou.accounts.models import Delegation, User
from shouhou.accounts.roles import Role
from shouhou.catalog.commands import phones
from shouhou.catalog.models import PartSubstitute, PolicyVersion
from shouhou.catalog.seed.phones import MODELS
from shouhou.demo.pictures import photo
from shouhou.exchange.commands import notices
from shouhou.exchange.commands.notices import Announced
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ReturnObligation
from shouhou.flows import account_requests, dispatch, posting
from shouhou.flows.account_requests import Wanted
from shouhou.kernel import clock
from shouhou.shipping.commands import shipments
from shouhou.shipping.models import Manifest
from shouhou.stock.models import Holding
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
    return Everything(w, _received(w) | _issued(w) | _owed(w) | _bare(w))


def _received(w: World) -> dict[str, dict[str, object]]:
    """A notice, and a box from its count to the bench and the turnover desk."""
    lcd, chg = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    w.good_stock(chg, 3)
    notice = notices.enter(Announced(w.agent()), by=w.hejing)
    declared = [Declared(lcd, 1, "PANEL0"), Declared(lcd, 1, "PANEL1"), Declared(chg, 5)]
    counted = [(lcd.part_no, "PANEL0"), (lcd.part_no, "PANEL1"), (chg.part_no, "4")]
    box = story.counted(w, w.agent(), declared, counted)
    story.agreed(w, box)
    box.refresh_from_db()
    story.booked(w, box)
    slips = story.taken_over(w, box)
    charger = box.lines.get(part=chg)
    swap = story.swapped(w, charger.pk, 4)
    order = box.lines.exclude(unit=None).order_by("pk")[0].repair_order
    return {
        "notices": {"number": notice.number},
        "consignments": {"number": box.number, "scan_id": box.scans.order_by("pk")[0].pk},
        "discrepancies": {"number": box.discrepancies.get().number},
        "handovers": {"number": slips[0].number},
        "repair-orders": {"number": order.number},
        "turnover": {"line_id": charger.pk},
        "exchanges": {"number": swap.number},
        "shortages": {"number": swap.demand.shortage_no},
    }


def _issued(w: World) -> dict[str, dict[str, object]]:
    """What was ready for the agent, posted and on its way."""
    agent = w.agent()
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
    return {
        "documents": {"number": issued.number},
        "posting": {"number": issued.number},
        "shipments": {"number": shipment.number},
        "manifests": {"number": manifest.number, "code": w.carrier().code},
        **{word: {"code": agent.code} for word in ("ready", "packing", "agents")},
    }


def _owed(w: World) -> dict[str, dict[str, object]]:
    """What the agent owes for a piece he got in advance, and what is asked about it."""
    bat = w.part("BAT-S5-01B")
    w.good_stock(bat, 1)
    advance = account_requests.ask_advance(w.agent(), bat, Wanted(1, "示例"), by=w.hejing)
    account_requests.grant(advance.pk, by=w.linlan)
    promise = dispatch.ready(w.agent())[0]
    issued = dispatch.issue(w.agent(), {promise.pk: 1}, by=w.hejing)
    posting.post(issued.pk, by=w.linlan)
    obligation = ReturnObligation.objects.get()
    asked = account_requests.ask_waiving(obligation.pk, Wanted(1, "示例"), by=w.hejing)
    return {
        "obligations": {"pk": obligation.pk},
        "account-requests": {"number": asked.number},
    }


def _bare(w: World) -> dict[str, dict[str, object]]:
    """Things that need no story."""
    chg = w.part("CHG-S5-01B")
    other = w.part("CHG-S5-02B")
    substitute = PartSubstitute.objects.create(
        part=chg, substitute=other, last_edited_by=w.tangxiao
    )
    shelf = Holding.objects.filter(outside=False, part=chg).order_by("pk")[0]
    today = clock.today()
    return {
        "photos": {"attachment_id": photo("示例", by=w.zhouqi).pk},
        "transfers": {"source": "MAIN", "target": "TURNOVER"},
        "stock": {"pk": shelf.pk},
        "units": {"number": "PANEL0"},
        "day-book": {"day": today},
        "turnover-register": {"day": today},
        "months": {"last_day": today},
        "people": {"username": w.zhouqi.username},
        "delegations": {"pk": _delegation(w).pk},
        "parts": {"part_no": chg.part_no, "pk": substitute.pk},
        "models": _phone_model(w),
        "partners": {"sort": "agents", "code": w.agent().code},
        "calendar": {"year": today.year},
        "policies": {"kind": "contact", "version": _first_version("contact")},
    }


def _phone_model(w: World) -> dict[str, object]:
    facts = next(line.facts for line in MODELS if line.facts.code == "S5")
    model = phones.add(facts, by=w.tangxiao)
    tac = phones.declare_tac(model.pk, "00101003", by=w.tangxiao)
    return {"code": model.code, "pk": tac.pk}


def _delegation(w: World) -> Delegation:
    return Delegation.objects.create(
        supervisor=w.linlan,
        delegate=w.zhouqi,
        first_day=clock.today(),
        last_day=clock.today(),
        reason="示例",
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
