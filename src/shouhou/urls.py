"""Every URL of the product: one line a door."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("shouhou.web.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("shouhou.staff.urls")),
]
