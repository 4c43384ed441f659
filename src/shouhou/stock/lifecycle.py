"""The life of a document: its states, the verbs between them, and nothing else."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.workflow import Lifecycle


class State(TextChoices):
    """Where a document stands."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    APPROVED = "approved", _("Approved")
    POSTED = "posted", _("Posted")
    VOID = "void", _("Void")


DOCUMENT = Lifecycle(
    name="document",
    initial=State.DRAFT,
    table={
        (State.DRAFT, "submit"): State.SUBMITTED,
        (State.DRAFT, "void"): State.VOID,
        (State.SUBMITTED, "approve"): State.APPROVED,
        (State.SUBMITTED, "reject"): State.DRAFT,
        (State.SUBMITTED, "withdraw"): State.DRAFT,
        (State.SUBMITTED, "void"): State.VOID,
        (State.APPROVED, "post"): State.POSTED,
        (State.APPROVED, "reject"): State.DRAFT,
    },
)
