"""Waybill numbers warn when they look odd and are refused only when they cannot be numbers."""

from __future__ import annotations

import pytest

from shouhou.kernel.refusals import Invalid
from shouhou.kernel.waybills import Waybill, s10_check_digit

SF = {"strict": r"^SF[A-Z0-9]\d{12}$", "lenient": r"^\d{12}$"}
EMS = {
    "strict": r"^[A-Z]{2}\d{9}[A-Z]{2}$",
    "lenient": r"^(10|11|12|50|51|52|95|97|98|99)\d{11}$",
}
JD = {"strict": r"^JD[A-Z0-9]{2}\d{11}$"}
STO = {"strict": r"^(77|43)\d{12,15}$"}
YUNDA = {"strict": r"^[34]\d{14}$|^5\d{12}$"}


@pytest.mark.parametrize(
    ("raw", "patterns", "number"),
    [
        ("sf1234567890123\r\n", SF, "SF1234567890123"),
        ("ＳＦ１２３４５６７８９０１２３", SF, "SF1234567890123"),
        ("444010688260", SF, "444010688260"),
        ("RB123456785GB", EMS, "RB123456785GB"),
        ("1012345678901", EMS, "1012345678901"),
        ("JDVA12345678901-1-1-", JD, "JDVA12345678901"),
        ("JDVA12345678901-2-3", JD, "JDVA12345678901"),
        ("A-1234", {}, "A-1234"),
    ],
)
def test_a_number_of_the_carriers_shape_is_taken_without_a_warning(
    raw: str, patterns: dict[str, str], number: str
) -> None:
    assert Waybill.parse(raw, **patterns) == Waybill(number)


def test_a_number_of_another_shape_is_a_warning_and_not_a_refusal() -> None:
    waybill = Waybill.parse("ZT00123456", **SF)

    assert waybill == Waybill("ZT00123456", warnings=("waybill.unusual",))


def test_a_number_that_fits_two_carriers_warns_with_neither() -> None:
    shared = "432542035598773"

    assert Waybill.parse(shared, **STO).warnings == ()
    assert Waybill.parse(shared, **YUNDA).warnings == ()


def test_a_postal_number_with_a_false_check_digit_is_a_warning() -> None:
    assert Waybill.parse("RB123456786US", **EMS).warnings == ("waybill.check_digit",)


@pytest.mark.parametrize(
    ("serial", "digit"), [("12345678", "5"), ("00000000", "5"), ("00000050", "0")]
)
def test_the_postal_check_digit_follows_the_standard(serial: str, digit: str) -> None:
    assert s10_check_digit(serial) == digit


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("SF123", "waybill.length"),
        ("", "waybill.length"),
        ("1" * 33, "waybill.length"),
        ("SF_12345678", "waybill.charset"),
        ("单号1234567", "waybill.charset"),
    ],
)
def test_what_cannot_be_a_waybill_is_refused(raw: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Waybill.parse(raw, **SF)

    assert refusal.value.code == code
    assert refusal.value.facts["raw"] == raw
