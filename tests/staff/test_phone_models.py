"""The pages of phone models: entered, corrected, and known by their TACs."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from shouhou.accounts.roles import Role
from shouhou.catalog.models import PhoneModel, Tac
from shouhou.catalog.queries import models_of
from shouhou.kernel.identifiers import Imei
from tests.world import World

TYPED = {
    "code": "X9",
    "name": "星屿 X9",
    "network": "5g",
    "launched_on": "2026-10-01",
    "price_fen": "2,999.00",
    "imei_count": "2",
    "nal_mark_mode": "e_display",
    "nal_licence_no": "02-0000-260000",
    "nal_valid_until": "2029-09-30",
}


@pytest.fixture
def rd(client: Client, w: World) -> Client:
    """Somebody of R&D, logged in."""
    client.force_login(w.person("gu", Role.RD))
    return client


def said(client: Client, path: str, **typed: str) -> str:
    answer = client.post(path, {**typed, "request_key": str(uuid4())}, follow=True)
    return answer.content.decode()


@pytest.fixture
def linlan(w: World) -> Client:
    """The supervisor, logged in elsewhere."""
    client = Client()
    client.force_login(w.linlan)
    return client


def test_a_model_is_entered_approved_corrected_and_known_by_its_tac(
    rd: Client, linlan: Client
) -> None:
    page = said(rd, "/models/add/", **TYPED)
    assert "2,999.00" in page
    assert "还没有" in page

    said(rd, "/models/X9/tacs/declare/", tac="0010 1009", slot="2")
    assert models_of(Imei.of("00101009", 7)) == []
    assert "待批准" in rd.get("/models/X9/").content.decode()

    said(linlan, "/models/X9/approve/")
    assert models_of(Imei.of("00101009", 7)) == [PhoneModel.objects.get(code="X9")]
    assert "待批准" not in rd.get("/models/X9/").content.decode()
    assert "星屿 X9" in rd.get("/models/?q=00101").content.decode()
    assert "星屿 X9" not in rd.get("/models/?q=00109").content.decode()

    page = said(rd, "/models/X9/change/", **TYPED | {"price_fen": "2599", "imei_count": "2"})
    assert "价格: ¥2,999.00 → ¥2,599.00" in page  # what the supervisor has to judge
    assert "X9" in linlan.get("/").content.decode()  # it waits on his home page again

    said(rd, f"/models/X9/tacs/{Tac.objects.get().pk}/strike/")
    assert models_of(Imei.of("00101009", 7)) == []


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(rd: Client) -> None:
    page = said(rd, "/models/add/", **TYPED | {"launched_on": "2026-02-30", "price_fen": "-1"})
    assert page.count("is-invalid") == 2
    assert not PhoneModel.objects.exists()


def test_a_code_is_taken_once_and_stays(rd: Client) -> None:
    said(rd, "/models/add/", **TYPED)

    assert "X9" in said(rd, "/models/add/", **TYPED | {"name": "另一个"})
    said(rd, "/models/X9/change/", **TYPED | {"code": "Y1"})
    assert list(PhoneModel.objects.values_list("code", "name")) == [("X9", "星屿 X9")]


def test_a_slot_that_the_phone_lacks_is_no_choice(rd: Client) -> None:
    said(rd, "/models/add/", **TYPED | {"imei_count": "1"})

    said(rd, "/models/X9/tacs/declare/", tac="00101009", slot="2")
    assert not Tac.objects.exists()
