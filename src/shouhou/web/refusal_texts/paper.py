"""What the printing of papers and labels refuses."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "paper.code_length": _("A code holds 1 to %(longest)s signs, this one has %(length)s."),
    "paper.code_characters": _("“%(text)s” holds signs that no code can carry."),
    "paper.copies": _("Print 1 to %(most)s copies at once, not %(copies)s."),
    "paper.too_long": _("This paper would be too long. Print a part of it."),
}
