"""The app that holds people, roles, delegation and the trail."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "shouhou.accounts"
    label = "accounts"
