"""What the ledger refuses."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "stock.no_such_document": _("There is no document %(where)s, or it is not yours to see."),
    "stock.two_pieces": _(
        "The numbers of this label are on different pieces: %(pieces)s. Set it aside and ask the "
        "bench."
    ),
    "stock.no_lines": _("A document needs at least one line."),
    "stock.too_many_lines": _("A document has at most %(most)s lines. Make two of it."),
    "stock.line_has_no_source": _("The line does not say where its pieces come from."),
    "stock.not_for_this_kind": _(
        "A document of the kind “%(kind)s” does not go from %(source)s to %(target)s as "
        "“%(condition)s”."
    ),
    "stock.parts_differ": _("%(where)s takes one part and brings another. Correct the line."),
    "stock.not_as_tracked": _(
        "%(where)s: a part tracked piece by piece moves by the serial of every piece, and any "
        "other part by quantity."
    ),
    "stock.place_of_another_agent": _(
        "%(where)s goes to another agent than the document is for. Make a document of his own."
    ),
    "stock.impossible_quantity": _("%(where)s: a quantity is a whole number from 1 to %(most)s."),
    "stock.goes_nowhere": _("%(where)s leaves its pieces where they are. Choose another place."),
    "stock.unit_twice": _("%(where)s names a piece that stands on the document already."),
    "stock.not_a_draft": _(
        "%(where)s is no draft any more, so its lines are fixed. Withdraw it first."
    ),
    "stock.not_inspected": _(
        "%(where)s needs an inspection first: somebody other than its maker looks at the goods and "
        "says so."
    ),
    "stock.not_inspected_whole": _(
        "%(where)s is not inspected as a whole: every piece of it is cleared by itself."
    ),
    "stock.not_cleared": _(
        "%(where)s: %(piece)s cannot become good. It has not passed the inspection, and after a "
        "repair the check of a second person. Nobody can override this."
    ),
    "stock.reversals_are_whole": _(
        "%(where)s is a reversal: it takes back all of its original or nothing. Submit it as it "
        "is, or make it void."
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
        "The piece stands on %(where)s, which is under way. Withdraw that document or make it void "
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
    "stock.serial_twice": _("%(serial)s is named twice. Take one of them out."),
    "stock.serial_retired": _(
        "%(serial)s was given up: %(unit)s wore it once, and it never comes back. Read the number "
        "that the piece wears now."
    ),
    "stock.month_not_over": _(
        "%(where)s is not over. It can be closed from its last working day on, %(day)s."
    ),
    "stock.month_closed": _("%(where)s is closed already."),
    "stock.month_empty": _("Nothing was posted yet, so there is no month to close."),
    "stock.another_month_first": _(
        "%(where)s cannot be closed now: the month to be closed is %(month)s."
    ),
    "stock.open_points_need_a_reason": _(
        "%(count)s points of the checklist are open. Deal with them first, or write why the month "
        "is closed all the same."
    ),
    "stock.unfit_custodian": _(
        "%(name)s cannot keep a warehouse: choose a keeper who does not post documents."
    ),
    "stock.custodian_stands_in": _(
        "%(name)s stands in for the supervisor until %(last_day)s, or was asked for, and a "
        "custodian posts nothing. Choose another keeper, or revoke that delegation first."
    ),
    "stock.custodian_posts_nothing": _(
        "%(name)s keeps a warehouse, and a custodian posts no documents. Somebody else has to "
        "post %(where)s."
    ),
}
