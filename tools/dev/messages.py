"""The one catalogue of Chinese: extracted from source and templates, checked, compiled.

    python -m tools.dev.messages            bring the catalogue up to the source, keep translations
    python -m tools.dev.messages --check    change nothing, fail when anything is missing or wrong
    python -m tools.dev.messages --compile  only write the .mo that Django reads

Babel reads Python; Django's own `templatize` turns a template into something Babel reads too.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import templatize

from tools.dev.project import ROOT, SOURCE

CATALOGUE = SOURCE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Dates, tools and people: they change without the words, and the file's history knows them.
_NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version'
    r"|Report-Msgid-Bugs-To|Last-Translator|Language-Team): .*\n",
    re.MULTILINE,
)


def sources() -> Iterator[Path]:
    """Every file that may hold words for a reader."""
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in SOURCE.rglob(pattern):
            if pattern == "*.py" or "templates" in path.parts:
                yield path


def as_python(path: Path) -> str:
    """The text of a source file as Babel's reader of Python takes it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # The indentation of markup means nothing, least of all to a reader of Python.
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())


def extracted() -> Catalog:
    """All words of the source, with the files they stand in."""
    found = Catalog(locale="zh_Hans", charset="utf-8", fuzzy=False)
    for path in sorted(sources()):
        code = io.BytesIO(as_python(path).encode())
        for _line, words, comments, context in extract(
            "python", code, keywords=KEYWORDS, comment_tags=["Translators:"]
        ):
            place = (str(path.relative_to(ROOT)), 0)
            found.add(words, locations=[place], auto_comments=comments, context=context)
    return found


def stored() -> str:
    """The catalogue as it is in the repository; nothing when there is none yet."""
    return CATALOGUE.read_text(encoding="utf-8") if CATALOGUE.exists() else ""


def parsed(text: str) -> Catalog:
    """A catalogue from its text."""
    return read_po(io.BytesIO(text.encode()), locale="zh_Hans", charset="utf-8")


def updated() -> str:
    """The catalogue with the words of the source and the translations that exist.

    Its lines change only when the words do. A new word has no translation, not even a guess.
    """
    catalogue = parsed(stored())
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = "# Every word that a reader sees. `./dev messages` keeps this file."
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return _NOISE.sub("", file.getvalue().decode())


def problems(catalogue: Catalog) -> list[str]:
    """What is wrong with translations: missing, fuzzy, or with other placeholders."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(words):
            found.append(f"missing: {_first(message)}")
        elif message.fuzzy:
            found.append(f"fuzzy: {_first(message)}")
        found += [f"{error}: {_first(message)}" for error in message.check(catalogue)]
    return found


def _first(message: Message) -> str:
    words = message.id[0] if isinstance(message.id, tuple) else message.id
    places = ", ".join(sorted({path for path, _line in message.locations}))
    return f"“{words}” ({places})"


def compile_catalogue() -> None:
    """Write the file that Django reads; it is not in the repository."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, parsed(stored()))


def checked() -> list[str]:
    """What keeps the stored catalogue from being complete, correct and up to the source."""
    text = updated()
    found = problems(parsed(text))
    if text != stored():
        found.append("the catalogue is not up to the source: run ./dev messages")
    return found


def main(arguments: list[str]) -> int:
    """Do what the options say; fail when a translation is missing or wrong."""
    if arguments == ["--compile"]:
        compile_catalogue()
        return 0
    if "--check" not in arguments:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(updated(), encoding="utf-8")
        compile_catalogue()
    found = checked()
    print("\n".join([*found, f"{len(parsed(stored()))} messages, {len(found)} problems"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
