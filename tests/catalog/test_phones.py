"""A model knows its IMEIs by their type allocation codes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError

from shouhou.accounts.models import User
from shouhou.catalog.commands import phones
from shouhou.catalog.models import PhoneModel, Tac
from shouhou.catalog.models.phones import Marks
from shouhou.catalog.queries import models_of
from shouhou.catalog.seed.phones import MODELS
from shouhou.kernel.identifiers import Imei
from tests.world import refused

A1, S5, N3 = (
    next(line.facts for line in MODELS if line.facts.code == code) for code in ("A1", "S5", "N3")
)


def test_an_imei_names_its_model_by_the_tac(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    phones.declare_tac(model.pk, "0010-1003", slot=1, by=clerk)
    phones.declare_tac(model.pk, "00101004", slot=2, by=clerk)
    phones.approve(model.pk, by=supervisor)

    assert models_of(Imei.of("00101004", 7)) == [model]
    assert models_of(Imei.of("00101009", 7)) == []


def test_both_slots_and_two_models_may_share_a_tac(clerk: User, supervisor: User) -> None:
    first, second = phones.add(A1, by=clerk), phones.add(S5, by=clerk)
    for model, slot in ((first, 1), (first, 2), (second, 1)):
        phones.declare_tac(model.pk, "00101001", slot=slot, by=clerk)
    for model in (first, second):
        phones.approve(model.pk, by=supervisor)

    assert models_of(Imei.of("00101001", 7)) == [first, second]


@pytest.mark.parametrize(
    ("tac", "slot", "code"),
    [
        ("0010100", 1, "catalog.tac_invalid"),
        ("0010100A", 1, "catalog.tac_invalid"),
        ("00101009", 2, "catalog.tac_slot"),
    ],
)
def test_a_tac_that_cannot_be_right_is_refused(clerk: User, tac: str, slot: int, code: str) -> None:
    single = phones.add(N3, by=clerk)

    with refused(code):
        phones.declare_tac(single.pk, tac, slot=slot, by=clerk)

    assert not Tac.objects.exists()


@pytest.mark.parametrize(
    "pattern", ["(A+)+", "A.*", "[Z-A]", "A1[0-9", "a1", "A1{999}", "A|B", "[^A]", "A{1,9}"]
)
def test_a_pattern_that_is_none_or_could_take_for_ever_is_refused(
    clerk: User, pattern: str
) -> None:
    with refused("catalog.sn_pattern"):
        phones.add(replace(S5, sn_pattern=pattern), by=clerk)


@pytest.mark.parametrize("pattern", ["", "A1[0-9]{2}[A-Z0-9]{8}", r"S\d{2}[AB][A-C3]"])
def test_a_pattern_of_signs_and_sets_is_kept(clerk: User, pattern: str) -> None:
    assert phones.add(replace(S5, sn_pattern=pattern), by=clerk).sn_pattern == pattern


def test_a_mistaken_tac_is_struck(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    tac = phones.declare_tac(model.pk, "00101003", by=clerk)
    phones.approve(model.pk, by=supervisor)

    with refused("catalog.tac_known"):
        phones.declare_tac(model.pk, "00101003", by=clerk)
    phones.strike_tac(tac, by=clerk)

    assert models_of(Imei.of("00101003", 7)) == []


def test_a_models_code_is_used_once_and_never_changed(clerk: User) -> None:
    model = phones.add(S5, by=clerk)

    with refused("catalog.model_code_taken"):
        phones.add(replace(A1, code="S5"), by=clerk)
    with refused("catalog.model_code_fixed"):
        phones.edit(model.pk, replace(S5, code="S6"), by=clerk)

    phones.edit(model.pk, replace(S5, price_fen=1399_00), by=clerk)
    assert list(PhoneModel.objects.values_list("code", "price_fen")) == [("S5", 1399_00)]


@pytest.mark.req("R-SOD")
def test_nothing_that_is_new_about_a_model_speaks_before_somebody_else_approved_it(
    clerk: User, supervisor: User
) -> None:
    model = phones.add(S5, by=clerk)
    first = phones.declare_tac(model.pk, "00101003", by=clerk)
    assert models_of(Imei.of("00101003", 7)) == []

    assert phones.approve(model.pk, by=supervisor).approved
    assert models_of(Imei.of("00101003", 7)) == [model]

    phones.declare_tac(model.pk, "00101004", slot=2, by=clerk)
    model.refresh_from_db()
    assert not model.approved
    assert models_of(Imei.of("00101003", 7)) == [model]  # what was approved goes on
    assert models_of(Imei.of("00101004", 7)) == []

    phones.approve(model.pk, by=supervisor)
    with refused("catalog.approved_already"):
        phones.approve(model.pk, by=supervisor)
    phones.strike_tac(first, by=clerk)
    model.refresh_from_db()
    assert not model.approved


@pytest.mark.req("R-SOD")
def test_nobody_approves_the_model_he_edited(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    with refused("accounts.not_your_role"):
        phones.approve(model.pk, by=clerk)

    PhoneModel.objects.update(last_edited_by=supervisor)
    with refused("accounts.own_work"):
        phones.approve(model.pk, by=supervisor)
    with pytest.raises(IntegrityError, match="nobody_approves_his_own_phone_model"):
        PhoneModel.objects.update(approved_by=supervisor)


def test_the_checks_go_by_a_model_as_it_was_approved(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    assert model.marks == Marks()

    model = phones.approve(model.pk, by=supervisor)
    approved = Marks(S5.sn_pattern, S5.imei_count, S5.nal_mark_mode)
    assert model.marks == approved

    other = replace(S5, sn_pattern="", imei_count=1, nal_mark_mode="paper_legacy")
    assert phones.edit(model.pk, other, by=clerk).marks == approved
    assert phones.approve(model.pk, by=supervisor).marks == Marks("", 1, "paper_legacy")


def test_a_tac_is_struck_once(clerk: User, supervisor: User) -> None:
    model = phones.add(S5, by=clerk)
    tac = phones.declare_tac(model.pk, "00101003", by=clerk)
    again = Tac.objects.get(pk=tac.pk)
    phones.strike_tac(tac, by=clerk)
    phones.approve(model.pk, by=supervisor)

    with refused("catalog.tac_struck"):
        phones.strike_tac(again, by=clerk)

    model.refresh_from_db()
    assert model.approved


def test_an_edit_takes_the_approval_of_a_model_away(clerk: User, supervisor: User) -> None:
    model = phones.approve(phones.add(S5, by=clerk).pk, by=supervisor)

    assert phones.edit(model.pk, S5, by=clerk).approved  # nothing was changed
    assert not phones.edit(model.pk, replace(S5, price_fen=1399_00), by=clerk).approved


def test_other_people_keep_no_models(supervisor: User) -> None:
    with refused("accounts.not_your_role"):
        phones.add(S5, by=supervisor)

    assert not PhoneModel.objects.exists()
