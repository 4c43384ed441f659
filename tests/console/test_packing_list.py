"""`shouhou packing-list`: the preview for people at a terminal and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shouhou.console import packing_list
from tests.world import World


@pytest.fixture
def w(db: None) -> World:
    """A department with one part."""
    world = World()
    world.part("CHG-S5-01B")
    return world


def listed(folder: Path, rows: str) -> str:
    """A list in a file."""
    path = folder / "list.csv"
    path.write_text(f"物料编码,数量\n{rows}\n", encoding="utf-8")
    return str(path)


def test_a_list_that_could_be_kept_exits_with_0(
    w: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = packing_list.run([listed(tmp_path, "CHG-S5-01B,10"), "--json"])

    said = json.loads(capsys.readouterr().out)
    assert (code, said["ready"], said["totals"]["pieces"]) == (0, True, 10)


def test_a_row_with_a_problem_exits_with_1_and_is_named(
    w: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = packing_list.run([listed(tmp_path, "CHG-S5-01B,-1")])

    assert code == 1
    assert "B2" in capsys.readouterr().out


def test_a_file_that_is_no_list_exits_with_1_and_one_that_is_not_there_with_2(
    w: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "list.xlsx"
    picture.write_bytes(b"\x89PNG")

    assert packing_list.run([str(picture)]) == 1
    assert packing_list.run([str(tmp_path / "nothing.xlsx")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
