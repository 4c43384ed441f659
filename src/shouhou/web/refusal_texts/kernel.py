"""What the pure kernel refuses: a verb at the wrong time."""

from django.utils.translation import gettext_lazy as _

TEXTS = {
    "workflow.not_now": _(
        "“%(verb)s” is not possible while this is “%(state)s”. Reload the page: somebody may "
        "have been faster."
    ),
}
