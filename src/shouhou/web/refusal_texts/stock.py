"""What the ledger refuses."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "stock.no_such_document": _("There is no document %(where)s, or it is not yours to see."),
    "stock.no_lines": _("A document needs at least one line."),
    "stock.too_many_lines": _("A document has at most %(most)s lines. Make two of it."),
    "stock.line_has_no_source": _("The line does not say where its pieces come from."),
    "stock.not_for_this_kind": _(
        "A document of the kind “%(kind)s” does not go from %(source)s to %(target)s as "
        "“%(condition)s”."
    ),
    "stock.not_a_draft": _(
        "%(where)s is no draft any more, so its lines are fixed. Withdraw it first."
    ),
    "stock.not_inspected": _(
        "%(where)s needs an inspection first: somebody other than its maker looks at the goods and "
        "says so."
    ),
    "stock.reason_missing": _("Say why: the reason stays on the document."),
    "stock.not_reversible": _("%(where)s cannot be reversed: only a posted document can, once."),
    "stock.already_reversed": _("%(where)s is reversed already, by %(by)s."),
    "stock.short": _(
        "%(place)s has only %(available)s free of %(part)s, and %(wanted)s are wanted. Nothing was "
        "posted: find the pieces, or send the document back."
    ),
    "stock.unit_elsewhere": _(
        "%(serial)s is no longer where this document takes it from: %(place)s. Nothing was "
        "posted: send the document back."
    ),
    "stock.promised_elsewhere": _(
        "%(serial)s is promised to another agent. Take another piece, or release the promise."
    ),
    "stock.not_promised": _(
        "%(agent)s was not promised this piece, %(serial)s. Put it back and scan another."
    ),
    "stock.promise_over": _("This promise is used up or released. Reload the page."),
    "stock.promise_under_way": _(
        "A piece promised to %(where)s stands on a document that is under way. Make that one void "
        "first."
    ),
    "stock.not_short": _("Nothing of %(where)s is short any more."),
    "stock.expected_in_the_past": _("%(day)s is over. Enter the day on which the goods will come."),
    "stock.told_to_come": _("%(day)s has not come yet. Enter the day on which the agent was told."),
    "stock.not_that_short": _("Only %(missing)s pieces are short. Settle no more than that."),
    "stock.serial_of_another_part": _(
        "%(serial)s belongs to another part in the books: %(part)s. Check the label on the piece."
    ),
    "stock.serial_worn": _("%(serial)s is worn by another piece: %(part)s."),
    "stock.unfit_custodian": _(
        "%(name)s cannot keep a warehouse: choose a keeper who does not post documents."
    ),
}
