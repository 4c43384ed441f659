"""Signing for parcels at the desk."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from shouhou.exchange.commands import notices, refusing, signing
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import InboundConsignment, Parcel
from shouhou.kernel import clock
from shouhou.partners.models import Carrier
from tests.flows.story import waybill
from tests.shipping.test_races import at_once
from tests.staff.workshop_scene import Browser
from tests.world import World, refused


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


@pytest.fixture
def yto(w: World) -> Carrier:
    """A carrier whose waybills look like the old ones of SF."""
    facts = {"name": "圆通", "active": True, "last_edited_by": w.tangxiao, "approved_by": w.linlan}
    return Carrier.objects.create(code="YTO", strict_pattern=r"^\d{10,12}$", **facts)


@pytest.mark.req("S2.2.1a")
def test_a_number_signed_for_under_another_carrier_shows_the_first_and_asks(
    w: World, yto: Carrier
) -> None:
    number, desk = "012345678901", Browser(w.hejing)
    Carrier.objects.filter(pk=w.carrier().pk).update(lenient_pattern=r"^\d{12}$")
    desk.press("/sign/parcel/", **parcel(w, number))
    first = InboundConsignment.objects.get()

    asked = desk.press("/sign/parcel/", **parcel(w, number, carrier=yto.pk))
    assert asked.status_code == 422
    assert f'href="/consignments/{first.number}/"' in asked.content.decode()
    assert "It is another parcel" in asked.content.decode()
    assert Parcel.objects.count() == 1
    desk.press("/sign/parcel/", **parcel(w, number, carrier=yto.pk, another_parcel_confirmed="on"))
    again = desk.press(
        "/sign/parcel/", **parcel(w, number, carrier=yto.pk, another_parcel_confirmed="on")
    )

    assert [one.carrier for one in Parcel.objects.order_by("pk")] == [w.carrier(), yto]
    assert again.status_code == 422
    assert "Signed for already" in again.content.decode()


@pytest.mark.req("S2.2.1a")
def test_the_command_asks_about_another_carrier_s_number_too(w: World, yto: Carrier) -> None:
    number = "012345678901"
    signing.sign(Arrived(w.carrier(), number, odd_waybill_confirmed=True), by=w.hejing)

    with refused("exchange.number_of_another_carrier"):
        signing.sign(Arrived(yto, number), by=w.hejing)

    assert Parcel.objects.count() == InboundConsignment.objects.count() == 1


@pytest.mark.req("S2.2.1a")
@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_sign_for_one_waybill_at_once_make_one_record(w: World) -> None:
    arrived, first, second = Arrived(w.carrier(), waybill()), w.hejing, w.luomin

    answers = at_once(
        lambda: signing.sign(arrived, by=first),
        lambda: signing.sign(arrived, by=second),
    )

    assert answers == ["done", "exchange.waybill_signed"]
    assert Parcel.objects.count() == InboundConsignment.objects.count() == 1


@pytest.mark.req("S2.2.1a")
def test_who_is_slower_hears_of_the_record_and_not_of_the_database(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived = Arrived(w.carrier(), waybill())
    signing.sign(arrived, by=w.luomin)
    monkeypatch.setattr(signing, "_refuse_signed_for", lambda *_: None)

    with refused("exchange.waybill_signed") as slower:
        signing.sign(arrived, by=w.hejing)

    assert slower.value.facts["name"] == "Luomin"
    assert Parcel.objects.count() == InboundConsignment.objects.count() == 1


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


@pytest.mark.req("S2.2.1a")
def test_a_parcel_refused_at_the_door_is_on_record_and_taken_in_when_it_comes_again(
    w: World,
) -> None:
    number, desk = waybill(), Browser(w.hejing)
    notices.enter(
        notices.Announced(w.agent(), carrier=w.carrier(), waybills=(waybill(),)), by=w.hejing
    )
    torn = {"condition": "torn", "photos": [picture()], "refused_because": "箱体破损"}

    desk.press("/sign/parcel/", **parcel(w, number, **torn))

    box = InboundConsignment.objects.get()
    at = f"/consignments/{box.number}/"
    assert (box.state, box.agent) == ("refused", None)
    assert number not in desk.page("/sign/")
    assert "箱体破损" in desk.page(at)
    assert box.number in desk.press("/sign/parcel/", **parcel(w, number)).content.decode()
    with clock.set_to(clock.now() + timedelta(days=3)):
        Browser(w.luomin).press(f"{at}take-in/")
        assert number in desk.page("/sign/")
    box.refresh_from_db()
    assert (box.state, box.signed_by) == ("signed", w.luomin)


@pytest.mark.req("S2.2.1a")
def test_a_refused_parcel_joins_no_other_of_its_notice(w: World) -> None:
    first, second = waybill(), waybill()
    notices.enter(
        notices.Announced(w.agent(), carrier=w.carrier(), waybills=(first, second), boxes=2),
        by=w.hejing,
    )
    desk = Browser(w.hejing)
    desk.press("/sign/parcel/", **parcel(w, first))

    desk.press("/sign/parcel/", **parcel(w, second, refused_because="不是我们的货"))

    states = {one.waybill: one.consignment.state for one in Parcel.objects.all()}
    assert states == {first: "signed", second: "refused"}
    assert [one.come for one in notices.awaited()] == [1]
    with refused("exchange.reason_missing"):
        refusing.turn_away(Arrived(w.carrier(), waybill()), reason=" ", by=w.hejing)


@pytest.mark.req("S2.2.1a", "S3.3.1")
def test_nothing_has_come_for_a_notice_whose_parcel_was_refused(w: World) -> None:
    number, desk = waybill(), Browser(w.hejing)
    notice = notices.enter(
        notices.Announced(w.agent(), carrier=w.carrier(), waybills=(number,)), by=w.hejing
    )

    desk.press("/sign/parcel/", **parcel(w, number, refused_because="箱体破损"))

    assert list(notices.awaited()) == [notice]
    assert notice.number in desk.page("/notices/?arrived=no")
    assert notice.number not in desk.page("/notices/?arrived=yes")
    assert notices.cancel(notice.pk, by=w.hejing).cancelled_at is not None


def test_only_who_signs_for_parcels_sees_the_page(w: World) -> None:
    engineer = Browser(w.zhouqi)

    page = engineer.get("/sign/")
    sent = engineer.press("/sign/parcel/", **parcel(w, waybill()))

    assert (page.status_code, sent.status_code) == (403, 403)
    assert Parcel.objects.count() == 0
