"""The app that is the department's door."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "shouhou.staff"
    label = "staff"
