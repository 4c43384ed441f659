"""What a packing list is refused for, or doubted: the whole list and each of its rows."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "exchange.list_has_problems": _(
        "The list has %(problems)s problems, so nothing of it was kept. Correct the file and "
        "upload it again."
    ),
    "exchange.list_has_no_header": _(
        "No sheet (%(sheets)s) has a row of column titles such as part number, quantity, serial. "
        "Use the template, or add the titles."
    ),
    "exchange.list_has_no_rows": _("There are column titles but no lines below them."),
    "exchange.list_hidden_sheet": _("The sheet is hidden and was not read. Show it if it counts."),
    "exchange.list_sheet_unread": _("The sheet has no column titles and was not read."),
    "exchange.list_hidden_rows": _("Hidden rows were read too: %(numbers)s."),
    "exchange.list_counts_rows": _(
        "The list has no quantities: each row without a serial counts as one."
    ),
    "exchange.list_total_differs": _(
        "The list's own total says %(declared)s, its rows add up to %(counted)s."
    ),
    "exchange.row_cell_error": _("The cell holds an Excel error (%(error)s). Type the value."),
    "exchange.row_text_too_long": _(
        "The text has %(length)s characters, at most %(limit)s are kept. Shorten it."
    ),
    "exchange.row_part_missing": _(
        "The row names no part. Give its number, or its name and model."
    ),
    "exchange.row_part_unknown": _(
        "“%(declared)s” is no part of ours. Check it against the part list in the template."
    ),
    "exchange.row_part_mistyped": _(
        "“%(declared)s” is no part of ours. Alike: %(near)s. Write the right number."
    ),
    "exchange.row_part_ambiguous": _(
        "“%(declared)s” may be several parts: %(near)s. Write the part number."
    ),
    "exchange.row_model_disagrees": _(
        "%(part_no)s fits %(fits)s, but the row says %(declared)s. Correct one of them."
    ),
    "exchange.row_name_disagrees": _(
        "%(part_no)s is %(means)s, but the row says “%(declared)s”. Correct one of them."
    ),
    "exchange.row_quantity_missing": _("The quantity is missing."),
    "exchange.row_quantity_merged": _(
        "One quantity stands over several rows. Write the quantity of each row."
    ),
    "exchange.row_quantity_not_serials": _(
        "The quantity is %(quantity)s, but there are %(serials)s serials. One serial is one piece."
    ),
    "exchange.row_quantity_not_whole": _("“%(raw)s” is not a whole number of pieces."),
    "exchange.row_quantity_unreadable": _("“%(raw)s” is not a quantity."),
    "exchange.row_quantity_out_of_range": _(
        "“%(raw)s” is out of range: a quantity is 1 to %(limit)s."
    ),
    "exchange.row_date_unreadable": _(
        "“%(raw)s” is not a day. Write year, month and day, such as 2026-03-08."
    ),
    "exchange.row_date_out_of_range": _(
        "“%(raw)s” is out of range: the day of sale lies between %(earliest)s and %(latest)s."
    ),
    "exchange.row_warranty_unknown": _(
        "“%(raw)s” is no kind of warranty. Write 保内, 保外, 人为, 无凭证 or DOA."
    ),
    "exchange.row_serial_rounded": _(
        "Excel rounded the serial to %(raw)s and its last digits are lost. Make the column text "
        "and scan the serial again."
    ),
    "exchange.row_serial_lost_zero": _(
        "Excel dropped the zeros before %(raw)s. It may be %(suggestion)s: make the column text "
        "and scan it again."
    ),
    "exchange.row_serial_characters": _(
        "“%(raw)s” holds signs that no serial has. Letters and digits only."
    ),
    "exchange.row_serial_length": _("“%(raw)s” has %(length)s signs. A serial has 4 to 40."),
    "exchange.row_serial_missing": _(
        "%(part_no)s is tracked piece by piece, but the row has no serial. It is counted anyway."
    ),
    "exchange.row_serial_repeated": _("%(serial)s stands in %(first)s already."),
}
