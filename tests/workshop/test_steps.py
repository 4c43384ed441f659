"""A step of the workshop is done once, and again when what it depends on has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.dev import project, serving, testing
from tools.dev.project import ROOT, Stopped, digest, once


@pytest.fixture
def done(tmp_path: Path) -> list[str]:
    """What was done so far."""
    return []


def step(done: list[str], folder: Path, *, of: str = "input") -> bool:
    made = folder / "made"

    def act() -> None:
        done.append(of)
        made.touch()

    return once("make it", act, stamp=folder / "stamps" / "made", of=of, makes=[made])


def test_a_step_is_not_done_twice(done: list[str], tmp_path: Path) -> None:
    assert [step(done, tmp_path), step(done, tmp_path)] == [True, False]
    assert done == ["input"]


def test_a_step_is_done_again_for_another_input(done: list[str], tmp_path: Path) -> None:
    step(done, tmp_path)
    step(done, tmp_path, of="another")

    assert done == ["input", "another"]


def test_a_step_is_done_again_when_what_it_made_is_gone(done: list[str], tmp_path: Path) -> None:
    step(done, tmp_path)
    (tmp_path / "made").unlink()

    assert step(done, tmp_path)


def test_a_step_that_failed_is_not_done(tmp_path: Path) -> None:
    def fail() -> None:
        raise Stopped("no")

    with pytest.raises(Stopped):
        once("fail", fail, stamp=tmp_path / "stamp", of="input", makes=[])

    assert not (tmp_path / "stamp").exists()


def test_a_digest_knows_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("text")
    other.write_text("text")

    before = digest([one])
    assert digest([other]) != before
    one.write_text("more")
    assert digest([one]) != before


@pytest.mark.parametrize(
    ("arguments", "address"),
    [
        ([], "127.0.0.1:8000"),
        (["--reload"], "127.0.0.1:8000"),
        (["--bind", "0.0.0.0:9"], "0.0.0.0:9"),
        (["-b", "127.0.0.1:9"], "127.0.0.1:9"),
        (["--bind=127.0.0.1:8", "--bind=127.0.0.1:9"], "127.0.0.1:9"),
    ],
)
def test_the_last_address_wins(arguments: list[str], address: str) -> None:
    assert serving.address_of(arguments) == address


def test_without_chromium_it_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "BROWSERS", ())
    monkeypatch.delenv("SHOUHOU_CHROMIUM", raising=False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(Stopped, match="apt-get install chromium-headless-shell fonts-noto-cjk "):
        testing.need_browser()


def test_alone_it_lists_its_verbs() -> None:
    alone = subprocess.run([ROOT / "dev"], capture_output=True, text=True, check=True)

    listed = {line.split()[0] for line in alone.stdout.splitlines() if line.startswith("  ")}
    assert listed == {
        *("run", "test", "check", "format", "messages", "demo", "prove", "bench", "shots"),
    }


def test_an_unknown_verb_is_refused() -> None:
    refused = subprocess.run(
        [sys.executable, ROOT / "dev", "fly"], capture_output=True, text=True, check=False
    )

    assert refused.returncode == 2
