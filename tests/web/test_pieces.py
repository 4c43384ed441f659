"""The small pieces: figures, badges, buttons, navigation, and what no template may contain."""

import re
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.template import Context, Template
from django.utils import translation

import shouhou
from shouhou.kernel.workflow import Lifecycle
from shouhou.web import formats
from shouhou.web.icons import icon
from shouhou.web.navigation import Group, Item, marked
from shouhou.web.words import VERBS, tone

SOURCE = Path(shouhou.__file__).parent
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


def rendered(source, **context):
    """A template's text."""
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("fen", "written"),
    [(123450, "¥1,234.50"), (0, "¥0.00"), (7, "¥0.07"), (-12305, "-¥123.05"), (None, "—")],
)
def test_fen_are_written_as_yuan(fen, written):
    assert formats.money(fen) == written


def test_instants_are_written_in_shanghai():
    assert formats.when(datetime(2026, 11, 22, 16, 5, 59, 7, tzinfo=UTC)) == "2026-11-23 00:05"
    assert formats.day(date(2026, 11, 23)) == "2026-11-23"
    assert formats.when(None) == formats.day(None) == "—"


def test_a_badge_says_its_word_and_escapes_it():
    shown = rendered("{% badge text 'good' %}", text="<b>完成</b>")

    assert shown == '<span class="chip chip-good">&lt;b&gt;完成&lt;/b&gt;</span>'


def test_an_icon_decorates_in_its_size_and_says_nothing():
    shown = rendered("{% icon 'x' 30 %}")

    assert shown.startswith('<svg class="icon" aria-hidden="true" width="30" height="30" viewBox="')
    assert '<path d="M18 6 6 18" />' in shown
    assert shown.count("<svg") == shown.count("</svg>") == 1


def test_every_icon_that_a_template_names_is_one_of_the_package():
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text(encoding="utf-8"))
    }

    assert named
    for name in named:
        assert rendered(f"{{% icon '{name}' %}}").endswith("</svg>")


def test_an_icon_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="no-such-icon"):
        icon("no-such-icon")


def test_each_form_gets_a_key_of_its_own():
    keys = re.findall(r'value="([^"]+)"', rendered("{% request_key %}{% request_key %}"))

    assert len(set(keys)) == 2


def test_a_destructive_verb_asks_first_and_names_what_it_will_do():
    source = "{% verb_button '/x/' 'Void' tone='danger' confirm='Void it?' detail='12 lines go.' %}"
    with translation.override("en"):
        shown = rendered(source)

    assert '<dialog class="dialog"' in shown
    assert "Void it?" in shown
    assert "12 lines go." in shown
    assert re.search(r'<button type="button" data-opens="verb-\w+"', shown)


def test_a_verb_without_a_question_is_one_press():
    shown = rendered("{% verb_button '/x/' 'Submit' %}")

    assert "<dialog" not in shown
    assert 'hx-post="/x/"' in shown


def test_a_chart_carries_its_figures_as_inert_data():
    option = {"title": {"text": "</script><script>alert(1)</script>"}}

    shown = rendered("{% chart option 'x' %}", option=option)

    assert shown.count("</script>") == 1
    assert "\\u003C/script\\u003E" in shown


def test_the_longest_fitting_entry_of_the_navigation_is_the_present_page():
    groups = [Group(items=(Item("a", "/"), Item("b", "/parts/"), Item("c", "/parts/new/")))]

    def current(path):
        return [item.label for item in marked(groups, path)[0].items if item.is_current]

    assert current("/") == ["a"]
    assert current("/parts/7/") == ["b"]
    assert current("/parts/new/") == ["c"]
    assert current("/elsewhere/") == []


def test_every_verb_of_every_lifecycle_has_a_word_for_its_button():
    rooms = [f"shouhou.{room.name}" for room in iter_modules([str(SOURCE)]) if room.ispkg]
    modules = [
        import_module(f"{room}.lifecycle")
        for room in rooms
        if (SOURCE / room.removeprefix("shouhou.") / "lifecycle.py").exists()
    ]
    lifecycles = [
        thing for module in modules for thing in vars(module).values() if type(thing) is Lifecycle
    ]
    verbs = {verb for lifecycle in lifecycles for _state, verb in lifecycle.table}

    assert lifecycles
    assert verbs - VERBS.keys() == set()


def test_a_state_nobody_thought_of_is_neutral():
    assert tone("defective") == "bad"
    assert tone("unheard-of") == "neutral"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_an_inline_script_a_style_or_a_handler(path):
    source = path.read_text()

    scripts = re.findall(r"<script\b[^>]*>", source)
    assert all("src=" in one or 'type="application/json"' in one for one in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", source)
    assert not re.search(r"https?://|//cdn", source.replace("http://www.w3.org/2000/svg", ""))
    assert len(source.splitlines()) <= 120
