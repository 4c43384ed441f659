"""The words and the colours of codes: verbs on buttons, states and conditions on badges."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

VERBS: dict[str, Promise] = {
    "accept": pgettext_lazy("verb", "Accept"),
    "add": pgettext_lazy("verb", "Add"),
    "agree": pgettext_lazy("verb", "Agree"),
    "approve": pgettext_lazy("verb", "Approve"),
    "approve_return": pgettext_lazy("verb", "Approve the return as is"),
    "approve_scrap": pgettext_lazy("verb", "Approve the scrapping"),
    "book": pgettext_lazy("verb", "Book"),
    "check": pgettext_lazy("verb", "Check"),
    "disagree": pgettext_lazy("verb", "Disagree"),
    "dispute": pgettext_lazy("verb", "Dispute"),
    "exchange": pgettext_lazy("verb", "Exchange"),
    "find_fault": pgettext_lazy("verb", "Judge: a fault after all"),
    "find_differences": pgettext_lazy("verb", "Finish counting"),
    "finish": pgettext_lazy("verb", "Finish"),
    "finish_count": pgettext_lazy("verb", "Finish counting"),
    "give_up": pgettext_lazy("verb", "Give up the repair"),
    "grant": pgettext_lazy("verb", "Grant"),
    "hand_over": pgettext_lazy("verb", "Hand over"),
    "judge_exchange": pgettext_lazy("verb", "Judge: exchange"),
    "judge_ntf": pgettext_lazy("verb", "Judge: no trouble found"),
    "judge_repair": pgettext_lazy("verb", "Judge: repair"),
    "judge_scrap": pgettext_lazy("verb", "Judge: scrap"),
    "judge_untestable": pgettext_lazy("verb", "Judge: cannot be tested"),
    "judge_user_damage": pgettext_lazy("verb", "Judge: user damage"),
    "match": pgettext_lazy("verb", "Correct the agent"),
    "pack": pgettext_lazy("verb", "Pack"),
    "part": pgettext_lazy("verb", "Part"),
    "pause": pgettext_lazy("verb", "Pause"),
    "post": pgettext_lazy("verb", "Post"),
    "qc_fail": pgettext_lazy("verb", "Fail QC"),
    "qc_pass": pgettext_lazy("verb", "Pass QC"),
    "recount": pgettext_lazy("verb", "Count again"),
    "refuse": pgettext_lazy("verb", "Refuse"),
    "reject": pgettext_lazy("verb", "Reject"),
    "resolve_all": pgettext_lazy("verb", "Resolve all differences"),
    "restock": pgettext_lazy("verb", "Put in good stock"),
    "resume": pgettext_lazy("verb", "Resume"),
    "reverse": pgettext_lazy("verb", "Reverse"),
    "scan": pgettext_lazy("verb", "Scan"),
    "seal": pgettext_lazy("verb", "Seal the box"),
    "start": pgettext_lazy("verb", "Start"),
    "start_count": pgettext_lazy("verb", "Start counting"),
    "submit": pgettext_lazy("verb", "Submit"),
    "take_in": pgettext_lazy("verb", "Take in"),
    "take_up_again": pgettext_lazy("verb", "Inspect again"),
    "turn_away": pgettext_lazy("verb", "Turn away"),
    "undo": pgettext_lazy("verb", "Undo"),
    "unstock": pgettext_lazy("verb", "Take out of good stock"),
    "void": pgettext_lazy("verb", "Make void"),
    "void_release": pgettext_lazy("verb", "Take the release back"),
    "withdraw": pgettext_lazy("verb", "Withdraw"),
}

TONES = {
    "neutral": "draft new void cancelled closed settled done stocked returned waived withdrawn "
    "recounted",
    "waiting": "submitted pending qc_pending approval_pending ntf_recheck partial paused open "
    "given counted packed asked wait_stock judging",
    "moving": "counting inspecting repairing exchanging in_transit picked_up booked checked "
    "reserved picked shipping signed active accepted hold",
    "good": "approved posted granted released confirmed good exchanged filled agreed ready "
    "in_warranty",
    "bad": "rejected refused discrepant disputed defective overdue lost scrapped return_as_is "
    "out_of_warranty user_damage",
}
_TONE_OF = {code: tone for tone, codes in TONES.items() for code in codes.split()}


def verb_word(code: str) -> str:
    """What a button with this verb says; a verb without a word shows its code."""
    return str(VERBS.get(code, code))


def label(field: str, code: str, noun: str = "") -> str:
    """The label that the models give to `code` in their fields named `field` (state, condition …).

    For codes that travel as plain strings, in refusals and lists; a row says its own by itself.
    Where two models call one code differently, the one that `noun` names is heard first.
    """
    for labels in (_labels(field, noun.replace("_", "")), _labels(field)):
        if str(code) in labels:
            return str(labels[str(code)])
    return str(code)


def tone(code: str) -> str:
    """The colour family of a state or condition: neutral, waiting, moving, good or bad."""
    return _TONE_OF.get(str(code).lower(), "neutral")


@cache
def _labels(field: str, model_name: str | None = None) -> dict[str, str | Promise]:
    labels: dict[str, str | Promise] = {}
    for model in apps.get_models():
        if model_name in (None, model._meta.model_name):
            for column in model._meta.fields:
                if column.name == field:
                    labels = {**dict(column.flatchoices or ()), **labels}
    return {str(code): label for code, label in labels.items()}
