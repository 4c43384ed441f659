"""What receiving other stock, transferring it and correcting drafts refuse."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "paperwork.follows_its_process": _(
        "%(where)s follows from another step of the work. Go back there: what it stands for has "
        "to go back with it."
    ),
    "paperwork.quantity": _(
        "This is no quantity for the line. Enter 0 to take it away; a piece with a serial is 1."
    ),
    "paperwork.not_printed": _(
        "%(where)s has not been printed yet. Press the button on its page, so that it is counted."
    ),
    "paperwork.no_issue_note": _("No goods leave by %(where)s, so it has no issue note."),
    "paperwork.none_chosen": _("No document is chosen. Tick those that you want to post."),
    "paperwork.part_in_stock": _(
        "Pieces of %(part_no)s are in the house or on a document under way. It can be tracked "
        "otherwise once none is left."
    ),
    "receipt.nothing": _("There is nothing to receive. Enter at least one line."),
    "receipt.further_of_which": _(
        "%(further)s would be a second number, and only a row with one phone or board has one. "
        "Give each piece a row, or take the number out."
    ),
    "receipt.not_a_shelf": _("Stock is received into the main or the turnover warehouse only."),
    "receipt.lines": _(
        "%(count)s lines cannot be received, so nothing was. Correct them and try again."
    ),
    "receipt.lot_missing": _("%(part)s is tracked by lot. Enter the lot."),
    "receipt.quantity": _("Enter a quantity from 1 to %(most)s."),
    "receipt.serial_not_worn": _(
        "%(part)s is kept by quantity and wears no serial. Leave the serial blank."
    ),
    "receipt.serial_missing": _("%(part)s is kept piece by piece. Scan the serial of each piece."),
    "receipt.serial_malformed": _(
        "“%(raw)s” is no serial of this part. Scan the label on the piece again."
    ),
    "receipt.serial_twice": _(
        "%(serial)s stands here twice, first at %(first)s. Take one of the two away."
    ),
    "receipt.serial_known": _(
        "%(serial)s is in the books already: %(place)s. Check the label, or transfer the piece."
    ),
    "receipt.serials_differ": _(
        "The row says %(quantity)s pieces and has %(serials)s serials. Correct one of the two."
    ),
    "receipt.no_heading": _(
        "The first sheet has no column “料号”. Download the empty sheet and fill that one in."
    ),
    "replenish.nothing": _("No pieces are asked for. Enter how many of at least one part."),
    "replenish.too_many": _(
        "The shelf takes %(most)s more of %(part)s, with the %(coming)s on their way counted. Ask "
        "for fewer, or transfer the rest from the transfer page."
    ),
    "replenish.not_usable": _(
        "One of the parts waits for its approval and cannot be moved. Reload the page and try "
        "again."
    ),
    "transfer.same_place": _(
        "Pieces go from one warehouse to another, and %(place)s is where they are. Choose another."
    ),
    "transfer.unknown": _("Nobody knows %(serial)s. Scan it again, or put the piece aside."),
    "transfer.not_here": _(
        "%(serial)s is not in this warehouse by the books: %(place)s. Put it aside and find out."
    ),
    "transfer.scan_each_piece": _(
        "%(part)s is kept piece by piece. Scan the serial of each piece."
    ),
    "transfer.scanned_already": _("%(serial)s is scanned already."),
    "transfer.nothing_to_undo": _("No scan is left to take back."),
    "transfer.short": _(
        "Of %(part)s only %(available)s are free in %(place)s; %(wanted)s were asked for. Send "
        "fewer."
    ),
    "transfer.not_sent": _(
        "%(where)s cannot arrive yet: the supervisor has not posted %(sent)s, by which it is sent."
    ),
}
