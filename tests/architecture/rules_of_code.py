"""What code of the product does not do, because something better is decided."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.rule import Finding, Rule
from tests.architecture.source import APART, DOORS, PURE, Source, dotted

CLOCK = "src/shouhou/kernel/clock.py"
_OTHER_CLOCKS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|timezone\.(now|localdate|localtime)"
    r"|time\.(time|time_ns))$|^(Now|localdate|utcnow)$"
)
_REQUEST = re.compile(r"\b(request|GET|POST|payload|body)\b")


def _imports(node: ast.AST) -> Iterator[str]:
    """The full names that a node imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _other_clocks(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and _OTHER_CLOCKS.search(dotted(node.func)):
            yield node.lineno, f"{dotted(node.func)}() is not the clock"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield node.value.lineno, f"{node.arg} is not the clock"


def _events(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        for name in _imports(node):
            at_migrate = name in {
                f"django.db.models.signals.{end}_migrate" for end in ("pre", "post")
            }
            if ("signals" in name.split(".") or "django.dispatch" in name) and not at_migrate:
                yield node.lineno, f"{name}: say it with a call"


def _overrides(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        for member in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(member, ast.FunctionDef) and member.name in {"save", "delete"}:
                yield member.lineno, f"{node.name}.{member.name}() hides a rule: write a command"


def _generic_keys(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        for name in _imports(node):
            if name.startswith("django.contrib.contenttypes"):
                yield node.lineno, "a foreign key points at one table"


def _late_imports(source: Source) -> Iterator[Finding]:
    for function in source.nodes:
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno, f"an import inside {function.name}() hides an arrow"


def _request_dicts(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg is None and _REQUEST.search(ast.unparse(keyword.value)):
                    yield node.lineno, "what a browser sends never names our arguments"


def _http(source: Source) -> Iterator[Finding]:
    doors = ("django.http", "django.urls", "django.shortcuts", "django.views")
    for node in source.nodes:
        for name in _imports(node):
            if name.startswith(doors):
                yield node.lineno, f"{name} belongs to a door"


def _models(source: Source) -> Iterator[Finding]:
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and any(
            dotted(parent).endswith(("models.Model", "AbstractBaseUser")) for parent in node.bases
        ):
            yield node.lineno, f"{node.name} belongs to a room"


def _one_way_migrations(source: Source) -> Iterator[Finding]:
    if "_auto_" in source.path:
        yield 1, "a migration is named after its idea"
    for node in source.nodes:
        if isinstance(node, ast.Call) and dotted(node.func).endswith(("RunPython", "RunSQL")):
            backwards = {keyword.arg for keyword in node.keywords} & {"reverse_code", "reverse_sql"}
            if len(node.args) < 2 and not backwards:
                yield node.lineno, f"{dotted(node.func)} cannot be undone"


def _is_code(source: Source) -> bool:
    return source.is_product and source.is_python and not source.is_migration


def _is_room(source: Source) -> bool:
    return _is_code(source) and source.package not in {"", *DOORS, *APART, *PURE}


RULES = (
    Rule(
        sentence="time comes from the kernel's clock alone",
        applies=lambda source: _is_code(source) and source.path != CLOCK,
        find=_other_clocks,
        place="src/shouhou/stock/numbers.py",
        good=("at = clock.now()", "took = time.monotonic()", "models.DateField(default=today)"),
        bad=(
            "at = datetime.now(UTC)",
            "at = timezone.now()",
            "day = datetime.date.today()",
            "models.DateTimeField(auto_now=True)",
            "models.DateTimeField(db_default=Now())",
        ),
    ),
    Rule(
        sentence="nothing happens by a signal",
        applies=_is_code,
        find=_events,
        place="src/shouhou/stock/apps.py",
        good=("from django.db.models.signals import post_migrate", "import signal"),
        bad=(
            "from django.db.models.signals import post_save",
            "from django.db.models import signals",
            "from django.dispatch import receiver",
        ),
    ),
    Rule(
        sentence="saving and deleting mean what Django says",
        applies=_is_code,
        find=_overrides,
        place="src/shouhou/stock/models.py",
        good=("def save(order): pass",),
        bad=("class Part(models.Model):\n  def save(self): pass",),
    ),
    Rule(
        sentence="there are no generic foreign keys",
        applies=_is_code,
        find=_generic_keys,
        place="src/shouhou/stock/models.py",
        good=("from django.contrib.auth.base_user import AbstractBaseUser",),
        bad=("from django.contrib.contenttypes.fields import GenericForeignKey",),
    ),
    Rule(
        sentence="imports stand at the top",
        applies=lambda source: source.is_python,
        find=_late_imports,
        place="src/shouhou/stock/models.py",
        good=("import json\ndef f(): pass",),
        bad=("def f():\n  import json", "class A:\n  def f(self):\n    from x import y"),
    ),
    Rule(
        sentence="what a browser sends is taken by name",
        applies=_is_code,
        find=_request_dicts,
        place="src/shouhou/staff/views/parts.py",
        good=("f(**facts)", "f(part_no=request.POST['part_no'])"),
        bad=("f(**request.GET)", "f(**request.POST.dict())", "f(**dict(payload))"),
    ),
    Rule(
        sentence="a room knows no HTTP",
        applies=_is_room,
        find=_http,
        place="src/shouhou/stock/commands/documents.py",
        good=("from django.db import transaction",),
        bad=("from django.http import Http404", "import django.urls"),
    ),
    Rule(
        sentence="a door has no models",
        applies=lambda source: _is_code(source) and source.package in {*DOORS, "web"},
        find=_models,
        place="src/shouhou/staff/forms/parts.py",
        good=("class PartForm(forms.Form): pass",),
        bad=("class Part(models.Model): pass",),
    ),
    Rule(
        sentence="a migration is named and can be undone",
        applies=lambda source: source.is_migration,
        find=_one_way_migrations,
        place="src/shouhou/stock/migrations/0002_lots.py",
        good=("migrations.RunPython(plant, reverse_code=uproot)", "migrations.RunSQL(a, b)"),
        bad=("migrations.RunPython(plant)", "migrations.RunSQL('DROP TABLE x')"),
    ),
)
