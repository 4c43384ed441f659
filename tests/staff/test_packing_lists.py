"""The agent's packing list at the desk: previewed whole, kept whole, or not at all."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from shouhou.exchange.models import InboundConsignment, PackingList
from shouhou.kernel import clock
from shouhou.sheets.writer import Column, ColumnKind, xlsx
from tests.staff.receiving_scene import CHARGER, LCD, signed_box
from tests.staff.workshop_scene import Browser
from tests.world import World

COLUMNS = (Column("物料编码"), Column("数量", ColumnKind.INTEGER), Column("串号"))
GOOD = ((LCD, 1, "PANEL1"), (CHARGER, 10, ""))
WRONG = ((LCD, 1, "PANEL1"), ("CHG-S5-01X", 10, ""), (CHARGER, 2, "A1234,B1234,C1234"))


def sheet(rows: tuple[tuple[object, ...], ...], name: str = "清单.xlsx") -> SimpleUploadedFile:
    """A list as an agent sends it."""
    return SimpleUploadedFile(name, xlsx(columns=COLUMNS, rows=rows, title="装箱清单"))


def at(box: InboundConsignment) -> str:
    """Where its list is entered."""
    return f"/consignments/{box.number}/packing-list/"


def uploaded(desk: Browser, box: InboundConsignment, file: SimpleUploadedFile) -> HttpResponse:
    """The answer to an upload."""
    return desk.press(f"{at(box)}upload/", file=file)


def token(answer: HttpResponse) -> str:
    """What leads back to an uploaded file."""
    return unquote(answer.headers["Location"].partition("?file=")[2])


@pytest.mark.req("S2.2.1b", "S3.3.3")
def test_a_good_list_is_previewed_and_then_kept(w: World) -> None:
    box, desk = signed_box(w), Browser(w.hejing)

    answer = uploaded(desk, box, sheet(GOOD))
    preview = desk.page(answer.headers["Location"])
    assert "PANEL1" in preview
    assert "Keep this list" in preview
    assert not PackingList.objects.exists()
    desk.press(f"{at(box)}keep/", file=token(answer))

    kept = PackingList.objects.get()
    assert (kept.origin, kept.file_name) == ("workbook", "清单.xlsx")
    lines = kept.lines.order_by("line_no").values_list("part__part_no", "quantity", "serial")
    assert list(lines) == list(GOOD)


def test_every_wrong_row_is_named_in_place_and_nothing_is_kept(w: World) -> None:
    box, desk = signed_box(w), Browser(w.hejing)

    answer = uploaded(desk, box, sheet(WRONG))
    preview = desk.page(answer.headers["Location"])
    refused = desk.press(f"{at(box)}keep/", file=token(answer))

    assert "Alike: CHG-S5-01B" in preview
    assert "there are 3 serials" in preview
    assert "Keep this list" not in preview
    assert refused.status_code == 422
    assert not PackingList.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 no list", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 old"]
)
def test_a_wrong_file_is_refused_with_a_sentence(w: World, content: bytes) -> None:
    box, desk = signed_box(w), Browser(w.hejing)

    answer = uploaded(desk, box, SimpleUploadedFile("list.xlsx", content))

    assert answer.status_code == 422
    assert "Refused by the rule" not in answer.content.decode()
    assert not PackingList.objects.exists()


def test_the_same_file_for_another_box_is_doubted(w: World) -> None:
    first, second, desk = signed_box(w), signed_box(w), Browser(w.hejing)
    file = sheet(GOOD).read()
    for box in (first, second):
        answer = uploaded(desk, box, SimpleUploadedFile("list.xlsx", file))
        preview = desk.page(answer.headers["Location"])
        assert ("This very file" in preview) is (box == second)
        desk.press(f"{at(box)}keep/", file=token(answer))

    assert first.number in preview
    assert PackingList.objects.count() == 2  # a doubt, not a refusal: two boxes may be alike


def test_a_preview_is_its_persons_alone(w: World) -> None:
    box, other = signed_box(w), signed_box(w)
    answer = uploaded(Browser(w.hejing), box, sheet(GOOD))

    stranger = Browser(w.luomin).press(f"{at(box)}keep/", file=token(answer))
    elsewhere = Browser(w.hejing).press(f"{at(other)}keep/", file=token(answer))
    made_up = Browser(w.hejing).press(f"{at(box)}keep/", file="../../shouhou.db")

    assert {stranger.status_code, elsewhere.status_code, made_up.status_code} == {404}
    assert not PackingList.objects.exists()


def test_what_nobody_kept_is_cleared_away(w: World) -> None:
    box, desk = signed_box(w), Browser(w.hejing)
    first = uploaded(desk, box, sheet(GOOD))
    folder = Path(settings.MEDIA_ROOT) / "previews"
    old = (clock.now() - timedelta(hours=3)).timestamp()
    for path in folder.iterdir():
        os.utime(path, (old, old))

    uploaded(desk, box, sheet(GOOD))

    assert len(list(folder.iterdir())) == 1
    assert desk.press(f"{at(box)}keep/", file=token(first)).status_code == 404


def test_a_list_is_typed_by_hand(w: World) -> None:
    box, desk = signed_box(w), Browser(w.hejing)
    assert LCD not in desk.page(f"{at(box)}typed/")

    desk.press(f"{at(box)}typed/keep/", **typed((LCD, 1, "panel1"), (CHARGER, 10, "")))

    kept = PackingList.objects.get()
    assert kept.origin == "hand"
    assert [line.serial for line in kept.lines.order_by("line_no")] == ["PANEL1", ""]


def typed(*rows: tuple[str, int, str]) -> dict[str, object]:
    """The rows as the formset sends them."""
    sent: dict[str, object] = {
        "lines-TOTAL_FORMS": len(rows),
        "lines-INITIAL_FORMS": 0,
        "lines-MIN_NUM_FORMS": 1,
        "lines-MAX_NUM_FORMS": 500,
    }
    for number, (part, quantity, serial) in enumerate(rows):
        sent |= {
            f"lines-{number}-part": part,
            f"lines-{number}-quantity": quantity,
            f"lines-{number}-serial": serial,
        }
    return sent


@pytest.mark.parametrize(
    "rows",
    [
        [("NO-SUCH-PART", 1, "")],
        [(LCD, 2, "PANEL1")],
        [(LCD, 1, "PANEL1"), (LCD, 1, "panel-1")],
        [(CHARGER, 0, "")],
    ],
)
def test_a_typed_list_with_a_mistake_is_not_kept(
    w: World, rows: list[tuple[str, int, str]]
) -> None:
    box = signed_box(w)

    answer = Browser(w.hejing).press(f"{at(box)}typed/keep/", **typed(*rows))

    assert answer.status_code == 422
    assert not PackingList.objects.exists()


@pytest.mark.req("S2.2.1b")
def test_that_there_was_no_list_is_an_entry_too(w: World) -> None:
    box, desk = signed_box(w), Browser(w.hejing)
    assert "No list in the box" in desk.page(at(box))

    desk.press(f"{at(box)}none/")

    assert PackingList.objects.get().origin == "none"


def test_the_empty_list_names_the_parts(w: World) -> None:
    signed_box(w)

    answer = Browser(w.hejing).get("/packing-list.xlsx")

    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"PK")
    assert len(answer.content) > 5000


def test_an_engineer_enters_no_list(w: World) -> None:
    box, engineer = signed_box(w), Browser(w.zhouqi)

    answers = [
        engineer.get(at(box)),
        uploaded(engineer, box, sheet(GOOD)),
        engineer.press(f"{at(box)}none/"),
        engineer.press(f"{at(box)}typed/keep/", **typed((CHARGER, 1, ""))),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert not PackingList.objects.exists()
