"""Writes docs/requirements.md: every requirement beside the tests that prove it.

    python tools/requirements.py            write the page
    python tools/requirements.py --check    say what is wrong and change nothing

The sentences come from docs/requirements.toml, the proofs from the `@pytest.mark.req("ID")` marks
on the tests, read by AST so that no test need run. Nobody states what is built; the tests do.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

UNPROVEN = "— not built yet"
HEAD = """\
<!-- Written by tools/requirements.py; edit requirements.toml or mark a test, then run it. -->

# Requirements

What the department needs, in the order of its manual, and the tests that prove each line.
A requirement is built when a test carries its ID; {proven} of {total} are.
"""


class Wrong(Exception):
    """The sentences or the marks contradict each other; holds one line a finding."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__("\n".join(findings))


@dataclass(frozen=True)
class Requirement:
    """One numbered sentence in both languages."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True)
class Chapter:
    """One heading of the page and the requirements under it."""

    zh: str
    en: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, order=True)
class Proof:
    """One mark: the test `test`, or the whole file when empty, claims requirement `id`."""

    path: str
    test: str
    id: str

    @property
    def node(self) -> str:
        """What one would type after `pytest` to run it."""
        return f"{self.path}::{self.test}" if self.test else self.path


class Marks(ast.NodeVisitor):
    """Walks one test file for marks that stand on a test, a test class or the whole file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.proofs: list[Proof] = []
        self.findings: list[str] = []
        self._around: list[str] = []
        self._seen: set[ast.Call] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._definition(node, collected=node.name.startswith("test_"))

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._definition(node, collected=node.name.startswith("test_"))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._definition(node, collected=node.name.startswith("Test"))

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if "pytestmark" in names and not self._around:
            self._credit("", node.value)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if _is_mark(node) and node not in self._seen:
            self.findings.append(f"{self.path}:{node.lineno}: this mark stands on no test")
        self.generic_visit(node)

    def _definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, *, collected: bool
    ) -> None:
        # pytest collects only what stands at the top or in classes named Test…
        if collected and all(name.startswith("Test") for name in self._around):
            for decorator in node.decorator_list:
                self._credit("::".join([*self._around, node.name]), decorator)
        self._around.append(node.name)
        self.generic_visit(node)
        self._around.pop()

    def _credit(self, test: str, expression: ast.expr) -> None:
        for call in ast.walk(expression):
            if isinstance(call, ast.Call) and _is_mark(call):
                self._seen.add(call)
                self._read(test, call)

    def _read(self, test: str, call: ast.Call) -> None:
        ids = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        if not ids or len(ids) < len(call.args) or call.keywords:
            self.findings.append(f"{self.path}:{call.lineno}: a mark takes IDs written out")
        self.proofs += [Proof(self.path, test, str(each)) for each in ids]


def _is_mark(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="req", value=ast.Attribute(attr="mark")):
            return True
    return False


def read_chapters(source: Path) -> list[Chapter]:
    """The chapters of requirements.toml, in its order; raises `Wrong` on an incomplete line."""
    try:
        document = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Wrong([f"{source.name}: {error}"]) from error
    chapters: list[Chapter] = []
    findings: list[str] = []
    known: set[str] = set()
    for chapter in document["chapter"]:
        lines = chapter["requirements"].items()
        for code, line in lines:
            if code in known:
                findings.append(f"{source.name}: {code} stands there twice")
            if set(line) != {"zh", "en"} or not all(text.strip() for text in line.values()):
                findings.append(f"{source.name}: {code} needs one line in zh and one in en")
            known.add(code)
        if not findings:
            requirements = tuple(Requirement(code, **line) for code, line in lines)
            chapters.append(Chapter(chapter["zh"], chapter["en"], requirements))
    if findings:
        raise Wrong(findings)
    return chapters


def read_proofs(root: Path) -> list[Proof]:
    """Every mark in the test files under `root`/tests, in order; raises `Wrong` on a stray one."""
    proofs: set[Proof] = set()
    findings: list[str] = []
    for file in sorted((root / "tests").rglob("test_*.py")):
        path = file.relative_to(root).as_posix()
        try:
            tree = ast.parse(file.read_text(encoding="utf-8"))
        except SyntaxError as error:
            findings.append(f"{path}:{error.lineno}: {error.msg}")
            continue
        marks = Marks(path)
        marks.visit(tree)
        proofs.update(marks.proofs)
        findings += marks.findings
    if findings:
        raise Wrong(findings)
    return sorted(proofs)


def page(chapters: Sequence[Chapter], proofs: Sequence[Proof]) -> str:
    """The whole page; raises `Wrong` when a mark names an ID that no chapter has."""
    known = {each.id for chapter in chapters for each in chapter.requirements}
    unknown = [f"{each.node}: no requirement {each.id}" for each in proofs if each.id not in known]
    if unknown:
        raise Wrong(unknown)
    proven: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs:
        proven[proof.id].append(proof)
    head = HEAD.format(proven=len(proven), total=len(known))
    return "\n".join([head, *(line for each in chapters for line in _section(each, proven))])


def _section(chapter: Chapter, proven: Mapping[str, Sequence[Proof]]) -> Iterator[str]:
    yield f"## {chapter.zh} · {chapter.en}\n"
    yield "| ID | 中文 | English | Proving tests |"
    yield "|---|---|---|---|"
    for each in chapter.requirements:
        links = (f"[`{proof.node}`](../{proof.path})" for proof in proven.get(each.id, ()))
        cells = (each.id, _cell(each.zh), _cell(each.en), "<br>".join(links) or UNPROVEN)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main(arguments: Sequence[str]) -> int:
    """Write or check the page; 0 when it is right, 1 with one line a finding when not."""
    parser = argparse.ArgumentParser(description="Requirements beside the tests that prove them.")
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args(arguments)
    target = options.root / "docs" / "requirements.md"
    try:
        text = page(read_chapters(target.with_suffix(".toml")), read_proofs(options.root))
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if not options.check:
        target.write_text(text, encoding="utf-8", newline="\n")
    elif not target.exists() or target.read_text(encoding="utf-8") != text:
        print("docs/requirements.md is stale: run python tools/requirements.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
