"""Names are the glossary's; a name that says nothing hides a thing that has not been thought of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.rule import Finding, Rule
from tests.architecture.source import Source

EMPTY = {
    *("util", "utils", "helper", "helpers", "common", "base", "services"),
    *("manager", "process", "handle", "data", "info", "misc", "stuff"),
}
# Others call these by these names: Django's hooks and the standard library's.
GIVEN = {
    *("handle", "process_exception", "get_context_data", "base_fields", "cleaned_data"),
    *("clean", "value_from_datadict", "DATA_UPLOAD_MAX_MEMORY_SIZE"),
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def _says_nothing(name: str) -> bool:
    words = {word.lower() for word in _WORD.findall(name)}
    return name not in GIVEN and bool(words & EMPTY)


def _defined(node: ast.AST) -> Iterator[str]:
    """The names that a node gives to things of ours."""
    match node:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield node.name
        case ast.arg():
            yield node.arg
        case ast.Name(ctx=ast.Store()):
            yield node.id
        case ast.alias(asname=str(name)):
            yield name


def _arguments_of_hooks(node: ast.AST) -> list[ast.arg]:
    """A hook's arguments have the names that its caller gave them."""
    if isinstance(node, ast.FunctionDef) and node.name in GIVEN:
        return node.args.args
    return []


def _empty_names(source: Source) -> Iterator[Finding]:
    for part in PurePosixPath(source.path).with_suffix("").parts:
        if _says_nothing(part):
            yield 1, f"the name {part} says nothing"
    given = {argument for node in source.nodes for argument in _arguments_of_hooks(node)}
    for node in source.nodes:
        if isinstance(node, ast.arg) and node.arg == "data" and "/forms/" in source.path:
            continue  # Django's own word for what a form was sent
        for name in _defined(node) if node not in given else ():
            if _says_nothing(name):
                yield getattr(node, "lineno", 1), f"the name {name} says nothing"


RULES = (
    Rule(
        sentence="every name of the product says what it names",
        applies=lambda source: source.is_product and source.is_python and not source.is_migration,
        find=_empty_names,
        place="src/shouhou/stock/spots.py",
        good=(
            "database = 1",
            "def rebase(informed): pass",
            "class Command(BaseCommand):\n  def handle(self): pass",
            "x = form.cleaned_data",
            "def value_from_datadict(self, data): pass",
        ),
        bad=(
            "class StockManager: pass",
            "def process_row(): pass",
            "def f(*, data): pass",
            "part_info = 1",
            "import x as helpers",
        ),
    ),
)
