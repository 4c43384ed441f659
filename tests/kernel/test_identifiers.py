"""The numbers a phone wears are read from any scanner and checked as their standards say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouhou.kernel.identifiers import Iccid, Imei, ImeiSv, Meid, normalise, parse_scan
from shouhou.kernel.refusals import Invalid

DEMO_IMEIS = (
    "001010010000014",
    "001010010000022",
    "001010020000012",
    "001010021234560",
    "001010036543211",
)
serials = st.integers(min_value=0, max_value=999_999)
tacs = st.from_regex(r"(?!0{8})(?!1{8})35[0-9]{6}", fullmatch=True)
noise = st.text("\r\n\t -/\N{ZERO WIDTH SPACE}\N{EN DASH}\N{IDEOGRAPHIC SPACE}\ufeff", max_size=3)


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    "raw",
    [
        "490154203237518\r\n",
        "49-015420-323751-8",
        " 4901 5420 3237 518 ",
        "４９０１５４２０３２３７５１８",
        "490154203237518\N{ZERO WIDTH SPACE}",
        "\ufeff490154/20/323751/8",
    ],
)
def test_whatever_the_scanner_adds_the_number_is_the_same(raw: str) -> None:
    assert normalise(raw) == "490154203237518"
    assert Imei.parse(raw) == Imei("490154203237518")


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    assert normalise(normalise(raw)) == normalise(raw)


@given(tacs, serials, noise, st.integers(min_value=0, max_value=15))
def test_an_imei_survives_any_noise(tac: str, serial: int, dirt: str, place: int) -> None:
    imei = Imei.of(tac, serial)

    assert Imei.parse(imei.number[:place] + dirt + imei.number[place:]) == imei


@given(tacs, serials, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_never_passes(tac: str, serial: int, place: int, shift: int) -> None:
    number = str(Imei.of(tac, serial))
    wrong = str((int(number[place]) + shift) % 10)

    with pytest.raises(Invalid) as refusal:
        Imei.parse(number[:place] + wrong + number[place + 1 :])

    assert refusal.value.code == "identifier.check_digit"


@pytest.mark.parametrize("number", ["490154203237518", "352099001761481", *DEMO_IMEIS])
def test_true_imeis_are_accepted(number: str) -> None:
    assert str(Imei.parse(number)) == number


def test_an_imei_names_its_type_allocation_code_and_prints_in_groups() -> None:
    imei = Imei.parse("490154203237518")

    assert imei.tac == "49015420"
    assert imei.display == "49-015420-323751-8"


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "identifier.length"),
        ("49015420323751", "identifier.length"),
        ("3520990017614823", "identifier.length"),
        ("49015420323751A", "identifier.charset"),
        ("49015420323751٨", "identifier.charset"),
        ("490154203237517", "identifier.check_digit"),
        ("000000000000000", "identifier.denied"),
        ("111111111111119", "identifier.denied"),
        ("123456789012347", "identifier.denied"),
    ],
)
def test_a_false_imei_is_refused_and_both_forms_are_shown(raw: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Imei.parse(f" {raw}\r\n")

    assert refusal.value.code == code
    assert refusal.value.facts["raw"] == f" {raw}\r\n"
    assert refusal.value.facts["normalised"] == raw


def test_an_imeisv_has_no_check_digit_and_leads_to_its_imei() -> None:
    assert ImeiSv.parse("3520990017614823").imei == Imei.parse("352099001761481")


def test_an_imei_is_no_imeisv() -> None:
    with pytest.raises(Invalid, match=r"identifier\.length"):
        ImeiSv.parse("352099001761481")


@pytest.mark.parametrize(
    "raw",
    [
        "AF0123450ABCDE",
        "af 01 23 45 0a bc de",
        "AF0123450ABCDEC",
        "29360 87365 0070 3710",
        "29360 87365 0070 3710 0",
    ],
)
def test_a_meid_is_one_number_in_hexadecimal_and_decimal(raw: str) -> None:
    meid = Meid.parse(raw)

    assert str(meid) == "AF0123450ABCDE"
    assert meid.decimal == "293608736500703710"
    assert meid.check_digit == "C"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("AF0123450ABCDED", "identifier.check_digit"),
        ("2936087365007037101", "identifier.check_digit"),
        ("999999999999999999", "identifier.meid_range"),
        ("AF0123450ABCDG", "identifier.charset"),
        ("9F0123450ABCDE", "identifier.meid_range"),
        ("49015420323751", "identifier.meid_range"),
        ("490154203237518", "identifier.meid_range"),
        ("AF0123450ABC", "identifier.length"),
    ],
)
def test_a_false_meid_is_refused(raw: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Meid.parse(raw)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("raw", "holds"),
    [
        ("8986 0012 3456 7890 1233", False),
        ("8986001234567890123", False),
        ("8986012345678901234S", False),
        ("8944500102198304826", True),
    ],
)
def test_an_iccid_with_a_doubtful_last_sign_is_kept_with_a_warning(
    raw: str, *, holds: bool
) -> None:
    assert Iccid.parse(raw).check_digit_holds is holds


@pytest.mark.parametrize(
    "raw", ["8986001234567890", "12860012345678901233", "89860012345678901-3*"]
)
def test_what_cannot_be_a_card_number_is_refused(raw: str) -> None:
    with pytest.raises(Invalid):
        Iccid.parse(raw)


@pytest.mark.req("R-SCAN")
@pytest.mark.parametrize(
    "raw",
    [
        "(8040)490154203237518(8041)352099001761481(21)SN-77",
        "]d28040490154203237518\x1d8041352099001761481\x1d21SN77",
        "]C10106901234567892 21SN77\x1d8040490154203237518\x1d8041352099001761481".replace(" ", ""),
        "IMEI1:490154203237518;IMEI2:352099001761481;SN:SN77",
        "SN = SN77\r\nIMEI 1：490154203237518\r\nIMEI 2：352099001761481\r\n",
        "imei:490154203237518,imei:352099001761481,s/n:sn77",
    ],
)
def test_a_label_of_several_fields_names_every_number(raw: str) -> None:
    assert parse_scan(raw).numbers == ("490154203237518", "352099001761481", "SN77")


def test_a_label_may_carry_an_meid() -> None:
    assert parse_scan("IMEI:490154203237518;MEID:AF0123450ABCDE").numbers == (
        "490154203237518",
        "AF0123450ABCDE",
    )


def test_a_bare_imei_is_recognised_and_any_other_text_is_left_to_the_caller() -> None:
    assert parse_scan("490154203237518\r\n").imeis == (Imei("490154203237518"),)
    assert parse_scan("490154203237517\r\n").imeis == ()
    assert parse_scan("so202611230004\r\n").numbers == ("SO202611230004",)
    assert parse_scan("(12)ABC").numbers == ("(12)ABC",)


def test_a_field_that_calls_itself_an_imei_must_be_one() -> None:
    with pytest.raises(Invalid, match=r"identifier\.check_digit"):
        parse_scan("IMEI1:490154203237517;IMEI2:352099001761481")
