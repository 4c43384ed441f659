"""The papers beside the source say what is true: dependencies, changes, locks, words."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.architecture.source import ROOT, paths
from tools.dev import messages

DEPENDENCIES = ROOT / "docs" / "dependencies.md"
MOST_PACKAGES = 15
KINDS_OF_CHANGE = {"Improvements", "Fixes", "Security", "Upgrading"}
_RELEASE = re.compile(r"^(Unreleased|\d+\.\d+\.\d+ \(\d{4}-\d{2}-\d{2}\))$")


def python_dependencies() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.split(r"[<>=\[]", line)[0] for line in wanted}


def npm_dependencies() -> set[str]:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    groups = ("dependencies", "devDependencies", "optionalDependencies")
    return {name for group in groups for name in package.get(group, {})}


def problems_of_changelog(text: str) -> list[str]:
    """Where a changelog departs from its shape: releases, newest first, by kinds of change."""
    headings = re.findall(r"^(#+) (.*)$", text, re.MULTILINE)
    releases = [title for level, title in headings if level == "##"]
    versions = [tuple(map(int, re.findall(r"\d+", title)[:3])) for title in releases]
    numbered = [version for version in versions if version]
    found = [f"not a release: {title}" for title in releases if not _RELEASE.match(title)]
    found += [
        f"not a kind of change: {title}"
        for level, title in headings
        if level == "###" and title not in KINDS_OF_CHANGE
    ]
    if headings[:1] != [("#", "Changelog")]:
        found.append("it begins with # Changelog")
    if numbered != sorted(numbered, reverse=True) or () in versions[1:]:
        found.append("the newest stands first")
    return found


@pytest.mark.parametrize("name", sorted(python_dependencies() | npm_dependencies()))
def test_every_direct_dependency_is_accounted_for(name: str) -> None:
    row = f"| {name} |"

    assert row in DEPENDENCIES.read_text(encoding="utf-8")


def test_nothing_is_accounted_for_that_we_do_not_depend_on() -> None:
    rows = re.findall(r"^\| (\S+) \| .*\|$", DEPENDENCIES.read_text(encoding="utf-8"), re.MULTILINE)

    assert set(rows) - {"package", "---"} == python_dependencies() | npm_dependencies()


def test_the_product_stands_on_few_packages_and_none_that_binds_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = re.findall(r"^\| \S+ \| .*\| ([^|]+) \|$", DEPENDENCIES.read_text(), re.MULTILINE)

    assert len(project["dependencies"]) <= MOST_PACKAGES
    assert [licence for licence in licences if re.search(r"\bA?GPL", licence)] == []


def test_every_locked_package_has_its_digest_and_no_host() -> None:
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    pip = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")

    assert [name for name, package in npm.items() if name and "integrity" not in package] == []
    assert "resolved" not in str(npm)
    assert "://" not in pip
    assert pip.count("--hash=") >= pip.count("==") > 0


def test_what_is_installed_in_production_is_locked_alike_for_development() -> None:
    pins = {
        name: set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }

    assert pins["requirements.txt"] <= pins["requirements-dev.txt"]


def test_the_changelog_has_its_shape() -> None:
    assert problems_of_changelog((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


def test_a_changelog_out_of_shape_is_seen() -> None:
    good = "# Changelog\n## Unreleased\n### Fixes\n## 0.2.0 (2027-01-02)\n## 0.1.0 (2026-12-01)\n"

    assert problems_of_changelog(good) == []
    assert problems_of_changelog(good.replace("# Changelog\n", "# News\n"))
    assert problems_of_changelog(good.replace("0.2.0", "0.0.2"))
    assert problems_of_changelog(good.replace("(2027-01-02)", ""))
    assert problems_of_changelog(good.replace("Fixes", "Bugs"))


@pytest.mark.req("R-I18N")
def test_the_chinese_catalogue_is_complete() -> None:
    problems = messages.checked()

    assert not problems, "\n".join(problems)


def test_nothing_of_others_and_nothing_made_is_in_the_repository() -> None:
    foreign = re.compile(r"\.(min\.(js|css)|woff2?|ttf|otf|mo|pyc|sqlite3|whl)$|^node_modules/")

    assert [path for path in paths() if foreign.search(path)] == []
