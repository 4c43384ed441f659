"""What is refused as a photo."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "attachment.too_large": _(
        "The photo %(name)s is too large: at most %(most_mb)s MB and 60 million pixels."
    ),
    "attachment.not_a_picture": _("%(name)s is no photo. Choose a JPEG, PNG or WebP picture."),
}
