"""The product installs as a wheel that has everything in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, paths

KINDS = (".py", ".html", ".css", ".js", ".svg", ".typ", ".toml", ".txt", ".po", ".sql")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from the files of the repository, away from the tree."""
    clone = tmp_path_factory.mktemp("clone")
    for path in paths():
        if path.startswith("src/") or "/" not in path:
            (clone / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, clone / path)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, *offline, "--wheel-dir", clone / "dist", clone], check=True)
    (built,) = (clone / "dist").glob("shouhou-*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_has_every_file_of_the_product(wheel: zipfile.ZipFile) -> None:
    wanted = {
        str(Path(path).relative_to("src"))
        for path in paths()
        if path.startswith("src/") and path.endswith(KINDS)
    }

    assert wanted - set(wheel.namelist()) == set()


def test_the_wheel_brings_the_shouhou_command(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert "shouhou = shouhou.cli:main" in wheel.read(name).decode()


def test_the_wheel_has_nothing_but_the_product(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"shouhou"}
