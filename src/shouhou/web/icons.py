"""The icons of the pages, drawn from the Lucide package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from zipfile import ZipFile

from django.utils.safestring import SafeString, mark_safe


@cache
def icon(name: str, size: int = 18) -> SafeString:
    """An icon that only decorates: words beside it, or an `aria-label`, say what it means.

    `KeyError` if Lucide has none of this name.
    """
    # The outer element is the same in every drawing; ours differs by its size and class.
    _outer, _, drawing = _drawings().read(f"{name}.svg").decode().partition(">")
    # Safe: the drawing is the icon package's own, and nothing else enters it but a number.
    return mark_safe(  # noqa: S308
        f'<svg class="icon" aria-hidden="true" width="{size:d}" height="{size:d}"'
        ' viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        f' stroke-linecap="round" stroke-linejoin="round">{drawing.strip()}'
    )


@cache
def _drawings() -> ZipFile:
    """The package's archive of drawings: to open it takes far longer than to draw one."""
    return ZipFile(str(resources.files("lucide") / "lucide.zip"))
