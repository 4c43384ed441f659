"""No file that anybody can upload hurts the server or is read as something it does not say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.cases import Case, expected, judge
from tests.faults.hostile_workbooks import CASES, HEAVY

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 5
MOST_KILOBYTES = 200_000

# A fresh interpreter: a child's peak counts its parent's size until it has become itself.
MEASURE = """
import json, resource
from tests.faults.cases import judge
from tests.faults.hostile_workbooks import CASES, HEAVY
peaks = {}
for case in CASES:
    if case.kind in HEAVY:
        judge(case.make())
        peaks[str(case)] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"peaks": peaks}))
"""


def seconds_spent() -> float:
    """What we and our children have computed: on a free machine this is what a person waits."""
    return sum(os.times()[:4])


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_hostile_list_is_refused_or_read_right_and_soon(case: Case) -> None:
    content = case.make()

    before = seconds_spent()
    verdict = judge(content)

    assert verdict == expected(case)
    assert seconds_spent() - before <= LONGEST_SECONDS


def test_the_cases_are_many_and_of_every_kind() -> None:
    kinds = Counter(case.kind for case in CASES)

    assert len({str(case) for case in CASES}) == len(CASES) >= 200
    assert kinds["archive"] >= 20
    assert kinds["sheet"] + kinds["structure"] >= 35
    assert kinds["xml"] >= 15
    assert kinds["file"] >= 20
    assert kinds["serial"] >= 50
    assert kinds["quantity"] + kinds["day"] >= 30
    assert kinds["text"] >= 30


@pytest.mark.slow
def test_no_file_makes_the_reading_child_large() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        check=True,
    )

    peaks = json.loads(done.stdout)["peaks"]
    assert len(peaks) == sum(case.kind in HEAVY for case in CASES)
    assert max(peaks.values()) <= MOST_KILOBYTES
