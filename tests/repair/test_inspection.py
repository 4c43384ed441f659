"""Inspection: the checklist of the part, what was found on the piece, and the photos of it."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.kernel.refusals import Refused
from shouhou.repair.commands import inspection
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Evidence, Finding, InspectionItem, RepairOrder
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Serial
from tests.repair.bench import Bench, again
from tests.world import refused


def refused_judgement(bench: Bench, order: RepairOrder, verdict: Verdict, code: str) -> Refused:
    """The verdict is refused with `code`, and the piece is still being inspected."""
    with refused(code) as refusal:
        inspection.judge(order.pk, verdict, reason="屏碎", by=bench.zhouqi)
    assert (again(order).state, again(order).verdict) == (State.INSPECTING, "")
    return refusal.value


@pytest.mark.req("S2.3.1a")
def test_a_piece_is_looked_at_like_every_part_and_tested_like_its_category(bench: Bench):
    items = bench.items(bench.opened())

    assert {item.category for item in items} == {"", "LCD"}
    assert [item.section for item in items] == sorted(item.section for item in items)
    assert "背光" in {item.name for item in items}
    assert "待机电流" not in {item.name for item in items}


def test_a_retired_item_is_asked_no_more(bench: Bench):
    order = bench.opened()
    InspectionItem.objects.filter(name="背光").update(active=False)

    assert "背光" not in {item.name for item in bench.items(order)}


@pytest.mark.req("S2.3.1a", "S3.5.4")
def test_what_was_found_is_kept_item_by_item_with_its_measure_and_symptom(bench: Bench):
    order = bench.started()
    light = InspectionItem.objects.get(name="背光")
    dim = bench.fault("symptom", "D01")

    inspection.answer(order.pk, [Answer(light.pk, "ng", "120 nit", dim)], by=bench.zhouqi)

    finding = order.findings.get()
    assert (finding.result, finding.measured, finding.symptom) == ("ng", "120 nit", dim)
    assert (finding.found_by, finding.round) == (bench.zhouqi, 1)


def test_an_item_answered_again_has_the_later_answer_and_the_trail_both(bench: Bench):
    order = bench.without_fault()
    light = InspectionItem.objects.get(name="背光")
    fault = bench.fault("symptom", "D01")

    inspection.answer(order.pk, [Answer(light.pk, "ng", symptom=fault)], by=bench.zhouqi)
    inspection.answer(order.pk, [Answer(light.pk, "na")], by=bench.zhouqi)

    assert order.findings.get(item=light).result == Finding.Result.NA
    assert order.findings.get(item=light).symptom is None
    last = TrailEntry.objects.filter(verb="repair.answer").order_by("pk").last()
    assert (last.before, last.after) == ({"背光": "ng"}, {"背光": "na"})


@pytest.mark.req("S2.3.1a")
def test_a_fault_needs_its_symptom(bench: Bench):
    order = bench.started()
    light = InspectionItem.objects.get(name="背光")

    with refused("repair.symptom_missing") as refusal:
        inspection.answer(order.pk, [Answer(light.pk, "ng")], by=bench.zhouqi)

    assert refusal.value.where == "背光"
    assert not order.findings.exists()


def test_a_symptom_is_a_symptom_in_use(bench: Bench):
    order = bench.started()
    light = InspectionItem.objects.get(name="背光")
    retired = bench.fault("symptom", "X99")
    retired.active = False
    retired.save()

    for wrong in (bench.fault("repair", "R02"), retired):
        with refused("repair.wrong_code"):
            inspection.answer(order.pk, [Answer(light.pk, "ng", symptom=wrong)], by=bench.zhouqi)

    assert not order.findings.exists()


def test_only_the_checklist_of_the_piece_is_answered_and_only_with_ok_ng_or_na(bench: Bench):
    order = bench.started()
    of_boards = InspectionItem.objects.get(name="待机电流")
    light = InspectionItem.objects.get(name="背光")

    for answer in (Answer(of_boards.pk, "ok"), Answer(0, "ok"), Answer(light.pk, "fine")):
        with refused("repair.no_such_item"):
            inspection.answer(order.pk, [answer], by=bench.zhouqi)

    assert not order.findings.exists()


def test_only_its_engineer_answers_and_only_while_it_is_inspected(bench: Bench):
    order = bench.started()
    answers = [Answer(bench.items(order)[0].pk, "ok")]

    with refused("repair.anothers_order"):
        inspection.answer(order.pk, answers, by=bench.chenzhou)
    with refused("accounts.not_your_role"):
        inspection.answer(order.pk, answers, by=bench.linlan)
    with refused("repair.not_now"):
        inspection.answer(bench.opened(bench.unit("PANEL2")).pk, answers, by=bench.zhouqi)

    assert not Finding.objects.exists()


@pytest.mark.req("S2.3.1a")
def test_another_serial_than_the_orders_stops_the_work(bench: Bench):
    order = bench.started()
    bench.unit("PANEL2")

    for other in ("PANEL2", "NOBODYS", ""):
        with refused("repair.other_unit") as refusal:
            inspection.scan(order.pk, other, by=bench.zhouqi)
        assert refusal.value.facts["expected"] == "PANEL1"

    assert inspection.scan(order.pk, " panel1\r\n", by=bench.zhouqi) == order


@pytest.mark.req("S2.3.1a")
def test_a_unit_is_known_by_every_number_on_its_label_and_by_no_others(bench: Bench):
    board = bench.part("MB-S5-01A")
    unit, other = bench.unit("001010010000014", board), bench.unit("001010010000022", board)
    wear(unit, Serial.Kind.IMEI2, "001010020000012", by=bench.zhouqi)
    order = bench.started(bench.opened(unit))

    own = "IMEI1:001010010000014;IMEI2:001010020000012"
    mixed = f"IMEI1:001010010000014;IMEI2:{other.label}"
    assert inspection.scan(order.pk, own, by=bench.zhouqi) == order
    with refused("repair.other_unit"):
        inspection.scan(order.pk, mixed, by=bench.zhouqi)


def test_pieces_without_a_number_are_known_by_their_tag_or_their_part(bench: Bench):
    order = bench.started(bench.opened_boards(5))
    other = bench.opened_boards(5)

    assert inspection.scan(order.pk, order.number.lower(), by=bench.zhouqi) == order
    assert inspection.scan(order.pk, "SUB-S5-01A", by=bench.zhouqi) == order
    with refused("repair.other_unit"):
        inspection.scan(order.pk, other.number, by=bench.zhouqi)


@pytest.mark.req("S2.3.1a")
@pytest.mark.parametrize("verdict", Verdict)
def test_no_verdict_while_a_mandatory_item_is_open(bench: Bench, verdict: Verdict):
    order = bench.started()
    *rest, last = bench.items(order)
    inspection.answer(order.pk, [Answer(item.pk, "ok") for item in rest], by=bench.zhouqi)

    refusal = refused_judgement(bench, order, verdict, "repair.items_open")

    assert (refusal.facts["item"], refusal.facts["count"]) == (last.name, 1)


def test_an_item_that_is_not_mandatory_may_stay_open(bench: Bench):
    order = bench.started()
    *rest, last = bench.items(order)
    InspectionItem.objects.filter(pk=last.pk).update(mandatory=False)
    inspection.answer(order.pk, [Answer(item.pk, "ok") for item in rest], by=bench.zhouqi)

    judged = inspection.judge(order.pk, Verdict.NTF, by=bench.zhouqi)

    assert judged.state == State.NTF_RECHECK


@pytest.mark.req("S2.3.1a")
def test_a_part_without_a_checklist_is_not_judged(bench: Bench):
    order = bench.started()
    InspectionItem.objects.update(active=False)

    refused_judgement(bench, order, Verdict.NTF, "repair.no_checklist")


@pytest.mark.req("S2.3.1a", "S3.5.3")
def test_user_damage_takes_two_photos(bench: Bench):
    order = bench.inspected()
    inspection.photograph(order.pk, bench.photos(1), by=bench.zhouqi)

    refusal = refused_judgement(bench, order, Verdict.USER_DAMAGE, "repair.photos_missing")
    assert (refusal.facts["least"], refusal.facts["photos"]) == (2, 1)

    inspection.photograph(order.pk, bench.photos(1), by=bench.zhouqi)
    judged = inspection.judge(order.pk, Verdict.USER_DAMAGE, reason="屏碎", by=bench.zhouqi)
    assert judged.state == State.APPROVAL_PENDING


@pytest.mark.req("S2.3.1a", "S3.5.3")
@pytest.mark.parametrize("verdict", [Verdict.USER_DAMAGE, Verdict.UNTESTABLE, Verdict.SCRAP])
def test_what_does_not_go_back_repaired_takes_a_reason(bench: Bench, verdict: Verdict):
    order = bench.inspected()
    inspection.photograph(order.pk, bench.photos(2), by=bench.zhouqi)

    with refused("repair.reason_missing"):
        inspection.judge(order.pk, verdict, reason="  ", by=bench.zhouqi)

    assert again(order).state == State.INSPECTING


@pytest.mark.req("S3.5.3")
def test_a_fault_that_the_eye_sees_takes_a_photo_of_it(bench: Bench):
    order = bench.started()
    cracks = InspectionItem.objects.get(name="划伤、裂、变形")
    bench.answer(order, cracks)
    inspection.photograph(order.pk, bench.photos(2), by=bench.zhouqi)

    refusal = refused_judgement(bench, order, Verdict.EXCHANGE, "repair.photo_missing")
    assert refusal.facts["item"] == cracks.name

    seen = order.findings.get(item=cracks)
    inspection.photograph(order.pk, bench.photos(1), finding_id=seen.pk, by=bench.zhouqi)
    judged = inspection.judge(order.pk, Verdict.EXCHANGE, by=bench.zhouqi)
    assert judged.verdict == Verdict.EXCHANGE


def test_a_photo_is_of_this_order_and_its_own_findings(bench: Bench):
    order = bench.inspected()
    other = bench.inspected(bench.opened(bench.unit("PANEL2")))

    with refused("repair.no_such_finding"):
        inspection.photograph(
            order.pk, bench.photos(1), finding_id=other.findings.first().pk, by=bench.zhouqi
        )
    with refused("repair.anothers_order"):
        inspection.photograph(order.pk, bench.photos(1), by=bench.chenzhou)

    assert not Evidence.objects.exists()


@pytest.mark.req("S2.3.1a")
def test_a_piece_with_a_fault_had_trouble(bench: Bench):
    order = bench.inspected()

    refusal = refused_judgement(bench, order, Verdict.NTF, "repair.fault_found")

    assert refusal.facts["item"] == bench.items(order)[-1].name


@pytest.mark.parametrize(
    "verdict", [Verdict.REPAIR, Verdict.EXCHANGE, Verdict.SCRAP, Verdict.USER_DAMAGE]
)
def test_where_all_is_well_nothing_is_to_be_done(bench: Bench, verdict: Verdict):
    order = bench.without_fault()
    inspection.photograph(order.pk, bench.photos(2), by=bench.zhouqi)

    refused_judgement(bench, order, verdict, "repair.no_fault_found")


def test_a_part_that_is_not_repairable_is_not_judged_to_be_repaired(bench: Bench):
    camera = bench.part("CAMR-S5-01A", material_class="electronic")
    order = bench.inspected(bench.opened_boards(5, camera))

    refused_judgement(bench, order, Verdict.REPAIR, "repair.not_repairable")
