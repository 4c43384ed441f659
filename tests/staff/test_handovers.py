"""The handover slips on the screen: counted from none by their receiver, withdrawn by the giver."""

from __future__ import annotations

import pytest

from shouhou.exchange.models import Handover
from shouhou.repair.models import RepairOrder
from tests.staff.workshop_scene import Browser, slips
from tests.world import World


def accept(browser: Browser, slip: Handover, **counts: object):
    return browser.press(f"/handovers/{slip.number}/accept/", **counts)


def scan(browser: Browser, slip: Handover, serial: str) -> str:
    return browser.press(f"/handovers/{slip.number}/scan/", scan=serial).content.decode()


def test_the_list_shows_every_slip_and_what_is_on_it(w: World) -> None:
    made = slips(w)

    page = Browser(w.hejing).page("/handovers/")

    assert all(slip.number in page for slip in made.values())


@pytest.mark.req("S2.2.2b")
@pytest.mark.req("S3.5.1")
def test_the_receiver_scans_each_piece_and_the_bench_gets_its_orders(w: World) -> None:
    slip = slips(w)["BENCH"]
    engineer = Browser(w.zhouqi)

    assert 'data-outcome="ok"' in scan(engineer, slip, "PANEL1")
    assert 'data-count="2"' in scan(engineer, slip, "panel2")
    answer = accept(engineer, slip)

    assert answer.status_code == 302
    slip.refresh_from_db()
    assert (slip.state, slip.accepted_by) == ("accepted", w.zhouqi)
    assert {order.unit.label for order in RepairOrder.objects.all()} == {"PANEL1", "PANEL2"}


def test_a_second_a_foreign_and_a_strange_scan_are_told_apart(w: World) -> None:
    slip = slips(w)["BENCH"]
    w.good_units(w.part("LCD-S6-01B"), ["ELSEWHERE"])
    engineer = Browser(w.zhouqi)
    scan(engineer, slip, "PANEL1")

    assert 'data-outcome="duplicate"' in scan(engineer, slip, "PANEL1")
    assert 'data-outcome="foreign"' in scan(engineer, slip, "ELSEWHERE")
    assert 'data-outcome="foreign"' in scan(engineer, slip, "NOBODY-KNOWS")
    assert sum(row.confirmed or 0 for row in slip.lines.all()) == 1


@pytest.mark.req("S2.2.2b")
def test_a_piece_that_nobody_scanned_is_missing_and_nothing_moves(w: World) -> None:
    slip = slips(w)["BENCH"]
    engineer = Browser(w.zhouqi)
    scan(engineer, slip, "PANEL1")

    accept(engineer, slip)

    slip.refresh_from_db()
    assert slip.state == "disputed"
    assert slip.document.state == "submitted"
    assert not RepairOrder.objects.exists()
    assert "In dispute" in Browser(w.hejing).page(f"/handovers/{slip.number}/")


def test_a_missing_piece_that_turns_up_is_scanned_and_the_dispute_ends(w: World) -> None:
    slip = slips(w)["BENCH"]
    engineer = Browser(w.zhouqi)
    scan(engineer, slip, "PANEL1")
    accept(engineer, slip)

    scan(engineer, slip, "PANEL2")
    accept(engineer, slip)

    slip.refresh_from_db()
    assert slip.state == "accepted"


def test_the_custodian_types_what_he_counted_and_his_count_begins_at_none(w: World) -> None:
    slip = slips(w)["TURNOVER"]
    row = slip.lines.get()
    keeper = Browser(w.qinyong)

    page = keeper.page(f"/handovers/{slip.number}/")
    accept(keeper, slip, **{f"line-{row.pk}": "3"})

    assert f'name="line-{row.pk}" min="0" inputmode="numeric" value="0"' in page
    slip.refresh_from_db()
    assert slip.state == "accepted"


@pytest.mark.req("S2.2.2b")
def test_the_desk_parts_a_disputed_slip_and_the_supervisor_sees_the_dispute(w: World) -> None:
    slip, engineer, desk = slips(w)["BENCH"], Browser(w.zhouqi), Browser(w.hejing)
    scan(engineer, slip, "PANEL1")
    accept(engineer, slip)
    assert slip.number in Browser(w.linlan).page("/")
    assert "/part/" not in engineer.page(f"/handovers/{slip.number}/")
    assert f"/handovers/{slip.number}/part/" in desk.page(f"/handovers/{slip.number}/")

    desk.press(f"/handovers/{slip.number}/part/")

    found, rest = Handover.objects.exclude(pk=slip.pk).filter(target=slip.target).order_by("pk")
    assert (found.state, rest.state) == ("given", "disputed")
    assert rest.number in desk.page("/")


@pytest.mark.req("S3.4.2")
def test_the_custodian_counts_by_scanning_the_part_number_of_each_piece(w: World) -> None:
    slip = slips(w)["TURNOVER"]
    row, keeper = slip.lines.get(), Browser(w.qinyong)
    part_no = row.line.part.part_no

    answers = [scan(keeper, slip, part_no.lower()) for _ in range(3)]
    one_too_many = scan(keeper, slip, part_no)
    reloaded = keeper.page(f"/handovers/{slip.number}/")
    accept(keeper, slip, **{f"line-{row.pk}": "3"})

    for count, answer in enumerate(answers, start=1):
        assert f'data-count="{count}"' in answer
        assert f'value="{count}"' in answer
    assert 'data-outcome="error"' in one_too_many
    assert 'inputmode="numeric" value="3"' in reloaded
    slip.refresh_from_db()
    assert slip.state == "accepted"


@pytest.mark.req("S2.2.2b")
@pytest.mark.parametrize(("typed", "status"), [("4", 422), ("", 422), ("-1", 422), ("x", 422)])
def test_more_than_handed_over_and_no_number_are_refused(w: World, typed: str, status: int) -> None:
    slip = slips(w)["TURNOVER"]
    row = slip.lines.get()

    answer = accept(Browser(w.qinyong), slip, **{f"line-{row.pk}": typed})

    assert answer.status_code == status
    slip.refresh_from_db()
    row.refresh_from_db()
    assert (slip.state, row.confirmed) == ("given", None)


@pytest.mark.req("S2.2.2b")
def test_the_giver_and_other_roles_cannot_accept(w: World) -> None:
    slip = slips(w)["BENCH"]

    for person in (w.hejing, w.qinyong, w.linlan):
        browser = Browser(person)
        assert "Confirm my count" not in browser.page(f"/handovers/{slip.number}/")
        assert browser.press(f"/handovers/{slip.number}/scan/", scan="PANEL1").status_code == 403
        assert accept(browser, slip).status_code == 403

    slip.refresh_from_db()
    assert slip.state == "given"
    assert not slip.lines.exclude(confirmed=None).exists()


def test_the_front_desk_withdraws_with_a_reason(w: World) -> None:
    slip = slips(w)["BENCH"]
    desk = Browser(w.hejing)
    path = f"/handovers/{slip.number}/withdraw/"

    assert desk.press(path, reason=" ").status_code == 422
    assert desk.press(path, reason="wrong box").status_code == 302

    slip.refresh_from_db()
    assert slip.state == "withdrawn"
    assert slip.document.state == "void"
    assert desk.press(path, reason="again").status_code == 409


def test_a_scan_after_the_slip_is_over_counts_nothing(w: World) -> None:
    slip = slips(w)["BENCH"]
    Browser(w.hejing).press(f"/handovers/{slip.number}/withdraw/", reason="wrong box")

    assert 'data-outcome="error"' in scan(Browser(w.zhouqi), slip, "PANEL1")
    assert not slip.lines.exclude(confirmed=None).exists()


def test_a_form_sent_twice_accepts_once(w: World) -> None:
    slip = slips(w)["TURNOVER"]
    key = "3f0c6f5e-8f5d-4c39-9a53-0e5d5b1c2a11"
    fields = {"request_key": key, f"line-{slip.lines.get().pk}": "3"}
    keeper = Browser(w.qinyong)

    answers = [keeper.post(f"/handovers/{slip.number}/accept/", fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    slip.refresh_from_db()
    assert slip.state == "accepted"


def test_the_slip_is_printed_for_both_to_sign(w: World) -> None:
    slip = slips(w)["BENCH"]

    answer = Browser(w.zhouqi).get(f"/handovers/{slip.number}/slip.pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_people_without_the_right_see_no_slips(w: World) -> None:
    slip = slips(w)["BENCH"]

    for path in ("/handovers/", f"/handovers/{slip.number}/", f"/handovers/{slip.number}/slip.pdf"):
        assert Browser(w.admin).get(path).status_code == 403
    assert Browser(w.zhouqi).get("/handovers/HO209901010001/").status_code == 404
