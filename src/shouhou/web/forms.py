"""How forms look and what they tolerate: our renderer, and the fields that people type into."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LARGEST_FEN = 10**12


class Renderer(DjangoTemplates):
    """Renders every form, formset and field by the templates under `web/forms/`."""

    form_template_name = "web/forms/form.html"
    formset_template_name = "web/forms/lines.html"
    field_template_name = "web/forms/field.html"

    @cached_property
    def engine(self) -> Backend:
        """Django's widget templates and ours, with the icon and kit tags at hand."""
        builtins = ["shouhou.web.templatetags.ui"]
        return Backend(
            {
                "APP_DIRS": True,
                "DIRS": [Path(forms.__file__).parent / "templates"],
                "NAME": "forms",
                "OPTIONS": {"builtins": builtins},
            }
        )


def as_typed(raw: str) -> str:
    """What a scanner or an input method sent, in half-width characters, without line ends."""
    return unicodedata.normalize("NFKC", raw).strip()


class ScanInput(forms.TextInput):
    """One field for a hand scanner: nothing corrects, completes or suggests."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        quiet = {
            "autocomplete": "off",
            "autocapitalize": "off",
            "autocorrect": "off",
            "spellcheck": "false",
            "enterkeyhint": "send",
            "class": "code",
        }
        super().__init__({**quiet, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        raw = super().value_from_datadict(data, files, name)
        return as_typed(raw) if isinstance(raw, str) else raw


class ScanField(forms.CharField):
    """A serial, IMEI, waybill or document number, scanned or typed."""

    widget = ScanInput


class DayInput(forms.DateInput):
    """The browser's own day picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A calendar day."""

    widget = DayInput


class MoneyInput(forms.TextInput):
    """An amount in yuan behind a ¥ sign."""

    template_name = "web/forms/money_input.html"


class MoneyField(forms.Field):
    """An amount typed in yuan, an integer of fen in the program."""

    widget = MoneyInput
    default_error_messages = {  # noqa: RUF012 - Django's own convention
        "not_an_amount": _("Enter an amount in yuan with at most two decimals, such as 1234.50."),
        "negative": _("The amount cannot be negative."),
        "too_large": _("The amount is too large."),
    }

    def to_python(self, value: Any) -> int | None:
        """Fen; full-width digits, thousands separators and the ¥ sign are forgiven."""
        typed = as_typed(str(value or "")).removeprefix("¥").replace(",", "").strip()
        if not typed:
            return None
        try:
            fen = Decimal(typed) * 100
        except InvalidOperation:
            raise self._wrong("not_an_amount") from None
        if not fen.is_finite() or fen != fen.to_integral_value():
            raise self._wrong("not_an_amount")
        if fen > LARGEST_FEN:
            raise self._wrong("too_large")
        if fen < 0:
            raise self._wrong("negative")
        return int(fen)

    def prepare_value(self, value: Any) -> Any:
        """Fen as they are typed: 123450 → 1234.50."""
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 - Django's
        return {"inputmode": "decimal", "autocomplete": "off"}

    def _wrong(self, code: str) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code)


class UploadInput(forms.FileInput):
    """Files to attach, dropped or chosen, shown with name and size before they are sent."""

    template_name = "web/forms/upload_input.html"
    sign = "paperclip"
    invitation = _("Drop files here or choose them")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"sign": self.sign, "invitation": self.invitation}
        return context


class PhotoInput(UploadInput):
    """Photos as evidence: opens the camera on a phone, a file dialog at a desk."""

    sign = "camera"
    invitation = _("Take a photo, or drop or choose pictures")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/*", "capture": "environment", **(attrs or {})})


class PickInput(forms.TextInput):
    """A text field that suggests: options come from a URL that renders `web/forms/options.html`."""

    template_name = "web/forms/pick_input.html"

    def __init__(self, suggestions: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "suggestions": reverse(self.suggestions)}


class PickField(forms.Field):
    """One row, named by the number people know it by (a part number, an agent's code).

    `queryset` is what may be picked, `by` the field that names a row, `suggestions` the URL name
    of the view that answers `?q=` with options.
    """

    default_error_messages = {  # noqa: RUF012 - Django's own convention
        "not_found": _("There is no “%(typed)s” here. Pick one of the suggestions."),
    }

    def __init__(
        self, queryset: QuerySet[Any], *, by: str, suggestions: str, **options: Any
    ) -> None:
        super().__init__(widget=PickInput(suggestions), **options)
        self.queryset = queryset
        self.by = by

    def to_python(self, value: Any) -> Model | None:
        """The row whose name stands before the first space of what was typed or picked."""
        typed = as_typed(str(value or ""))
        if not typed:
            return None
        rows = self.queryset.all()
        named = rows.filter(**{self.by: typed}) | rows.filter(**{self.by: typed.split()[0]})
        row: Model | None = named.first()
        if row is None:
            wrong = self.error_messages["not_found"]
            raise forms.ValidationError(wrong, code="not_found", params={"typed": typed})
        return row

    def has_changed(self, initial: Any, value: Any) -> bool:
        """Whether something else stands there; the row is looked up once, when it is cleaned."""
        return as_typed(str(value or "")) != str(self.prepare_value(initial) or "")

    def prepare_value(self, value: Any) -> Any:
        """A row by its name."""
        return getattr(value, self.by) if isinstance(value, Model) else value
