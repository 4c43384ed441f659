"""Registers the room of the department's business partners."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "shouhou.partners"
    label = "partners"
    verbose_name = _("Partners")
