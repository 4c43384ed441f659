"""Every code that our paper prints, scanned into the scan box, leads back to its record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules

import pytest
from PIL import Image

from shouhou.accounts.models import RoleAssignment
from shouhou.accounts.roles import Role
from shouhou.kernel import clock
from shouhou.paper import codes, forms
from shouhou.paper.typesetting import Form, pictures
from shouhou.partners import commands as partners
from shouhou.reports.lookup import lookup
from shouhou.shipping.commands import packing
from shouhou.shipping.models import Shipment
from shouhou.staff.paper import pdf
from shouhou.stock.models import Seal
from tests.staff.everything import Everything, everything
from tests.staff.workshop_scene import Browser
from tests.world import World

NOT_PRINTED_HERE = {"BoxLabel"}
"""Forms that a page prints only inside another one."""
PAPERS = (
    "document_paper",
    "handover_slip",
    "repair_order_pdf",
    "repair_order_tag",
    "shipment_slip",
    "shipment_labels",
    "manifest_pdf",
    "day_book_paper",
    "bin_card_paper",
)


@pytest.fixture
def scene(db: None) -> Everything:
    return everything()


@pytest.fixture
def anybody(scene: Everything) -> Browser:
    """Somebody who may open every page; who may open which is another test's."""
    user = scene.world.person("anybody")
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role) for role in Role)
    return Browser(user)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[Form]:
    """The forms that the pages set as PDF, in their order."""
    taken: list[Form] = []

    def take(form: Form, **_at: datetime) -> bytes:
        taken.append(form)
        return b"%PDF"

    monkeypatch.setattr(pdf, "pdf", take)
    return taken


@pytest.mark.req("R-SCAN")
@pytest.mark.req("S2.2.3f")
@pytest.mark.req("S2.6.R3")
def test_the_code_of_every_form_scans_back(
    scene: Everything, anybody: Browser, printed: list[Form]
) -> None:
    in_two_boxes(scene)
    anybody.press(scene.url("document_print"))

    for name in PAPERS:
        answer = anybody.get(scene.url(name).replace("tag.zpl", "tag.pdf"))
        assert answer.status_code == 200, (name, answer.content.decode()[:2000])

    assert {type(form).__name__ for form in printed} == every_form() - NOT_PRINTED_HERE
    leads = {
        text: anybody.get("/scan/", {"q": text}).headers.get("Location")
        for form in printed
        for text in read(form)
    }
    assert leads == expected(scene)


def test_a_place_is_found_by_its_code(scene: Everything, anybody: Browser) -> None:
    assert anybody.get("/scan/", {"q": "main"}).headers["Location"] == "/stock/?place=MAIN"
    assert "SCRAP" in anybody.page("/scan/", q="SCRAP")


def test_an_address_of_another_house_leads_nowhere(scene: Everything, anybody: Browser) -> None:
    for address in ("http://example.com/stock/1/", "//example.com/", "http://testserver@x.com/"):
        assert anybody.get("/scan/", {"q": address}).status_code == 200


def test_another_agent_finds_neither_manifest_nor_place_nor_book_nor_seal(
    scene: Everything,
) -> None:
    w, seal = scene.world, Seal.objects.latest("number")
    other = w.person("agent2", Role.AGENT)
    partners.let_act_for(w.agent("DL-37-01"), other, by=w.admin)

    for text in ("MF202611230001", "MAIN", "DB20261123", f"{seal.number} {seal.mac}"):
        assert lookup(text, other) == []
        assert len(lookup(text, w.linlan)) == 1


@pytest.mark.parametrize("text", ["DB20261399", "DB2026", "SH202001010001-01", "99 ffff", "7 "])
def test_what_only_looks_like_a_code_of_ours_is_not_found(w: World, text: str) -> None:
    assert lookup(text, w.linlan) == []


def in_two_boxes(scene: Everything) -> None:
    """The scene's shipment packed, its chargers apart."""
    shipment, w = shipment_of(scene), scene.world
    packing.scan(shipment.pk, "CHG-S5-01B", quantity=2, by=w.dinghang)
    packing.scan(shipment.pk, "CHG-S5-01B", quantity=1, box_no=2, by=w.dinghang)


def shipment_of(scene: Everything) -> Shipment:
    return Shipment.objects.get(number=scene.by_route["shipments"]["number"])


def expected(scene: Everything) -> dict[str, str]:
    """Where each code should lead, by what the scene is made of."""
    known, seal = scene.by_route, Seal.objects.select_related("document").latest("number")
    of_number = {
        known[noun]["number"]: f"/{noun}/{known[noun]['number']}/"
        for noun in ("documents", "handovers", "repair-orders", "shipments", "manifests")
    }
    shipment, card = shipment_of(scene), f"http://testserver/stock/{known['stock']['pk']}/"
    boxes = {f"{shipment}-{no:02}": f"/shipments/{shipment}/" for no in (1, 2)}
    day = clock.today()
    return {
        **of_number,
        **boxes,
        f"DB{day:%Y%m%d}": f"/day-book/?day={day}",
        f"{seal.number} {seal.mac}": f"/documents/{seal.document}/",
        "CHG-S5-01B": "/parts/CHG-S5-01B/",
        card: card,
    }


def read(form: Form) -> Iterator[str]:
    """The codes on the paper, as a scanner reads them off its pages."""
    for page in pictures(form, at=clock.now(), dots_per_mm=8):
        yield from codes.read(Image.open(io.BytesIO(page)).convert("L"))


def every_form() -> set[str]:
    """The names of all that `paper/forms` can print."""
    for module in iter_modules(forms.__path__, f"{forms.__name__}."):
        import_module(module.name)
    return {form.__name__ for form in leaves(Form)}


def leaves(form: type[Form]) -> Iterator[type[Form]]:
    """The forms that have a look of their own: whose template is named."""
    if "template" in vars(form):
        yield form
    for below in form.__subclasses__():
        yield from leaves(below)
