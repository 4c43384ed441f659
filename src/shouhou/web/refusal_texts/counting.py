"""The answers of the blind count that are not “counted”: each says what to do with the piece."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "count.malformed": _(
        "“%(raw)s” is no serial number. Scan it again, or type it from the label."
    ),
    "count.scan_each_piece": _(
        "%(part)s is counted piece by piece: scan the serial number of every piece."
    ),
    "count.duplicate": _("%(serial)s is counted in this box already. Put it with the others."),
    "count.two_pieces": _(
        "The numbers of this label are on different pieces: %(pieces)s. Set it aside and ask the "
        "bench."
    ),
    "count.in_another_box": _(
        "%(serial)s was counted in %(box)s. One of the two is wrong: set the piece aside and check."
    ),
    "count.of_another_agent": _(
        "%(serial)s last went to %(agent)s. Set it aside, or count it anyway: then it becomes a "
        "difference."
    ),
    "count.in_house": _(
        "By the books %(serial)s is in the house (%(place)s). Set the piece aside and call the "
        "supervisor."
    ),
    "count.scrapped": _(
        "%(serial)s was scrapped and must not come back. Set the piece aside and call the "
        "supervisor."
    ),
    "count.unknown": _(
        "%(serial)s was never seen. Scan or choose its part number first, then scan it again."
    ),
    "count.wrong_model": _(
        "%(serial)s is the number of another phone model than %(part)s. Choose the right part."
    ),
    "count.quantity": _("Enter a whole number of pieces from 1 to %(most)s."),
    "count.nothing_to_undo": _("You have no scan in this count that could be taken back."),
}
