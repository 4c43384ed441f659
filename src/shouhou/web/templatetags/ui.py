"""The kit's tags and filters; built in, so templates need no `{% load %}` for them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from shouhou.web import badges, formats, icons, words

register = template.Library()

register.filter("money", formats.money)
register.filter("when", formats.when)
register.filter("day", formats.day)
register.filter("number", formats.number)
register.filter("verb_word", words.verb_word)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(badges.badge, name="badge")
register.simple_tag(badges.condition_badge, name="condition")


@register.simple_tag
def state(of: Any) -> SafeString:
    """The badge of a row's state, by its model's own label if it has one; or of a bare state."""
    if isinstance(of, str):
        return badges.state_badge(of)
    display = getattr(of, "get_state_display", None)
    return badges.state_badge(of.state, str(display()) if display else "")


@register.simple_tag
def request_key() -> SafeString:
    """The hidden one-time key that makes a form's effect happen once."""
    # Without autocomplete="off" some browsers bring the old key back on reload.
    return format_html(
        '<input type="hidden" name="request_key" value="{}" autocomplete="off">', uuid.uuid4()
    )


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The input of a form field, in the kit's clothes."""
    of_field = field.field.widget
    if isinstance(of_field, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return field.as_widget()
    css = _css_of(of_field)
    wrong = " is-invalid" if field.errors else ""
    own = of_field.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{css}{wrong} {own}".strip()})


def _css_of(of_field: forms.Widget) -> str:
    if isinstance(of_field, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(of_field, forms.Select) else "form-control"


@register.inclusion_tag("web/components/verb.html", takes_context=True)
def verb_button(
    context: template.Context,
    url: str,
    label: str,
    *,
    tone: str = "",
    icon: str = "",
    confirm: str = "",
    detail: str = "",
    reason: str = "",
) -> dict[str, Any]:
    """A button that posts a verb, once per press.

    With `confirm` (a question) or `reason` (the label of a text the act demands, sent as `reason`)
    it first opens a dialog, in which `detail` names what the act will do.
    """
    return {
        "csrf_token": context.get("csrf_token", ""),
        "url": url,
        "label": label,
        "tone": tone or "secondary",
        "icon": icon,
        "question": confirm or (label if reason else ""),
        "detail": detail,
        "reason": reason,
        "id": f"verb-{uuid.uuid4().hex[:8]}",
    }


@register.simple_block_tag
def card(content: str, title: str = "", icon: str = "") -> str:
    """A titled box: `{% card title="…" icon="…" %}…{% endcard %}`."""
    inside = {"content": content, "title": title, "icon": icon}
    return render_to_string("web/components/card.html", inside)


@register.simple_block_tag
def fact(content: str, label: str) -> str:
    """One line of a `<dl class="facts">`: `{% fact "Agent" %}…{% endfact %}`; empty shows —."""
    said = content if content.strip() else "—"
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, said)


@register.inclusion_tag("web/components/steps.html")
def steps(states: Sequence[str], current: str) -> dict[str, Any]:
    """The way through a lifecycle: the states passed, the present one, those to come."""
    at = list(states).index(current) if current in states else -1
    passed = [
        {"label": badges.said("state", one), "is_passed": place < at, "is_current": place == at}
        for place, one in enumerate(states)
    ]
    return {"steps": passed}


@register.inclusion_tag("web/components/chart.html")
def chart(option: dict[str, Any], label: str, height: str = "medium") -> dict[str, Any]:
    """An ECharts option as a picture; `label` says in words what it shows.

    A data point may carry `url`: a click on it leads to the rows behind it.
    """
    plain = json.dumps(option, cls=DjangoJSONEncoder, ensure_ascii=False)
    # In a data block only the end of the block must not appear; the quotes stay readable.
    inert = plain.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return {"option": mark_safe(inert), "label": label, "height": escape(height)}  # noqa: S308
