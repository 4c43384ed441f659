"""The catalogue follows the source and keeps what translators did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.dev import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("Part")
pgettext("verb", "Post")
ngettext("%(n)s piece", "%(n)s pieces", 2)
"""
TEMPLATE = """{% load i18n %}
      <p title="{% translate "Shelf" %}">
  {% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
 {# Translators: of a box #}
    {% blocktranslate with name=box.name trimmed %}
      Box {{ name }}
      is closed
    {% endblocktranslate %}
"""
TRANSLATIONS = {
    "Part": "物料",
    "Post": "过账",
    "Shelf": "货架",
    "Box %(name)s is closed": "%(name)s 箱已封",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project of one source file and one template."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "locale" / "django.po")
    (tmp_path / "templates").mkdir()
    (tmp_path / "parts.py").write_text(CODE)
    (tmp_path / "templates" / "list.html").write_text(TEMPLATE)
    return tmp_path


def translate(words: dict[str, str]) -> None:
    catalogue = messages.CATALOGUE
    text = catalogue.read_text()
    for english, chinese in words.items():
        text = text.replace(
            f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{chinese}"'
        )
    text = text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s"')
    catalogue.write_text(text)


def test_words_are_found_in_code_and_in_templates(project: Path) -> None:
    status = messages.main([])

    found = {message.id for message in messages.parsed(messages.stored()) if message.id}
    assert status == 1
    assert found == {
        *TRANSLATIONS,
        ("%(n)s piece", "%(n)s pieces"),
        ("%(n)s row", "%(n)s rows"),
    }


def test_a_complete_catalogue_is_content(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages.main([])
    translate(TRANSLATIONS)
    before = messages.stored()

    assert messages.main([]) == 0
    assert messages.stored() == before
    assert messages.main(["--check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "6 messages, 0 problems"


def test_a_new_word_is_missing_and_the_others_stay(project: Path) -> None:
    messages.main([])
    translate(TRANSLATIONS)
    (project / "parts.py").write_text(CODE + '_("Lot")')

    stale = messages.checked()
    messages.main([])

    assert stale == [
        "missing: “Lot” (parts.py)",
        "the catalogue is not up to the source: run ./dev messages",
    ]
    assert messages.checked() == ["missing: “Lot” (parts.py)"]


def test_a_word_that_nobody_says_any_more_goes(project: Path) -> None:
    messages.main([])
    translate(TRANSLATIONS)
    (project / "parts.py").write_text("")

    messages.main([])

    assert "物料" not in messages.stored()
    assert messages.checked() == []


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("%(name)s 箱已封", "%(nam)s 箱已封", "unknown named placeholder 'nam'"),
        ('msgid "Part"', '#, fuzzy\nmsgid "Part"', "fuzzy: “Part”"),
    ],
)
def test_a_wrong_translation_is_named(project: Path, was: str, becomes: str, problem: str) -> None:
    messages.main([])
    translate(TRANSLATIONS)
    messages.CATALOGUE.write_text(messages.stored().replace(was, becomes))

    assert problem in " ".join(messages.checked())


def test_what_django_reads_is_compiled(project: Path) -> None:
    messages.main([])
    translate(TRANSLATIONS)

    assert messages.main(["--compile"]) == 0

    assert "物料".encode() in messages.CATALOGUE.with_suffix(".mo").read_bytes()
