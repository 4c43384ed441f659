"""What others do with an order on the screen: check, assign, pool, split, print, release."""

from __future__ import annotations

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.repair.models import RepairOrder
from shouhou.stock.models import Document
from tests.flows import story
from tests.staff.bench_scene import begun, finished, in_repair, path, state_of
from tests.staff.workshop_scene import Browser, orders
from tests.world import World


@pytest.mark.req("S3.5.9")
def test_nobody_checks_his_own_work_and_a_failure_says_why(w: World) -> None:
    (order,) = orders(w)
    finished(w, order)

    assert "QC passed" not in Browser(w.zhouqi).page(path(order))
    assert Browser(w.zhouqi).press(path(order, "qc-pass")).status_code == 403
    checker = Browser(w.chenzhou)
    assert "QC passed" in checker.page(path(order))
    assert checker.press(path(order, "qc-fail"), reason="").status_code == 422
    checker.press(path(order, "qc-fail"), reason="line in the picture")

    assert state_of(order) == "repairing"
    assert order.loop_count == 1


def test_a_repair_is_given_up_with_a_reason(w: World) -> None:
    (order,) = orders(w)
    engineer = in_repair(w, order)

    assert engineer.press(path(order, "give-up"), reason="").status_code == 422
    engineer.press(path(order, "give-up"), reason="broken beyond repair")

    assert (state_of(order), order.round) == ("inspecting", 2)


def test_a_release_is_taken_back_and_the_piece_checked_anew(w: World) -> None:
    (order,) = orders(w)
    finished(w, order)
    checker = Browser(w.chenzhou)
    checker.press(path(order, "qc-pass"))

    checker.press(path(order, "void-release"), reason="dropped")

    assert state_of(order) == "qc_pending"
    assert Browser(w.zhouqi).press("/repair-orders/tray/release/", order=str(order.pk)).status_code
    assert not Document.objects.filter(kind="release").exists()


def test_the_supervisor_assigns_prioritises_and_pools(w: World) -> None:
    (order,) = orders(w)
    boss = Browser(w.linlan)

    boss.press(path(order, "assign"), engineer=str(w.chenzhou.pk))
    boss.press(path(order, "prioritise"), priority="5", reason="a shop waits")
    assert boss.press(path(order, "pool"), reason=" ").status_code == 422
    boss.press(path(order, "pool"), reason="urgent shortage elsewhere")

    order.refresh_from_db()
    assert (order.engineer, order.priority) == (w.chenzhou, 5)
    assert order.exchange_line.pooled
    assert boss.press(path(order, "assign"), engineer=str(w.hejing.pk)).status_code == 422
    assert Browser(w.zhouqi).press(path(order, "start")).status_code == 403


def test_pieces_of_a_quantity_order_are_set_apart(w: World) -> None:
    camera = w.part(
        "CAMR-S5-01B", material_class="electronic", repairable=True, tracking="quantity"
    )
    consignment = story.counted(w, w.agent(), [Declared(camera, 5)], [(camera.part_no, "5")])
    story.booked(w, consignment)
    story.taken_over(w, consignment)
    order = RepairOrder.objects.get()
    engineer = begun(w, order)

    assert engineer.press(path(order, "split"), quantity="5").status_code == 422
    assert engineer.press(path(order, "split"), quantity="x").status_code == 422
    engineer.press(path(order, "split"), quantity="2")

    order.refresh_from_db()
    assert (order.quantity, order.splits.get().quantity) == (3, 2)


@pytest.mark.parametrize(
    ("language", "begins"), [("pdf", b"%PDF"), ("zpl", b"^XA"), ("tspl", b"SIZE")]
)
def test_the_tag_prints_in_every_language_and_is_counted(
    w: World, language: str, begins: bytes
) -> None:
    (order,) = orders(w)
    engineer = Browser(w.zhouqi)

    answer = engineer.press(path(order, "print", language))
    tag = engineer.get(answer.headers["Location"])

    assert tag.content.startswith(begins)
    order.refresh_from_db()
    assert order.tags_printed == 1


def test_the_order_prints_with_what_is_known(w: World) -> None:
    (order,) = orders(w)
    finished(w, order)

    answer = Browser(w.zhouqi).get(f"/repair-orders/{order.number}/order.pdf")

    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_only_possible_verbs_are_shown(w: World) -> None:
    (order,) = orders(w)
    engineer, other = Browser(w.zhouqi), Browser(w.hejun)

    assert path(order, "start") in engineer.page(path(order))
    assert path(order, "start") not in other.page(path(order))
    finished(w, order)
    page = engineer.page(path(order))
    assert not any(path(order, verb) in page for verb in ("start", "act", "finish", "qc-pass"))


def test_who_may_not_see_the_bench_is_refused(w: World) -> None:
    (order,) = orders(w)

    for page in ("/repair-orders/", path(order), f"/repair-orders/{order.number}/order.pdf"):
        assert Browser(w.admin).get(page).status_code == 403
    assert Browser(w.hejing).get("/repair-orders/tray/").status_code == 403
    assert Browser(w.zhouqi).get("/repair-orders/RO209901010001/").status_code == 404
