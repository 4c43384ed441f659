"""At the counting table a number tells which phone model it is of."""

from __future__ import annotations

from datetime import date

import pytest

from shouhou.catalog.models import PhoneModel, Tac
from tests.staff.receiving_scene import open_box, outcome, scan
from tests.staff.workshop_scene import Browser
from tests.world import World


def phone(w: World, code: str, tac: str) -> PhoneModel:
    """A phone model whose numbers begin with a type allocation code."""
    model = PhoneModel.objects.create(
        code=code,
        name=code,
        network=PhoneModel.Network.LTE,
        launched_on=date(2024, 1, 1),
        nal_mark_mode=PhoneModel.NalMarkMode.E_DISPLAY,
        price_fen=0,
        last_edited_by=w.tangxiao,
        approved_by=w.linlan,
    )
    Tac.objects.create(tac=tac, model=model, approved=True)
    return model


@pytest.mark.req("S2.2.1b")
def test_the_number_of_another_phone_model_is_not_counted_as_this_board(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    w.part("MB-S5-01A", model=phone(w, "S5", "00101001"))
    phone(w, "S6", "00101002")
    scan(desk, box, "MB-S5-01A")

    answer = scan(desk, box, "001010020000012")

    assert outcome(answer) == "foreign"
    assert "another phone model than MB-S5-01A" in answer
    assert not box.scans.exists()
    assert outcome(scan(desk, box, "001010010000014")) == "ok"


@pytest.mark.req("S2.2.1b")
def test_a_phone_whose_sn_is_made_otherwise_than_its_models_is_set_aside(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    model = phone(w, "S5", "00101001")
    PhoneModel.objects.filter(pk=model.pk).update(sn_pattern="S5[0-9]{2}[A-Z0-9]{8}")
    w.part("PHONE-S5-BLK", model=model)
    scan(desk, box, "PHONE-S5-BLK")

    answer = scan(desk, box, "IMEI1:001010010000014;SN:A112AB34CD56")

    assert outcome(answer) == "foreign"
    assert "A112AB34CD56 is the number of another phone model than PHONE-S5-BLK" in answer
    assert outcome(scan(desk, box, "IMEI1:001010010000014;SN:S512AB34CD56")) == "ok"


@pytest.mark.req("R-SOD")
def test_a_pattern_that_one_person_edited_changes_no_count(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    model = phone(w, "S5", "00101001")
    w.part("PHONE-S5-BLK", model=model)
    PhoneModel.objects.filter(pk=model.pk).update(
        sn_pattern="", approved_by=None, as_approved={"sn_pattern": "S5[0-9]{2}[A-Z0-9]{8}"}
    )
    scan(desk, box, "PHONE-S5-BLK")

    assert outcome(scan(desk, box, "IMEI1:001010010000014;SN:A112AB34CD56")) == "foreign"
