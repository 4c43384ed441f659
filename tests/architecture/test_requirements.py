"""The page of requirements says exactly what the tests say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "requirements.py"

SENTENCES = """\
[[chapter]]
zh = "前台"
en = "Front desk"
[chapter.requirements]
"S1.1".zh = "签收 | 清点"
"S1.1".en = "Sign for | count"
"S1.2".zh = "移交"
"S1.2".en = "Hand over"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two requirements and no test."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests" / "desk").mkdir(parents=True)
    (tmp_path / "docs" / "requirements.toml").write_text(SENTENCES, encoding="utf-8")
    return tmp_path


def run(root: Path, *options: str) -> tuple[int, str]:
    """The tool's exit code and what it complains of."""
    command = [sys.executable, str(TOOL), "--root", str(root), *options]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stderr


def add_test(root: Path, text: str) -> None:
    (root / "tests" / "desk" / "test_parcels.py").write_text(text, encoding="utf-8")


def page_of(root: Path) -> str:
    return (root / "docs" / "requirements.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_tool_would_write_now() -> None:
    code, complaint = run(ROOT, "--check")

    assert (code, complaint) == (0, "")


def test_a_marked_test_is_linked_beside_its_requirement(project: Path) -> None:
    add_test(project, "@pytest.mark.req('S1.1')\ndef test_it_is_signed_for(): ...\n")

    assert run(project) == (0, "")

    link = "[`tests/desk/test_parcels.py::test_it_is_signed_for`](../tests/desk/test_parcels.py)"
    assert f"| S1.1 | 签收 \\| 清点 | Sign for \\| count | {link} |" in page_of(project)
    assert "| S1.2 | 移交 | Hand over | — not built yet |" in page_of(project)
    assert "1 of 2 are." in page_of(project)


def test_marks_on_classes_parameters_and_whole_files_count(project: Path) -> None:
    add_test(
        project,
        "pytestmark = [pytest.mark.req('S1.2')]\n"
        "class TestParcels:\n"
        "    @pytest.mark.req('S1.1', 'S1.2')\n"
        "    async def test_late(self): ...\n"
        "@pytest.mark.parametrize('n', [pytest.param(1, marks=pytest.mark.req('S1.1'))])\n"
        "def test_early(n): ...\n",
    )

    assert run(project) == (0, "")

    rows = {row.split(" | ")[0]: row for row in page_of(project).splitlines()}
    file = "tests/desk/test_parcels.py"
    assert f"{file}::TestParcels::test_late`" in rows["| S1.1"]
    assert f"{file}::test_early`" in rows["| S1.1"]
    assert f"[`{file}`]" in rows["| S1.2"]
    assert f"{file}::TestParcels::test_late`" in rows["| S1.2"]


def test_writing_twice_changes_nothing(project: Path) -> None:
    add_test(project, "@pytest.mark.req('S1.1')\ndef test_one(): ...\n")
    run(project)
    first = page_of(project)

    run(project)

    assert page_of(project) == first
    assert run(project, "--check") == (0, "")


def test_a_stale_page_is_reported_and_left_alone(project: Path) -> None:
    run(project)
    before = page_of(project)
    add_test(project, "@pytest.mark.req('S1.1')\ndef test_one(): ...\n")

    code, complaint = run(project, "--check")

    assert code == 1
    assert "docs/requirements.md is stale" in complaint
    assert page_of(project) == before


@pytest.mark.parametrize(
    ("test", "complaint"),
    [
        ("@pytest.mark.req('S9')\ndef test_one(): ...", "::test_one: no requirement S9"),
        ("@pytest.mark.req()\ndef test_one(): ...", ":1: a mark takes IDs written out"),
        ("@pytest.mark.req(ID)\ndef test_one(): ...", ":1: a mark takes IDs written out"),
        ("@pytest.mark.req(id='S1.1')\ndef test_one(): ...", ":1: a mark takes IDs written out"),
        ("@pytest.mark.req('S1.1')\ndef arrive(): ...", ":1: this mark stands on no test"),
        (
            "def test_one():\n    @pytest.mark.req('S1.1')\n    def test_two(): ...",
            ":2: this mark stands on no test",
        ),
        ("proved = pytest.mark.req('S1.1')", ":1: this mark stands on no test"),
        ("def test_one(:", ":1: invalid syntax"),
    ],
)
def test_a_mark_that_proves_nothing_is_refused(project: Path, test: str, complaint: str) -> None:
    add_test(project, test + "\n")

    code, complaints = run(project)

    assert code == 1
    assert complaint in complaints
    assert not (project / "docs" / "requirements.md").exists()


@pytest.mark.parametrize(
    ("sentences", "complaint"),
    [
        (SENTENCES + SENTENCES, "S1.1 stands there twice"),
        (SENTENCES + '"S1.2".zh = "移交"\n', "requirements.toml: "),
        (SENTENCES + '"S1.3".en = "Ship"\n', "S1.3 needs one line in zh and one in en"),
        (SENTENCES.replace("移交", " "), "S1.2 needs one line in zh and one in en"),
    ],
)
def test_sentences_that_are_not_right_are_refused(
    project: Path, sentences: str, complaint: str
) -> None:
    (project / "docs" / "requirements.toml").write_text(sentences, encoding="utf-8")

    code, complaints = run(project)

    assert code == 1
    assert complaint in complaints
