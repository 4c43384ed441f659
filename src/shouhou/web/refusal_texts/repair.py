"""What the bench refuses: orders, inspections, verdicts, repairs, checks, releases and codes."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "repair.no_such_order": _("There is no such repair order. Check the number or scan it again."),
    "repair.not_now": _(
        "%(where)s stands at “%(state)s”, which does not allow this. Reload the page: somebody may "
        "have been faster."
    ),
    "repair.reason_missing": _("Say why: the reason stays with the order."),
    # Whose order it is
    "repair.anothers_order": _(
        "%(where)s is on the bench of %(name)s. Only he or she goes on with it; the supervisor can "
        "assign it anew."
    ),
    "repair.nobodys_order": _(
        "%(where)s failed its check %(loops)s times and belongs to nobody now. The supervisor "
        "decides who goes on with it."
    ),
    "repair.not_an_engineer": _("%(name)s does not work at the bench. Choose an engineer."),
    "repair.order_open": _(
        "%(serial)s is on the bench already, under %(order)s. Finish that order first."
    ),
    "repair.piece_by_piece": _(
        "%(part)s is tracked another way: a tracked piece has an order of its own, with its serial."
    ),
    "repair.not_that_many": _("Enter a number from 1 to %(most)s."),
    "repair.no_reason": _("Choose what the work waits for: parts, software or a confirmation."),
    # The piece in hand
    "repair.other_unit": _(
        "%(serial)s is not the piece of %(where)s, which is %(expected)s. Stop and look for the "
        "right piece."
    ),
    # The checklist and the verdict
    "repair.no_checklist": _(
        "There is no checklist for %(part)s yet. Ask the supervisor to have one entered."
    ),
    "repair.no_such_item": _(
        "This item is not on the checklist of the piece. Reload the page and answer again."
    ),
    "repair.items_open": _(
        "%(count)s items are not answered yet, “%(item)s” first. Answer them, then judge."
    ),
    "repair.symptom_missing": _("“%(item)s” is NG. Choose the symptom that was seen."),
    "repair.wrong_code": _(
        "%(fault)s cannot be chosen here, or is no longer used. Choose a code from the list."
    ),
    "repair.no_such_finding": _("Nothing of the kind was found on this piece. Reload the page."),
    "repair.photo_missing": _("“%(item)s” is a fault that is seen: take a photo of it, then judge."),
    "repair.photos_missing": _(
        "User damage needs at least %(least)s photos; there are %(photos)s. Add the missing ones."
    ),
    "repair.fault_found": _(
        "“%(item)s” is NG, so the piece is not without trouble. Choose another verdict, or answer "
        "the item again."
    ),
    "repair.no_fault_found": _(
        "Nothing was answered with NG, so there is nothing to repair, exchange or reject. Choose "
        "“No trouble found”, or answer the items again."
    ),
    "repair.not_repairable": _("%(part)s is never repaired. Choose exchange or scrap."),
    # Repair and check
    "repair.self_test_failed": _(
        "The piece failed its own test. Go on with the repair, or give it up."
    ),
    "repair.nothing_done": _(
        "No repair is written down since the last check. Write down what was done first."
    ),
    # The gate
    "repair.not_cleared": _(
        "%(serial)s (%(order)s) may not become or leave as good: %(why)s. Nobody can override this."
    ),
    "repair.codes_not_matched": _(
        "%(serial)s may not leave: its codes do not count as equal, because %(why)s. Scan board, "
        "device label, box label and network mark again."
    ),
    "repair.code_too_long": _(
        "A code has at most %(most)s signs. Scan the field “%(where)s” again, one label at a time."
    ),
}
