"""What the supervisor looks at before he posts: photos, talks, and the differences that count."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import Attachment
from shouhou.exchange.commands import counting, discrepancies, finishing, packing, signing
from shouhou.exchange.commands.discrepancies import Agreement, Talk
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.exchange.models import Discrepancy, InboundConsignment
from shouhou.flows import booking
from shouhou.stock.models import Document
from tests.flows import story
from tests.staff.receiving_scene import CHARGER, LCD
from tests.staff.workshop_scene import Browser
from tests.world import World


def address(photo: Attachment) -> str:
    return f'src="/photos/{photo.pk}/"'


def damaged(w: World, photos: list[Attachment]) -> InboundConsignment:
    """A torn parcel with a broken display, each with its photo."""
    torn = Arrived(w.carrier(), story.waybill(), condition="torn", photos=(photos[0],))
    box = signing.sign(torn, by=w.hejing, agent=w.agent())
    packing.keep(box.pk, Source("hand"), [Declared(w.part(LCD), 1, "PANEL1")], by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    panel = counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(LCD)).scan
    broken = (photos[1],)
    counting.remark(panel.pk, damaged="屏碎", eligibility="unchecked", photos=broken, by=w.hejing)
    return finishing.finish(box.pk, by=w.hejing)


def agreed(w: World, photos: list[Attachment]) -> tuple[Discrepancy, Document]:
    """The same, spoken about and agreed with a photo, then submitted."""
    difference = damaged(w, photos).discrepancies.get()
    discrepancies.note_contact(difference.pk, Talk("phone", "王经理", "路上摔的"), by=w.hejing)
    agreement = Agreement("claim", "王经理", "微信 10:32", (photos[2],))
    discrepancies.agree(difference.pk, agreement, by=w.hejing)
    return difference, booking.submit(difference.consignment_id, by=w.hejing)


def counted_twice(w: World) -> Document:
    """A box that was found short, agreed, counted again without a difference, and submitted."""
    box = story.counted(w, w.agent(), [Declared(w.part(CHARGER), 5)], [(CHARGER, "4")])
    story.agreed(w, box)
    counting.recount(box.pk, reason="漏数", by=w.hejing)
    counting.tally(box.pk, w.part(CHARGER), 5, by=w.hejing)
    finishing.finish(box.pk, by=w.hejing)
    return booking.submit(box.pk, by=w.hejing)


@pytest.mark.req("S2.1.9")
def test_the_document_shows_the_photos_the_talk_and_a_way_to_the_difference(w: World) -> None:
    photos = w.photos(by=w.hejing, count=3)
    difference, document = agreed(w, photos)

    page = Browser(w.linlan).page(f"/documents/{document.number}/")

    assert all(address(photo) in page for photo in photos)
    captions = (difference.consignment.parcels.get().waybill, "PANEL1", difference.number)
    assert all(f"<figcaption>{said}</figcaption>" in page for said in captions)
    assert f'href="/discrepancies/{difference.number}/"' in page
    assert "路上摔的" in page


@pytest.mark.req("S2.1.9")
@pytest.mark.req("S2.2.1c")
def test_the_difference_shows_the_photo_of_the_counted_piece(w: World) -> None:
    photos = w.photos(by=w.hejing, count=3)
    difference, _document = agreed(w, photos)

    page = Browser(w.linlan).page(f"/discrepancies/{difference.number}/")

    assert [address(photo) in page for photo in photos] == [False, True, True]


@pytest.mark.req("S2.2.1c")
def test_a_damaged_piece_without_a_number_shows_its_own_photo_alone(w: World) -> None:
    wet, fine = w.photos(by=w.hejing)
    box = story.signed(w, w.agent())
    packing.keep(box.pk, Source("hand"), [Declared(w.part(CHARGER), 3)], by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    for pieces, damage, photo in ((1, "进水", wet), (2, "", fine)):
        scan = counting.tally(box.pk, w.part(CHARGER), pieces, by=w.hejing).scan
        counting.remark(
            scan.pk, damaged=damage, eligibility="unchecked", photos=(photo,), by=w.hejing
        )
    difference = finishing.finish(box.pk, by=w.hejing).discrepancies.get()

    page = Browser(w.hejing).page(f"/discrepancies/{difference.number}/")

    assert (address(wet) in page, address(fine) in page) == (True, False)


@pytest.mark.req("S2.1.9")
def test_a_clean_recount_warns_of_nothing(w: World) -> None:
    document = counted_twice(w)
    old = document.consignment.discrepancies.get()
    supervisor = Browser(w.linlan)

    queue, page = supervisor.page("/posting/"), supervisor.page(f"/documents/{document.number}/")

    assert document.number in queue
    assert "chip-waiting" not in queue
    assert old.state == "agreed"
    assert old.number not in page
    assert old.number in supervisor.page(f"/consignments/{document.consignment.number}/")
