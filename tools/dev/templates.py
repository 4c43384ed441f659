"""Every template compiles, and what it names (templates, static files) is there."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.contrib.staticfiles import finders
from django.forms.renderers import get_default_renderer
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from tools.dev.project import ROOT, SOURCE

_NAMED = re.compile(r"""\{%\s*(static|include|extends)\s+["']([^"'#]+)[#"']""")


def templates() -> Iterator[tuple[str, Path]]:
    """The name of each template as Django knows it, and its file."""
    for folder in sorted(SOURCE.glob("*/templates")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)), path


def problems() -> Iterator[str]:
    """One line for each template that does not compile or names something that is not there."""
    for name, path in templates():
        place = path.relative_to(ROOT)
        try:
            get_template(name)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            yield f"{place}: {error}"
        for tag, wanted in _NAMED.findall(path.read_text(encoding="utf-8")):
            if not _exists(tag, wanted):
                yield f"{place}: {tag} “{wanted}” does not exist"


def _exists(tag: str, name: str) -> bool:
    if tag == "static":
        return finders.find(name) is not None
    for engine in (get_template, get_default_renderer().get_template):
        try:
            engine(name)
        except TemplateDoesNotExist:
            continue
        except TemplateSyntaxError:
            pass  # reported where it stands
        return True
    return False


def main() -> int:
    """Print what is wrong; fail when anything is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouhou.settings")
    django.setup()
    found = list(problems())
    print("\n".join([*found, f"{len(list(templates()))} templates, {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
