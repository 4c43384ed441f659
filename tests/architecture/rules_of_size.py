"""What fits a screen is read; what does not is skimmed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.rule import Finding, Rule
from tests.architecture.source import DOORS, Source

FILE, FUNCTION, VIEW, TEMPLATE, ARGUMENTS = 300, 40, 15, 120, 5
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(source: Source) -> Iterator[Function]:
    return (node for node in source.nodes if isinstance(node, Function))


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _arguments(function: Function) -> list[str]:
    """The arguments a reader must keep in mind: not `self`, and not the actor `by`."""
    given = function.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in {"self", "cls", "by"}]


def _is_view(function: Function) -> bool:
    return _arguments(function)[:1] == ["request"]


def _long_file(source: Source) -> Iterator[Finding]:
    if len(source.lines) > FILE:
        yield len(source.lines), f"{len(source.lines)} lines"


def _long_template(source: Source) -> Iterator[Finding]:
    if len(source.lines) > TEMPLATE:
        yield len(source.lines), f"{len(source.lines)} lines"


def _long_functions(source: Source) -> Iterator[Finding]:
    for function in _functions(source):
        if _length(function) > FUNCTION:
            yield function.lineno, f"{function.name} has {_length(function)} lines"


def _long_views(source: Source) -> Iterator[Finding]:
    for function in _functions(source):
        if _is_view(function) and _length(function) > VIEW:
            yield function.lineno, f"{function.name} has {_length(function)} lines"


def _wide_functions(source: Source) -> Iterator[Finding]:
    for function in _functions(source):
        if len(_arguments(function)) > ARGUMENTS:
            yield function.lineno, f"{function.name} takes {len(_arguments(function))} arguments"


def _written_by_us(source: Source) -> bool:
    return source.is_python and not source.is_migration


def _function_of(lines: int) -> str:
    return "def act(request):\n" + "    pass\n" * (lines - 1)


RULES = (
    Rule(
        sentence=f"a file has at most {FILE} lines",
        applies=_written_by_us,
        find=_long_file,
        place="src/shouhou/stock/sets.py",
        good=("x = 1\n" * FILE,),
        bad=("x = 1\n" * (FILE + 1),),
    ),
    Rule(
        sentence=f"a template has at most {TEMPLATE} lines",
        applies=lambda source: source.is_template,
        find=_long_template,
        place="src/shouhou/staff/templates/staff/parts/list.html",
        good=("<p>\n" * TEMPLATE,),
        bad=("<p>\n" * (TEMPLATE + 1),),
    ),
    Rule(
        sentence=f"a function has at most {FUNCTION} lines",
        applies=_written_by_us,
        find=_long_functions,
        place="tools/dev/project.py",
        good=(_function_of(FUNCTION),),
        bad=(_function_of(FUNCTION + 1), "class A:\n  async " + _function_of(FUNCTION + 1)),
    ),
    Rule(
        sentence=f"a view has at most {VIEW} lines",
        applies=lambda source: source.package in DOORS and "/views" in source.path,
        find=_long_views,
        place="src/shouhou/staff/views/parts.py",
        good=(_function_of(VIEW), _function_of(FUNCTION).replace("request", "rows")),
        bad=(_function_of(VIEW + 1),),
    ),
    Rule(
        sentence=f"a function of the product takes at most {ARGUMENTS} arguments beside the actor",
        # A template tag is called from a template, with every argument by its name.
        applies=lambda source: (
            source.is_product and _written_by_us(source) and "/templatetags/" not in source.path
        ),
        find=_wide_functions,
        place="src/shouhou/stock/commands/documents.py",
        good=("def post(self, a, b, c, *, d, e, by): pass",),
        bad=("def post(a, b, c, *, d, e, f): pass",),
    ),
)
