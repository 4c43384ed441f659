"""What is refused about a file between its preview and its keeping."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "upload.gone": _(
        "The preview has expired, or it belongs to somebody else. Upload the file again."
    ),
}
