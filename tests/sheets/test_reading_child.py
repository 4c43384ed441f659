"""The child that reads workbooks may die of any file; its parent answers calmly."""

from __future__ import annotations

import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from shouhou.kernel.refusals import Invalid
from shouhou.sheets import reader
from tests.sheets.workbooks import Tab, excel

LIMITS = """
import json, resource, sys
from shouhou.sheets import child
child.limit()
kinds = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")
facts = {kind: resource.getrlimit(getattr(resource, kind)) for kind in kinds}
json.dump({"refused": "told", "where": "", "facts": facts}, sys.stdout)
"""
ENVIRONMENT = """
import json, os, sys
json.dump({"refused": "told", "where": "", "facts": dict(os.environ)}, sys.stdout)
"""
MODULES = """
import json, sys
from shouhou.sheets import child
json.dump({"refused": "told", "where": "", "facts": {"modules": sorted(sys.modules)}}, sys.stdout)
"""


def refused_by(monkeypatch: pytest.MonkeyPatch, program: str) -> Invalid:
    """What the parent says when this program reads the workbook."""
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-s", "-P", "-c", program))
    with pytest.raises(Invalid) as refused:
        reader.read(b"content")
    return refused.value


@pytest.mark.parametrize(
    "program",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os; os.abort()",
        "raise SystemExit(3)",
        "import time; time.sleep(60)",
    ],
    ids=["killed", "aborted", "out of memory", "asleep"],
)
def test_a_child_that_dies_or_hangs_is_an_ordinary_refusal(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(reader, "LONGEST_SECONDS", 2)

    assert refused_by(monkeypatch, program).code == "sheets.too_heavy"


def test_a_fault_of_the_child_is_refused_and_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        refusal = refused_by(monkeypatch, "raise RuntimeError('a parser panicked')")

    assert refusal.code == "sheets.damaged"
    assert "a parser panicked" in caplog.text


def test_the_child_may_use_little_memory_and_time_and_write_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = refused_by(monkeypatch, LIMITS).facts

    assert limits == {
        "RLIMIT_AS": [200_000_000, 200_000_000],
        "RLIMIT_CPU": [4, 4],
        "RLIMIT_FSIZE": [0, 0],
        "RLIMIT_CORE": [0, 0],
    }


def test_the_child_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:secret@db/shouhou")

    told = refused_by(monkeypatch, ENVIRONMENT).facts

    assert "DATABASE_URL" not in told
    assert set(told) - {"LC_CTYPE"} <= {"PATH", "LD_LIBRARY_PATH", "PYTHONPATH"}


def test_the_child_imports_no_framework(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = refused_by(monkeypatch, MODULES).facts["modules"]

    assert "python_calamine" in loaded
    assert not {"django", "xlsxwriter", "subprocess", "asyncio"} & set(loaded)


def test_many_people_may_upload_at_once() -> None:
    content = excel(Tab([["a"]]))

    with ThreadPoolExecutor(8) as people:
        workbooks = list(people.map(reader.read, [content] * 8))

    assert [len(workbook.sheets) for workbook in workbooks] == [1] * 8
