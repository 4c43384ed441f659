"""What the doors themselves refuse."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "web.no_text": _(
        "Refused by the rule “%(code)s”, for which nobody has written a sentence. Nothing was "
        "changed. Please report this code to the system administrator."
    ),
    "web.no_such_page": _(
        "There is nothing at this address, or it is not yours to see. Check the address or scan "
        "the number again."
    ),
    "web.not_allowed": _(
        "Your role does not permit this. Ask the supervisor if it should be part of your duties."
    ),
    "web.stale_form": _(
        "This page has been open too long, or you logged in again meanwhile. Reload the page and "
        "submit once more; nothing was changed."
    ),
    "web.no_request_key": _(
        "The form arrived without its one-time key, so it could not be protected against double "
        "submission. Reload the page and submit again; nothing was changed."
    ),
    "web.request_key_taken": _(
        "This form was already submitted for something else. Reload the page and submit again; "
        "nothing was changed."
    ),
    "web.buttons_only": _(
        "This address only takes the press of a button. Go back to the page and press it there; "
        "nothing was changed."
    ),
    "web.busy": _(
        "Somebody else is working on the same rows and the wait was too long. Nothing was "
        "changed: try again in a moment."
    ),
    "web.our_fault": _(
        "Something broke, and the fault is the system's. Nothing was saved by this step: try "
        "again. If it happens again, tell the system administrator the number %(request)s."
    ),
    "web.not_a_number": _("“%(value)s” in %(where)s is no number. Enter a whole number."),
    "web.text_too_long": _(
        "The text has %(length)s signs, and %(most)s are kept. Say it more briefly."
    ),
    "web.unreadable": _(
        "What was sent holds a sign that no text can hold (NUL). Nothing was changed: type or "
        "scan it again."
    ),
    "web.no_such_sort": _("The list cannot be sorted by “%(sort)s”. Click a column heading."),
    "web.bad_cursor": _("This page of the list no longer exists. Start from its first page."),
    "web.export_too_long": _(
        "The list has more than %(most)s rows, too many for one workbook. Narrow it with the "
        "filters and export again."
    ),
}
