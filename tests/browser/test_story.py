"""The acceptance story of S3.3 on the screens: by scanner and keyboard, through six logins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from shouhou.accounts.models import User
from shouhou.exchange.models import Discrepancy
from shouhou.reports import accounts
from shouhou.shipping.models import Manifest
from shouhou.stock.models import Document
from tests.browser.desk import Seat
from tests.browser.reader import Desk, Reader
from tests.world import World, books_are_clean

WAYBILL_IN, WAYBILL_OUT = "SF1000000000017", "SF1000000000025"
AGENT, LCD, CHARGER = "DL-44-01", "LCD-S5-01B", "CHG-S5-01B"
PANELS = [f"PANEL{number}" for number in range(1, 6)]
BROKEN, *REPAIRABLE = PANELS
PASSWORD = "six people, six desks"


@dataclass
class Team:
    """The six people at their desks, each logged in in a window of his own."""

    hejing: Seat
    linlan: Seat
    zhouqi: Seat
    chenzhou: Seat
    qinyong: Seat
    dinghang: Seat


@pytest.fixture
def world(transactional_db: None) -> World:
    """The department before its day: three chargers on the shelf, nothing owed to anybody."""
    w = World()
    w.facts()
    w.agent(AGENT)
    w.carrier()
    w.part(LCD)
    w.good_stock(w.part(CHARGER), 3)
    for kind, code in (("symptom", "D01"), ("symptom", "D04"), ("repair", "R06")):
        w.fault(kind, code)
    return w


@pytest.fixture
def team(world: World, desk: Desk) -> Team:
    """Everybody comes in and logs in."""

    def seated(user: User) -> Seat:
        user.set_password(PASSWORD)
        user.save()
        seat = Seat(desk.open("/", Reader(language="en")))
        seat.log_in(user.username, PASSWORD)
        return seat

    w = world
    return Team(*map(seated, (w.hejing, w.linlan, w.zhouqi, w.chenzhou, w.qinyong, w.dinghang)))


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Two photos of a broken panel."""
    taken = [tmp_path / "front.jpg", tmp_path / "corner.jpg"]
    for shade, path in enumerate(taken):
        Image.new("RGB", (64, 48), (200, 40 * shade, 40)).save(path)
    return taken


@pytest.mark.slow
@pytest.mark.req("S3.3")
@pytest.mark.req("S2.2.1a")
@pytest.mark.req("S2.2.1b")
@pytest.mark.req("S2.2.2b")
@pytest.mark.req("S2.2.3a")
@pytest.mark.req("S2.2.3b")
@pytest.mark.req("S2.2.3f")
@pytest.mark.req("S2.6.R3")
def test_a_box_of_ten_goes_through_the_house_by_scanner_alone(
    world: World, team: Team, photos: list[Path]
) -> None:
    sign_for_the_box(team.hejing)
    type_the_packing_list(team.hejing)
    count_blind_and_find_nine(team.hejing)
    agree_the_difference(team.hejing)
    post_everything(team.linlan, expected=1)
    hand_over(team.hejing)
    take_over_at_the_bench(team.zhouqi)
    judge_user_damage(team.zhouqi, photos)
    approve_the_return(team.linlan)
    for panel in REPAIRABLE:
        repair(team.zhouqi, panel)
    for panel in REPAIRABLE:
        check(team.chenzhou, panel)
    release(team.zhouqi)
    take_over_and_swap_the_chargers(team.qinyong)
    post_everything(team.linlan, expected=2)
    issue(team.hejing)
    post_everything(team.linlan, expected=2)
    pack(team.dinghang)
    fill_the_logistics_list(team.dinghang)
    give_to_the_courier(team.dinghang)
    read_the_account(team.hejing)

    agent = world.agent(AGENT)
    assert pieces_posted("outbound") == 7
    assert pieces_posted("return_as_is") == 1
    assert accounts.owed_to(agent) == 1
    assert [one.state for one in Discrepancy.objects.all()] == ["agreed"]
    assert Manifest.objects.get().parcels == 1
    books_are_clean()


def pieces_posted(kind: str) -> int:
    """How many pieces the posted documents of a kind carry."""
    documents = Document.objects.filter(kind=kind, state="posted")
    return sum(line.quantity for one in documents for line in one.lines.all())


def sign_for_the_box(hejing: Seat) -> None:
    hejing.page.goto("/sign/")
    hejing.scan_on(WAYBILL_IN)
    hejing.says("1 parcel signed for today", "Nobody knows whose it is")
    hejing.follow("Unmatched: say whose it is")
    hejing.fill("Agent", AGENT)
    hejing.press("That is the agent")


def type_the_packing_list(hejing: Seat) -> None:
    hejing.look_up(WAYBILL_IN)
    hejing.follow("Enter the packing list")
    hejing.follow("Type it by hand")
    for panel in PANELS:
        hejing.type_line(LCD, "1", panel)
    hejing.type_line(CHARGER, "5", "")
    hejing.press("Keep this list")
    hejing.says("Its lines are shown when the count is finished")


def count_blind_and_find_nine(hejing: Seat) -> None:
    hejing.press("Start counting")
    hejing.keeps_quiet_about(*PANELS)
    hejing.scan(LCD, *PANELS, PANELS[0])
    hejing.hears("duplicate", count=5)
    hejing.scan(*[CHARGER] * 4)
    hejing.hears("ok", count=9)
    hejing.press_surely("Finish counting")


def agree_the_difference(hejing: Seat) -> None:
    hejing.says("The count differs from the list", "Short")
    hejing.follow("Agree the differences")
    hejing.tick("Take what was counted")
    hejing.fill("Agreed with", "王经理")
    hejing.fill("Evidence", "微信 14:03: 少一个就少一个")
    hejing.press("Close as agreed")
    hejing.look_up(WAYBILL_IN)
    hejing.press("Submit for booking")


def post_everything(linlan: Seat, expected: int) -> None:
    linlan.go_home()
    linlan.waits("Documents to approve and post", expected)
    linlan.follow("Documents to approve and post")
    linlan.page.get_by_label("Choose all").press("Space")
    linlan.press("Approve and post the chosen")
    linlan.heads(f"{expected} document")
    linlan.keeps_quiet_about("not")


def hand_over(hejing: Seat) -> None:
    hejing.look_up(WAYBILL_IN)
    hejing.press("Hand over")


def take_over_at_the_bench(zhouqi: Seat) -> None:
    zhouqi.go_home()
    zhouqi.waits("Handovers to accept", 1)
    zhouqi.follow("HO")
    zhouqi.scan(*PANELS)
    zhouqi.hears("ok", count=5)
    zhouqi.press("Confirm my count")
    zhouqi.says("all is there")


def judge_user_damage(zhouqi: Seat, photos: list[Path]) -> None:
    inspect(zhouqi, BROKEN, symptom="D04")
    zhouqi.photograph(photos)
    zhouqi.press("Keep the photos")
    zhouqi.press_surely("User damage", reason="屏碎, 跌落痕")
    zhouqi.says("Waiting for approval")


def approve_the_return(linlan: Seat) -> None:
    linlan.look_up(BROKEN)
    linlan.follow("RO")
    linlan.press_surely("Approve the return")
    linlan.says("Goes back as it came")


def inspect(engineer: Seat, panel: str, *, symptom: str) -> None:
    engineer.page.goto("/repair-orders/")
    engineer.scan_on(panel)
    engineer.press("Begin to inspect")
    engineer.answer_checklist(symptom=symptom)
    engineer.press("Write the answers down")
    engineer.says("answers are written down")


def repair(zhouqi: Seat, panel: str) -> None:
    inspect(zhouqi, panel, symptom="D01")
    zhouqi.press("To be repaired")
    zhouqi.choose("Measure", "R06")
    zhouqi.press("Write it down")
    zhouqi.press_surely("Finished, self-test passed")
    zhouqi.says("waits for its check")


def check(chenzhou: Seat, panel: str) -> None:
    chenzhou.page.goto("/repair-orders/")
    chenzhou.scan_on(panel)
    chenzhou.press_surely("QC passed")
    chenzhou.says("is released")


def release(zhouqi: Seat) -> None:
    zhouqi.page.goto("/repair-orders/")
    zhouqi.follow("Release tray")
    zhouqi.press("Release what is ticked to good stock")


def take_over_and_swap_the_chargers(qinyong: Seat) -> None:
    qinyong.go_home()
    qinyong.waits("Handovers to accept", 1)
    qinyong.follow("HO")
    qinyong.scan(*[CHARGER] * 4)
    qinyong.hears("ok", count=4)
    qinyong.press("Confirm my count")
    qinyong.says("all is there")
    qinyong.go_home()
    qinyong.follow("Accessories to test and swap")
    qinyong.scan_on(CHARGER)
    qinyong.page.keyboard.type("0 V")
    with qinyong.page.expect_navigation():
        qinyong.page.keyboard.press("Enter")
    qinyong.says("1 pieces are short")


def issue(hejing: Seat) -> None:
    hejing.go_home()
    hejing.follow("Good pieces to issue")
    hejing.follow("Issue")
    hejing.scan(*REPAIRABLE, BROKEN)
    hejing.hears("error", count=4)
    hejing.press("Make the outbound document")
    hejing.page.go_back()
    hejing.press("Make the return document")


def pack(dinghang: Seat) -> None:
    dinghang.go_home()
    dinghang.follow("Documents to pack")
    dinghang.press("Pack into one shipment")
    dinghang.scan(*REPAIRABLE, BROKEN, *[CHARGER] * 3)
    dinghang.hears("ok", count=8)
    dinghang.press("Everything is packed")


def fill_the_logistics_list(dinghang: Seat) -> None:
    dinghang.fill("Monthly account", "7550000001")
    dinghang.fill("Weight in grams", "2350")
    dinghang.fill("Waybill", WAYBILL_OUT)
    dinghang.press("Keep the waybill")
    dinghang.says("has its waybill")


def give_to_the_courier(dinghang: Seat) -> None:
    dinghang.page.goto("/manifests/")
    dinghang.follow("parcels wait for the courier")
    dinghang.fill("Parcels the courier counted", "1")
    dinghang.fill("Courier's name", "赵师傅")
    dinghang.press("Handed over and signed")
    dinghang.says("handed over", WAYBILL_OUT)


def read_the_account(hejing: Seat) -> None:
    hejing.look_up(AGENT)
    # Received, shipped, returned as it came, old parts, waived, owed.
    hejing.figures(CHARGER, "4", "3", "0", "0", "0", "1")
    hejing.figures(LCD, "5", "4", "1", "0", "0", "0")
