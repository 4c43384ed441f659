"""The words and the colours of codes: verbs on buttons, states and conditions on badges."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

VERBS: dict[str, Promise] = {
    "accept": pgettext_lazy("verb", "Accept"),
    "agree": pgettext_lazy("verb", "Agree"),
    "approve": pgettext_lazy("verb", "Approve"),
    "assign": pgettext_lazy("verb", "Assign"),
    "book": pgettext_lazy("verb", "Book"),
    "cancel": pgettext_lazy("verb", "Cancel"),
    "check": pgettext_lazy("verb", "Check"),
    "close": pgettext_lazy("verb", "Close"),
    "confirm": pgettext_lazy("verb", "Confirm"),
    "dispute": pgettext_lazy("verb", "Dispute"),
    "find_differences": pgettext_lazy("verb", "Finish counting"),
    "finish": pgettext_lazy("verb", "Finish"),
    "finish_count": pgettext_lazy("verb", "Finish counting"),
    "hand_over": pgettext_lazy("verb", "Hand over"),
    "inspect": pgettext_lazy("verb", "Inspect"),
    "issue": pgettext_lazy("verb", "Issue"),
    "pack": pgettext_lazy("verb", "Pack"),
    "pause": pgettext_lazy("verb", "Pause"),
    "post": pgettext_lazy("verb", "Post"),
    "qc_fail": pgettext_lazy("verb", "Fail QC"),
    "qc_pass": pgettext_lazy("verb", "Pass QC"),
    "recount": pgettext_lazy("verb", "Count again"),
    "refuse": pgettext_lazy("verb", "Refuse"),
    "reject": pgettext_lazy("verb", "Reject"),
    "release": pgettext_lazy("verb", "Release"),
    "repair": pgettext_lazy("verb", "Repair"),
    "resolve": pgettext_lazy("verb", "Resolve"),
    "resolve_all": pgettext_lazy("verb", "Resolve all differences"),
    "resume": pgettext_lazy("verb", "Resume"),
    "reverse": pgettext_lazy("verb", "Reverse"),
    "sign_for": pgettext_lazy("verb", "Sign for"),
    "start": pgettext_lazy("verb", "Start"),
    "start_count": pgettext_lazy("verb", "Start counting"),
    "submit": pgettext_lazy("verb", "Submit"),
    "void": pgettext_lazy("verb", "Make void"),
    "waive": pgettext_lazy("verb", "Waive"),
    "withdraw": pgettext_lazy("verb", "Withdraw"),
}

TONES = {
    "neutral": "draft new noticed void cancelled closed settled done stocked returned waived "
    "withdrawn recounted",
    "waiting": "submitted pending qc_pending wait_stock reject_pending ntf_recheck partial paused "
    "open given counted packed ready labelling assigned",
    "moving": "counting inspecting repairing rework programming exchanging packing shipping "
    "in_transit delivering picked_up booked checked reserved issued signed routed active accepted "
    "hold claim",
    "good": "approved posted released confirmed good exchanged shipped filled written agreed",
    "bad": "rejected refused discrepant disputed defective exception overdue lost scrapped "
    "return_as_is",
}
_TONE_OF = {code: tone for tone, codes in TONES.items() for code in codes.split()}


def verb_word(code: str) -> str:
    """What a button with this verb says; a verb without a word shows its code."""
    return str(VERBS.get(code, code))


def label(field: str, code: str) -> str:
    """The label that the models give to `code` in their fields named `field` (state, condition …).

    For codes that travel as plain strings, in refusals and lists; a row says its own by itself.
    """
    return str(_labels(field).get(str(code), code))


def tone(code: str) -> str:
    """The colour family of a state or condition: neutral, waiting, moving, good or bad."""
    return _TONE_OF.get(str(code).lower(), "neutral")


@cache
def _labels(field: str) -> dict[str, str | Promise]:
    return {
        str(code): label
        for model in apps.get_models()
        for column in model._meta.fields
        if column.name == field and column.flatchoices
        for code, label in column.flatchoices
    }
