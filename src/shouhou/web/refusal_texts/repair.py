"""What the bench refuses: opening, inspecting, judging, repairing, checking, matching codes."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    # Orders
    "repair.no_such_order": _("There is no such order. Check the number or scan the tag again."),
    "repair.nothing_scanned": _(
        "No order on the bench is about %(scanned)s. Scan the piece or its tag again."
    ),
    "repair.no_such_verdict": _("Choose one of the verdicts on the page."),
    "repair.not_now": _(
        "“%(verb)s” is not possible while order %(where)s is “%(state)s”. Reload the page: "
        "somebody may have been faster."
    ),
    "repair.order_open": _(
        "%(serial)s is on the bench already, under order %(order)s. Finish that order first."
    ),
    "repair.piece_by_piece": _(
        "%(part)s comes to the bench either piece by piece with its serial or by quantity, as its "
        "part says. Check the handover."
    ),
    "repair.not_that_many": _("Enter a quantity between 1 and %(most)s."),
    "repair.reason_missing": _("Give the reason."),
    "repair.no_reason": _("Say what the work waits for: parts, software or a confirmation."),
    "repair.not_an_engineer": _("%(name)s is no repair engineer. Choose another person."),
    "repair.anothers_order": _(
        "Order %(where)s is %(name)s's. Ask the supervisor to assign it to you."
    ),
    "repair.nobodys_order": _(
        "Order %(where)s failed its check %(loops)s times. The supervisor decides who goes on "
        "with it."
    ),
    # Inspection and verdict
    "repair.other_unit": _(
        "This is another piece: scanned %(serial)s, the order is about %(expected)s. Stop and put "
        "the pieces apart."
    ),
    "repair.no_checklist": _(
        "There is no checklist for %(part)s. Ask the supervisor to enter one."
    ),
    "repair.no_such_item": _("This item is not on the checklist. Reload the page."),
    "repair.no_such_finding": _("There is no such finding on this order. Reload the page."),
    "repair.symptom_missing": _("“%(item)s” is NG. Choose its symptom."),
    "repair.wrong_code": _("“%(fault)s” is not a code in use of the kind “%(kind)s”."),
    "repair.items_open": _(
        "The inspection is not finished: %(count)s items are open, the first is “%(item)s”."
    ),
    "repair.photo_missing": _("Take a photo that shows “%(item)s”."),
    "repair.photos_missing": _(
        "User damage takes at least %(least)s photos, there are %(photos)s."
    ),
    "repair.fault_found": _(
        "“%(item)s” is NG, so there was trouble. Correct the answer or choose another verdict."
    ),
    "repair.no_fault_found": _(
        "Every item is OK. Enter what is wrong, or choose “no trouble found”."
    ),
    "repair.not_repairable": _("%(part)s is not repaired, only exchanged. Choose another verdict."),
    # Repair and check
    "repair.nothing_done": _("Write down what was done since the last check."),
    "repair.self_test_failed": _("Your own test did not pass. Repair it before others check it."),
    "repair.out_of_reach": _(
        "%(piece)s has left the house, or lies among others of its kind. Ask the supervisor to "
        "reverse the release."
    ),
    # The gates
    "repair.not_cleared": _(
        "%(serial)s (order %(order)s) cannot become or leave as good: %(why)s. Nobody can override "
        "this."
    ),
    "repair.codes_not_matched": _(
        "The codes of %(serial)s do not count as matched: %(why)s. Scan board, device label, box "
        "label and network mark again."
    ),
    "repair.code_twice": _(
        "%(serial)s is named twice in one code. A phone with two SIMs has two different numbers: "
        "scan both."
    ),
    "repair.code_too_long": _("This is too long for a code: at most %(most)s signs."),
}
