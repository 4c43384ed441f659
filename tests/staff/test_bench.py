"""The bench on the screen: the queue, and one order from its first scan to the good shelf."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouhou.flows import posting, releasing
from shouhou.kernel import clock
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.staff.screens.bench_page import way_of
from shouhou.stock.models import Document
from tests.staff.bench_scene import answers, begun, finished, in_repair, path, photo, state_of
from tests.staff.workshop_scene import Browser, orders
from tests.world import World


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verdict", ["", *Verdict])
def test_every_state_of_an_order_stands_on_its_way(state: State, verdict: str) -> None:
    assert state in way_of(RepairOrder(state=state, verdict=verdict))


def test_the_queue_shows_what_is_in_work_and_each_queue_its_own(w: World) -> None:
    first, second = orders(w, 2)
    begun(w, first)
    engineer = Browser(w.zhouqi)

    everything, mine, new = (
        engineer.page(f"/repair-orders/{query}") for query in ("", "?queue=mine", "?queue=new")
    )

    assert first.number in everything
    assert second.number in everything
    assert first.number in mine
    assert second.number not in mine
    assert first.number not in new
    assert second.number in new


@pytest.mark.parametrize(
    "query", ["part=lcd-s5", "state=new", "age=1", "engineer=", "queue=release", "queue=over"]
)
def test_the_queue_is_filtered_by_part_state_and_age(w: World, query: str) -> None:
    (order,) = orders(w)

    page = Browser(w.linlan).page(f"/repair-orders/?{query}")

    assert (order.number in page) == (query in {"part=lcd-s5", "state=new", "engineer="})


@pytest.mark.parametrize("scanned", ["PANEL1", " panel1 ", "number"])
def test_a_scan_of_the_piece_or_its_tag_opens_its_order(w: World, scanned: str) -> None:
    (order,) = orders(w)
    text = order.number if scanned == "number" else scanned

    answer = Browser(w.zhouqi).get("/repair-orders/find/", {"scan": text})

    assert answer.status_code == 302
    assert answer.headers["Location"] == path(order)


def test_a_scan_of_something_else_says_so(w: World) -> None:
    orders(w)

    answer = Browser(w.zhouqi).get("/repair-orders/find/", {"scan": "NOBODY"})

    assert answer.status_code == 404
    assert "No order on the bench is about NOBODY" in answer.content.decode()


@pytest.mark.req("S2.3.1a")
def test_the_piece_in_hand_must_be_the_one_of_the_order(w: World) -> None:
    first, _second = orders(w, 2)
    engineer = begun(w, first)

    right = engineer.press(path(first, "scan"), scan="PANEL1").content.decode()
    wrong = engineer.press(path(first, "scan"), scan="PANEL2").content.decode()

    assert 'data-outcome="ok"' in right
    assert 'data-outcome="foreign"' in wrong


@pytest.mark.req("S3.5.8")
@pytest.mark.req("S3.5.11")
def test_a_piece_goes_from_new_to_the_good_shelf_by_the_screen(w: World) -> None:
    (order,) = orders(w)

    finished(w, order)
    assert state_of(order) == "qc_pending"
    Browser(w.chenzhou).press(path(order, "qc-pass"))
    assert state_of(order) == "released"
    engineer = Browser(w.zhouqi)
    assert order.number in engineer.page("/repair-orders/tray/")
    answer = engineer.press("/repair-orders/tray/release/", order=str(order.pk))

    document = Document.objects.get(kind="release")
    assert answer.headers["Location"] == f"/documents/{document.number}/"
    assert order.number not in engineer.page("/repair-orders/tray/")
    posting.post(document.pk, by=w.linlan)
    assert state_of(order) == "stocked"


@pytest.mark.req("S3.5.11")
def test_the_turnaround_ends_on_the_good_shelf(w: World) -> None:
    (order,) = orders(w)
    with clock.set_to(order.received_at + timedelta(hours=20)):
        finished(w, order)
        Browser(w.chenzhou).press(path(order, "qc-pass"))
    assert "Turnaround" not in Browser(w.zhouqi).page(path(order))
    with clock.set_to(order.received_at + timedelta(hours=30)):
        posting.post(releasing.release([order.pk], by=w.zhouqi).pk, by=w.linlan)

    assert "30.0 hours" in Browser(w.zhouqi).page(path(order))


@pytest.mark.req("S3.5.1")
def test_above_the_queue_stands_all_the_work_by_stage_and_by_age(w: World) -> None:
    first, _second = orders(w, 2)
    begun(w, first)

    page = Browser(w.linlan).page("/repair-orders/?queue=over")

    assert re.findall(r"state=(\w+)\W+stat-value\W+(\d+)", re.sub(r"span class=", "", page)) == [
        ("new", "1"),
        ("inspecting", "1"),
    ]
    assert "0–1 days <strong>2</strong></p>" in page


@pytest.mark.req("S2.3.1a")
def test_a_fault_without_its_symptom_is_shown_in_its_line_and_nothing_is_written(
    w: World,
) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)

    answer = engineer.press(path(order, "answer"), **answers(order, result="ng"))

    assert answer.status_code == 422
    assert "Choose the symptom." in answer.content.decode()
    assert not order.findings.exists()


@pytest.mark.req("S2.3.1a")
def test_no_verdict_before_every_item_is_answered(w: World) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)

    answer = engineer.press(path(order, "judge", "ntf"))

    assert answer.status_code == 409
    assert state_of(order) == "inspecting"


def test_a_verdict_that_does_not_exist_is_refused(w: World) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)

    assert engineer.press(path(order, "judge", "magic")).status_code == 422
    assert state_of(order) == "inspecting"


@pytest.mark.req("S3.5.3")
def test_user_damage_takes_two_photos_a_reason_and_the_supervisor(w: World) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)
    engineer.press(path(order, "answer"), **answers(order, result="ng", symptom="D01"))

    assert engineer.press(path(order, "judge", "user_damage"), reason="dropped").status_code == 422
    engineer.press(path(order, "photograph"), photos=[photo("a.png"), photo("b.png")])
    assert engineer.press(path(order, "judge", "user_damage"), reason="").status_code == 422
    engineer.press(path(order, "judge", "user_damage"), reason="dropped")
    assert state_of(order) == "approval_pending"
    assert engineer.press(path(order, "approve")).status_code == 403
    Browser(w.linlan).press(path(order, "approve"))

    assert state_of(order) == "return_as_is"
    assert order.exchange_line.to_return == 1


def test_a_file_that_is_no_picture_is_not_evidence(w: World) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)
    fake = SimpleUploadedFile("note.jpg", b"not a picture", "image/jpeg")

    assert engineer.press(path(order, "photograph"), photos=fake).status_code == 422
    assert engineer.press(path(order, "photograph")).status_code == 422
    assert not order.evidence.exists()


@pytest.mark.req("S3.5.4")
def test_no_trouble_needs_a_second_engineer(w: World) -> None:
    (order,) = orders(w)
    engineer = begun(w, order)
    engineer.press(path(order, "answer"), **answers(order))
    engineer.press(path(order, "judge", "ntf"))
    assert state_of(order) == "ntf_recheck"

    assert engineer.press(path(order, "agree")).status_code == 403
    second = Browser(w.chenzhou)
    assert second.press(path(order, "disagree"), reason=" ").status_code == 422
    second.press(path(order, "agree"))

    assert state_of(order) == "qc_pending"
    assert order.second_by == w.chenzhou


def test_the_supervisor_sends_a_verdict_back_and_the_engineer_writes_approved_scrap_off(
    w: World,
) -> None:
    (order,) = orders(w)
    engineer, boss = begun(w, order), Browser(w.linlan)
    for _round in range(2):
        engineer.press(path(order, "answer"), **answers(order, result="ng", symptom="D01"))
        engineer.press(path(order, "judge", "scrap"), reason="burnt")
        if _round == 0:
            assert boss.press(path(order, "refuse"), reason="").status_code == 422
            boss.press(path(order, "refuse"), reason="look again")
            assert state_of(order) == "inspecting"
    boss.press(path(order, "approve"))
    assert state_of(order) == "exchanging"

    engineer.press(path(order, "exchange"))

    assert state_of(order) == "exchanged"
    assert order.exchange_line.exchange_orders.get().demand.missing == 1


@pytest.mark.req("S3.5.7")
def test_the_work_rests_and_goes_on(w: World) -> None:
    (order,) = orders(w)
    engineer = in_repair(w, order)

    assert engineer.press(path(order, "pause", "lunch")).status_code == 422
    engineer.press(path(order, "pause", "parts"))
    assert state_of(order) == "paused"
    engineer.press(path(order, "resume"))

    assert state_of(order) == "repairing"
    assert order.pauses.get().ended_at is not None
