"""What issuing, releasing and reversing refuse where several rooms meet."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "dispatch.unknown_serial": _("Nobody knows %(serial)s. Scan it again, or put it aside."),
    "dispatch.not_good": _(
        "%(serial)s is no good piece on a shelf: %(condition)s, %(place)s. Choose another piece."
    ),
    "dispatch.not_ready": _(
        "Some of this is no longer ready for %(agent)s. Reload the page and choose again."
    ),
    "dispatch.returned_twice": _(
        "%(where)s: %(agent)s is to get back fewer of %(piece)s than this. Another document took "
        "them; reject this one."
    ),
    "dispatch.not_judged": _(
        "%(where)s carries a piece for %(order)s, whose old piece is not judged for good: post "
        "%(judgement)s first."
    ),
    "dispatch.not_scanned": _("Scan the serial of the %(part)s that goes: nobody has yet."),
    "flows.already_promised": _(
        "%(where)s is settled already: promised to its agent, marked as an old part, or going back."
    ),
    "flows.no_old_part": _(
        "%(where)s is not marked as an old part, or was judged as one already. Nothing changed."
    ),
    "flows.bench_is_done": _("The bench has finished with %(where)s. Nothing can be marked now."),
    "flows.nothing_to_release": _("Choose at least one repaired piece."),
    "flows.release_made": _("%(where)s stands on %(document)s already. Post or reject that one."),
    "flows.never_reversed": _(
        "%(where)s cannot be reversed: documents of this kind were confirmed by two people."
    ),
    "flows.already_handed_over": _(
        "%(where)s has left with the courier and cannot be reversed. What comes back is received."
    ),
    "flows.custodian_stands_in_for_nobody": _(
        "%(name)s keeps a warehouse, and a custodian posts no documents. Choose somebody else, or "
        "assign another custodian first."
    ),
}
