"""The gallery's navigation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouhou.web.navigation import Group, Item


def for_user(_user):
    """Every page of the gallery, whoever asks."""
    return [
        Group(items=(Item(_("My work"), reverse("pieces"), "inbox", 7),)),
        Group(
            _("Receiving"),
            (
                Item(_("Acts"), reverse("acts"), "history"),
                Item(_("Count by scan"), reverse("count"), "scan-barcode", 2),
            ),
        ),
        Group(
            _("Stock"),
            (
                Item(_("Requisition"), reverse("requisition"), "clipboard-list"),
                Item(_("On paper"), reverse("paper"), "printer"),
            ),
        ),
    ]
