"""Registers the room of parts, models, fault codes, calendar and policies."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "shouhou.catalog"
    label = "catalog"
    verbose_name = _("Catalog")
