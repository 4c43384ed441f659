"""What the readers of scanned numbers refuse or doubt, and what the sums refuse."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "identifier.length": _(
        "“%(raw)s” was read as %(normalised)s: it must have %(expected)s signs. Scan it again."
    ),
    "identifier.charset": _(
        "“%(raw)s” was read as %(normalised)s, which holds signs that such a number never has. "
        "Scan it again."
    ),
    "identifier.check_digit": _(
        "“%(raw)s” was read as %(normalised)s, and its check digit is wrong. Scan it again, or "
        "compare it with the label digit by digit."
    ),
    "identifier.denied": _(
        "%(normalised)s is a dummy number that no real piece bears. Read the piece's own number."
    ),
    "identifier.meid_range": _(
        "%(normalised)s is not an MEID: an MEID begins with A0 or above. It may be an IMEI."
    ),
    "waybill.length": _(
        "“%(raw)s” is not a waybill: it must have %(shortest)s to %(longest)s signs."
    ),
    "waybill.charset": _("“%(raw)s” is not a waybill: only letters, digits and hyphens belong."),
    "waybill.unusual": _(
        "This does not look like a number of the chosen carrier. Check the carrier, then confirm."
    ),
    "waybill.check_digit": _(
        "The check digit of this postal number is wrong. Compare it with the label, then confirm."
    ),
    "premium.negative": _("The insured value cannot be below zero."),
    "premium.too_high": _(
        "This carrier insures no more than %(highest_fen)s. Lower the value or change the carrier."
    ),
}
