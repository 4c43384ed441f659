"""Signing for parcels at the desk."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shouhou.exchange.commands import notices
from shouhou.exchange.models import InboundConsignment, Parcel
from shouhou.partners.models import Carrier
from tests.flows.story import waybill
from tests.staff.workshop_scene import Browser
from tests.world import World


def picture() -> SimpleUploadedFile:
    """A photo from a camera."""
    out = BytesIO()
    Image.new("RGB", (20, 20), "brown").save(out, "JPEG")
    return SimpleUploadedFile("torn.jpg", out.getvalue(), content_type="image/jpeg")


def parcel(w: World, number: str, **fields: object) -> dict[str, object]:
    """What the form sends for one waybill."""
    return {
        "carrier": w.carrier().pk,
        "waybill": number,
        "boxes": 1,
        "condition": "sound",
        **fields,
    }


@pytest.mark.req("S2.2.1a", "S3.3.2")
def test_a_waybill_of_a_notice_is_matched_to_its_agent(w: World) -> None:
    number, desk = waybill(), Browser(w.hejing)
    notices.enter(
        notices.Announced(w.agent(), carrier=w.carrier(), waybills=(number,)), by=w.hejing
    )

    answer = desk.press("/sign/parcel/", **parcel(w, number, boxes=2, weight_kg="3.5"))

    assert answer.status_code == 302
    signed = Parcel.objects.get()
    assert (signed.waybill, signed.boxes, signed.weight_g) == (number, 2, 3500)
    assert signed.consignment.agent == w.agent()
    assert number in desk.page("/sign/")


@pytest.mark.req("S2.2.1a")
def test_the_form_begins_with_the_carrier_that_came_last(w: World) -> None:
    facts = {"name": "邮政", "active": True, "last_edited_by": w.tangxiao, "approved_by": w.linlan}
    Carrier.objects.create(code="AAA", **facts)
    postal = Carrier.objects.create(code="EMS", **facts)
    Browser(w.hejing).press("/sign/parcel/", **parcel(w, "1012345678901", carrier=postal.pk))

    page = Browser(w.hejing).page("/sign/")

    assert f'value="{postal.pk}" selected' in page


@pytest.mark.req("S2.2.1a")
def test_a_waybill_signed_twice_shows_the_earlier_record(w: World) -> None:
    number, desk = waybill(), Browser(w.hejing)
    desk.press("/sign/parcel/", **parcel(w, number))
    first = InboundConsignment.objects.get()

    answer = desk.press("/sign/parcel/", **parcel(w, number.lower()))

    assert answer.status_code == 422
    assert f'href="/consignments/{first.number}/"' in answer.content.decode()
    assert Parcel.objects.count() == 1


@pytest.mark.req("S2.2.1a")
def test_an_unmatched_parcel_gets_its_agent_later(w: World) -> None:
    desk = Browser(w.hejing)
    desk.press("/sign/parcel/", **parcel(w, waybill()))
    unmatched = InboundConsignment.objects.get()
    assert unmatched.agent is None
    assert "Whose is it?" in desk.page(f"/consignments/{unmatched.number}/")
    assert unmatched.number in desk.page("/consignments/?owner=none")

    desk.press(f"/consignments/{unmatched.number}/match/", agent=w.agent().code)

    unmatched.refresh_from_db()
    assert unmatched.agent == w.agent()


@pytest.mark.req("S2.2.1a", "R-ATT")
def test_a_damaged_parcel_needs_a_photo(w: World) -> None:
    number, desk = waybill(), Browser(w.hejing)

    without = desk.press("/sign/parcel/", **parcel(w, number, condition="torn"))
    assert without.status_code == 422
    assert Parcel.objects.count() == 0
    desk.press("/sign/parcel/", **parcel(w, number, condition="torn", photos=[picture()]))

    attached = Parcel.objects.get().photos.get().attachment
    shown = desk.get(f"/photos/{attached.pk}/")
    assert shown.status_code == 200
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert shown.content.startswith(b"\xff\xd8")


@pytest.mark.req("S2.2.1a")
def test_an_odd_waybill_is_taken_when_somebody_confirms_it(w: World) -> None:
    desk = Browser(w.hejing)

    asked = desk.press("/sign/parcel/", **parcel(w, "XY12345678"))
    assert asked.status_code == 422
    assert "The waybill is right" in asked.content.decode()
    assert Parcel.objects.count() == 0
    desk.press("/sign/parcel/", **parcel(w, "XY12345678", odd_waybill_confirmed="on"))

    assert Parcel.objects.get().odd_waybill_confirmed


def test_one_more_waybill_joins_its_consignment(w: World) -> None:
    desk = Browser(w.hejing)
    desk.press("/sign/parcel/", **parcel(w, waybill(), agent=w.agent().code))
    first = InboundConsignment.objects.get()
    assert f'value="{first.number}"' in desk.page(f"/sign/?to={first.number}")

    desk.press("/sign/parcel/", **parcel(w, waybill(), joins=first.number))

    assert first.parcels.count() == 2


def test_only_who_signs_for_parcels_sees_the_page(w: World) -> None:
    engineer = Browser(w.zhouqi)

    page = engineer.get("/sign/")
    sent = engineer.press("/sign/parcel/", **parcel(w, waybill()))

    assert (page.status_code, sent.status_code) == (403, 403)
    assert Parcel.objects.count() == 0
