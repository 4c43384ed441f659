"""The source as the rules of the house see it: files, their text and their syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOORS = ("staff", "portal", "api")
APART = ("demo", "bench", "web")
PURE = ("kernel", "sheets", "paper")


@dataclass(frozen=True)
class Source:
    """One file: where it lies in the project, and what it says."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of a Python file."""
        return list(ast.walk(ast.parse(self.text)))

    @property
    def package(self) -> str:
        """The room, door or part that a file of the product belongs to; empty elsewhere."""
        parts = self.path.split("/")
        return parts[2] if parts[:2] == ["src", "shouhou"] and len(parts) > 3 else ""

    @property
    def is_product(self) -> bool:
        return self.path.startswith("src/")

    @property
    def is_python(self) -> bool:
        return self.path.endswith(".py") or self.path == "dev"

    @property
    def is_template(self) -> bool:
        return "/templates/" in self.path and self.is_product

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.path


@cache
def paths() -> tuple[str, ...]:
    """Every file that is or will be in the repository."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for path in sorted(set(listed.splitlines())) if (ROOT / path).is_file())


@cache
def tree() -> tuple[Source, ...]:
    """Every text file of the repository."""
    found = []
    for path in paths():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8000]:
            found.append(Source(path, content.decode("utf-8", "replace")))
    return tuple(found)


def product() -> Iterator[Source]:
    """The Python files of the product."""
    return (source for source in tree() if source.is_product and source.is_python)


def rooms() -> list[Path]:
    """The folders of the rooms: packages of the product that have models."""
    return sorted(
        folder
        for folder in (ROOT / "src" / "shouhou").iterdir()
        if (folder / "models").is_dir() or (folder / "models.py").is_file()
    )


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a name or an attribute of names; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (left := dotted(node.value)):
        return f"{left}.{node.attr}"
    return ""
