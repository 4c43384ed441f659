"""Rooms and doors are laid out alike: who knows one knows all."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.source import DOORS, ROOT, Source, dotted, product, rooms

PACKAGES = sorted(path.parent for path in (ROOT / "src" / "shouhou").glob("*/__init__.py"))
OF_DOORS = ("views", "urls", "forms", "templates", "static", "middleware", "templatetags", "admin")
by_name = pytest.mark.parametrize("folder", rooms(), ids=lambda folder: folder.name)


def has(folder: Path, name: str) -> bool:
    return (folder / name).is_dir() or (folder / f"{name}.py").is_file()


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_no_package_is_empty(folder: Path) -> None:
    assert [path for path in folder.rglob("*.py") if path.name != "__init__.py"]


@by_name
def test_a_room_has_its_app_its_verbs_and_its_migrations(folder: Path) -> None:
    missing = [name for name in ("apps", "commands", "migrations") if not has(folder, name)]

    assert not missing


@by_name
def test_a_room_has_nothing_of_a_door(folder: Path) -> None:
    assert not [name for name in OF_DOORS if has(folder, name)]


@by_name
def test_a_room_whose_nouns_live_has_facts_that_hold_at_rest(folder: Path) -> None:
    assert has(folder, "checks") or not has(folder, "lifecycle")


@pytest.mark.parametrize("door", [folder for folder in PACKAGES if folder.name in DOORS])
def test_a_door_has_urls_views_and_templates_and_no_models(door: Path) -> None:
    assert all(has(door, name) for name in ("urls", "views", "templates"))
    assert not has(door, "models")


def imported_functions(source: Source) -> dict[str, str]:
    """The names under which a file knows room commands: local name → module or function."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and ".commands" in f".{node.module}"
        for alias in node.names
    }


def called_commands(source: Source) -> Iterator[tuple[str, str]]:
    """Each room command that a file calls, and the function of the file that calls it."""
    known = imported_functions(source)
    for function in source.nodes:
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                first, _, rest = (
                    dotted(node.func).partition(".") if isinstance(node, ast.Call) else ("", "", "")
                )
                if first in known:
                    yield ".".join(filter(None, [known[first], rest])), function.name


def ways_around(flows: Iterable[Source], doors: Iterable[Source]) -> set[str]:
    """The commands that a flow of the same name wraps and that a door calls all the same."""
    wrapped = {
        command
        for source in flows
        for command, caller in called_commands(source)
        if command.rpartition(".")[2] == caller
    }
    return wrapped & {command for source in doors for command, _ in called_commands(source)}


def test_no_door_goes_around_a_flow() -> None:
    flows = [source for source in product() if source.package == "flows"]
    doors = [source for source in product() if source.package in DOORS]

    assert not ways_around(flows, doors)


def test_going_around_a_flow_would_be_found() -> None:
    flow = Source(
        "src/shouhou/flows/posting.py",
        "from shouhou.stock.commands import documents\n"
        "def post(document_id, *, by):\n    documents.post(document_id, by=by)\n",
    )
    door = Source(
        "src/shouhou/staff/views/documents.py",
        "from shouhou.stock.commands import documents as papers\n"
        "def post(request):\n    papers.post(1, by=request.user)\n",
    )

    assert ways_around([flow], [door]) == {"shouhou.stock.commands.documents.post"}
    assert ways_around([flow], [flow]) != set()
    assert ways_around([], [door]) == set()
