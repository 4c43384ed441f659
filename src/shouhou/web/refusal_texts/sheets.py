"""What the reader and the writer of workbooks refuse."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "sheets.not_a_workbook": _(
        "This is no Excel or CSV file. Save the list as .xlsx and upload that."
    ),
    "sheets.save_as_xlsx": _(
        "This file is of the kind %(format)s. Open it in Excel, save it as .xlsx, upload that."
    ),
    "sheets.empty": _("The file is empty. Choose the right one."),
    "sheets.too_large": _("The file is larger than %(limit_mb)s MB. Split the list."),
    "sheets.encrypted": _("The file has a password. Save it without one and upload it again."),
    "sheets.macros": _("The file holds macros. Save it as .xlsx, without macros."),
    "sheets.external_links": _(
        "The file refers to other files. Copy its values into a new workbook and upload that."
    ),
    "sheets.unsafe_name": _("The file is built in an unsafe way and was not opened."),
    "sheets.unpacks_too_large": _(
        "The file unpacks to more than %(limit_mb)s MB and was not opened. Split the list."
    ),
    "sheets.too_dense": _("The file is packed suspiciously tight and was not opened."),
    "sheets.too_heavy": _(
        "The file is too heavy to read. Copy the list's values into a new workbook."
    ),
    "sheets.too_many_cells": _("The file has more than %(limit)s filled cells. Split the list."),
    "sheets.too_many_parts": _("The file has more than %(limit)s sheets or parts. Split it."),
    "sheets.too_much_text": _("The file holds more than %(limit_mb)s MB of text. Split the list."),
    "sheets.too_long": _("%(where)s lies below row %(limit)s, where no list reaches."),
    "sheets.too_wide": _("%(where)s lies right of column %(limit)s, where no list reaches."),
    "sheets.damaged": _("The file is damaged. Open it in Excel, save it anew, upload that."),
    "sheets.encoding": _("The file is in the encoding %(encoding)s. Save it as .xlsx."),
    "sheets.nested_too_deep": _("The file is built in an unsafe way and was not read."),
    "sheets.dtd": _("The file is built in an unsafe way (it declares types) and was not read."),
    "sheets.repeated_sheet": _("The file names two sheets alike and was not read."),
    "sheets.too_many_rows_to_write": _("More than %(limit)s rows do not fit into one workbook."),
}
